"""The foreign clients, each behind one method: session(server, line, statements) → Session."""
import base64
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "clients"))
import fetch  # pylint: disable=wrong-import-position

SOURCES = pathlib.Path(__file__).resolve().parents[1] / "clients"
SYSTEM_AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"
PLAIN, LOGIN_ONLY, TLS, STRICT = "plain", "login", "tls", "strict"


def path_of(program):
    return shutil.which(program) or program  # where this user has it


def coded(text):
    return base64.b64encode(str(text).encode()).decode() or "="


def decoded(text):
    return None if text == "-" else "" if text == "=" else base64.b64decode(text).decode("utf-8", "replace")


class Line:
    """How to connect. ca: None for the system's authorities."""

    def __init__(self, kind, ca=None, password=None):
        self.kind, self.ca, self.password = kind, ca, password


class Answer:
    def __init__(self):
        self.sets, self.messages, self.errors, self.milliseconds = [], [], [], 0

    @property
    def numbers(self):
        return [number for number, _ in self.messages + self.errors]

    @property
    def text(self):
        return " ".join(text for _, text in self.messages + self.errors)

    def __repr__(self):
        return f"{self.sets} {self.messages} {self.errors}"[-400:]


class Session:
    def __init__(self, text, raw=""):
        self.connected, self.refusal, self.answers, self.raw = False, None, [], raw
        answer = Answer()
        for line in text.splitlines():
            word, *rest = line.split(" ")
            if word == "connected":
                self.connected = True
            elif word == "refused":
                self.refusal = (int(rest[0]), decoded(rest[1]))
            elif word == "columns":
                answer.sets.append(([decoded(part) for part in rest], []))
            elif word == "row":
                answer.sets[-1][1].append([decoded(part) for part in rest])
            elif word in ("message", "error"):
                (answer.messages if word == "message" else answer.errors).append((int(rest[0]), decoded(rest[1])))
            elif word == "end":
                answer.milliseconds = int(rest[0])
                self.answers.append(answer)
                answer = Answer()

    def __repr__(self):
        return f"connected: {self.connected}, {self.refusal}, {len(self.answers)} answers, {self.raw[-400:]}"


class Program:
    """One that speaks the lines of tests/clients."""
    lines = (PLAIN, LOGIN_ONLY, TLS)
    cancels = True
    speaks_lines = True
    reports_messages = True  # severity 10 and below, with their numbers
    cannot_show = None     # its own words where it knows no such type
    packet = 1             # what a statement comes in

    def __init__(self, place):
        self.place = place
        self.folder = None

    def bring(self, name):
        """From the build tree to where the unprivileged user can read it."""
        self.folder = self.place.top / name
        shutil.copytree(fetch.fetch(name), self.folder, symlinks=True)
        return self.folder

    def bring_source(self, *names):
        target = self.place.top / "sources"
        for name in names:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(SOURCES / name, target / name)
            (target / name).chmod(0o644)
        for folder in [target, *[path for path in target.rglob("*") if path.is_dir()]]:
            folder.chmod(0o755)
        return target / names[0]

    def command(self, server, line):
        raise NotImplementedError

    def environment(self, server, line):
        return {}

    def session(self, server, line, statements=()):
        facts = server.facts
        settings = {"host": "localhost", "port": facts["port"], "login": facts["login"], "password": line.password or facts["password"], "line": line.kind}
        if line.ca:
            settings["ca"] = line.ca
        text = "".join(f"set {name} {coded(value)}\n" for name, value in settings.items())
        for statement in statements:
            sql, until = statement if isinstance(statement, tuple) else (statement, 0)
            text += f"sql {coded(sql)} {until}\n"
        run = subprocess.run(list(map(str, self.command(server, line))), input=text, capture_output=True, text=True, timeout=120, check=False,
                             **self.place.options(self.place.dba, self.place.dba_home, self.environment(server, line)))
        return Session(run.stdout, run.stdout[-300:] + run.stderr[-600:])


class Odbc(Program):
    def __init__(self, place):
        super().__init__(place)
        self.script = self.bring_source("odbc/client.py", "lines.py")

    def command(self, server, line):
        return ["/usr/bin/python3", "-B", self.script]


def write_once(place, name, content, written={}):  # pylint: disable=dangerous-default-value
    """Sessions that run side by side share a file of the same content."""
    key = (name, content)
    if key not in written:
        written[key] = place.dba_file(f"{len(written)}-{name}", content)
    return written[key]


def freetds_section(place, server, line):
    """FreeTDS checks a certificate only where a section of its file tells the authorities."""
    encryption = {PLAIN: "off", LOGIN_ONLY: "request", TLS: "require"}[line.kind]
    section = f"[practice]\nhost=localhost\nport={server.facts['port']}\ntds version=7.4\nencryption={encryption}\n"
    if line.kind != PLAIN:
        section += f"ca file={line.ca or SYSTEM_AUTHORITIES}\n"
    return write_once(place, "freetds.conf", section)


class OdbcFreeTds(Odbc):
    def environment(self, server, line):
        return {"FREETDSCONF": str(freetds_section(self.place, server, line)), "ODBC_STRING": "Driver=FreeTDS;Servername=practice"}


class OdbcMicrosoft(Odbc):
    lines = (PLAIN, LOGIN_ONLY, TLS, STRICT)

    def environment(self, server, line):
        encrypt = {PLAIN: "no", LOGIN_ONLY: "no", TLS: "yes", STRICT: "strict"}[line.kind]
        text = f"Driver={self.place.driver};Server=localhost,{server.facts['port']};Encrypt={encrypt};TrustServerCertificate=no"
        return {"ODBC_STRING": text, **({"SSL_CERT_FILE": str(line.ca)} if line.ca else {})}


class Jdbc(Program):
    lines = (PLAIN, LOGIN_ONLY, TLS, STRICT)

    def __init__(self, place):
        super().__init__(place)
        self.bring("jdbc")

    def command(self, server, line):
        return [path_of("java"), "-XX:TieredStopAtLevel=1", "-Xshare:auto", f"-Djava.io.tmpdir={self.place.dba_home}", "-cp", f"{next(self.folder.glob('*.jar'))}:{self.folder}", "Client"]


class Go(Program):
    lines = (PLAIN, LOGIN_ONLY, TLS, STRICT)

    def __init__(self, place):
        super().__init__(place)
        self.bring("go")

    def command(self, server, line):
        return [self.folder / "client"]


class Tedious(Program):
    lines = (PLAIN, TLS, STRICT)

    def __init__(self, place):
        super().__init__(place)
        self.bring("tedious")
        shutil.copy(SOURCES / "tedious" / "client.js", self.folder / "client.js")
        (self.folder / "client.js").chmod(0o644)

    def command(self, server, line):
        return [path_of("node"), self.folder / "client.js"]


class Pytds(Program):
    cancels = False  # its cancel() is for what waits to be read, not for what runs

    def __init__(self, place):
        super().__init__(place)
        self.bring("pytds")
        self.script = self.bring_source("pytds/client.py", "lines.py")

    def command(self, server, line):
        return ["/usr/bin/python3", "-B", self.script]

    def environment(self, server, line):
        return {"PYTHONPATH": str(self.folder)}


class Terminal(Program):
    """A tool for people: one session a statement, and its text is what there is to look at."""
    lines = (PLAIN, LOGIN_ONLY, TLS)
    cancels = speaks_lines = False
    @staticmethod
    def typed(statement):
        return statement + "\ngo\n"

    def environment(self, server, line):
        return {"FREETDSCONF": str(freetds_section(self.place, server, line))}

    def session(self, server, line, statements=()):
        session = Session("")
        for statement in statements or ("SELECT 1 AS one",):
            run = subprocess.run(list(map(str, self.command(server, line))), input=self.typed(statement), capture_output=True, text=True, timeout=60,
                                 check=False, **self.place.options(self.place.dba, self.place.dba_home, self.environment(server, line)))
            answer = Answer()
            text = run.stdout + run.stderr
            answer.errors = [(int(number), text) for number in re.findall(r"Msg (\d+)", text)] or [(0, text)]
            session.answers.append(answer)
            session.raw += text
        session.connected = not re.search(r"Adaptive Server connection failed|Login failed|unable to connect|Could not SQLConnect|Login incorrect|\(20002\)|18456", session.raw)
        session.refusal = None if session.connected else (18456 if "Login failed" in session.raw or "18456" in session.raw else 0, session.raw)
        return session

    def login(self, server, line):
        return ["-U", server.facts["login"], "-P", line.password or server.facts["password"]]


class Tsql(Terminal):
    def command(self, server, line):
        return ["tsql", "-S", "practice", *self.login(server, line)]


class Bsqldb(Terminal):
    cannot_show = "type 36 not supported"  # a GUID

    def command(self, server, line):
        return ["bsqldb", "-S", "practice", "-h", *self.login(server, line)]


class Isql(Terminal):
    packet = 3  # it prepares what it is given
    reports_messages = False

    @staticmethod
    def typed(statement):
        return " ".join(statement.split()) + "\n\n"  # a line is a statement

    def command(self, server, line):
        login = self.login(server, line)
        return ["isql", "-v", "-b", "practice", login[1], login[3]]

    def environment(self, server, line):
        file = write_once(self.place, "odbc.ini", "[practice]\nDriver=FreeTDS\nServername=practice\n")
        return {**super().environment(server, line), "ODBCINI": str(file)}


class IsqlMicrosoft(Isql):
    lines = (PLAIN, LOGIN_ONLY, TLS, STRICT)

    def environment(self, server, line):
        encrypt = {PLAIN: "no", LOGIN_ONLY: "no", TLS: "yes", STRICT: "strict"}[line.kind]
        file = write_once(self.place, "odbc.ini", f"[practice]\nDriver={self.place.driver}\nServer=localhost,{server.facts['port']}\nEncrypt={encrypt}\n"
                                               "TrustServerCertificate=no\n")
        return {"ODBCINI": str(file), **({"SSL_CERT_FILE": str(line.ca)} if line.ca else {})}


CLIENTS = {
    "freetds": {"tsql": Tsql, "bsqldb": Bsqldb, "isql-freetds": Isql, "odbc-freetds": OdbcFreeTds},
    "microsoft": {"isql-microsoft": IsqlMicrosoft, "odbc-microsoft": OdbcMicrosoft},
    "jdbc": {"mssql-jdbc": Jdbc},
    "go": {"go-mssqldb": Go},
    "tedious": {"tedious": Tedious},
    "pytds": {"python-tds": Pytds},
}
