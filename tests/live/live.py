"""The procedure against a real SQL Server (README.md beside this file). Every answer of the practice server's scenario
"default" is asked of the real one too, one by one, and what nobody could tell us about SQL Server is asked by name."""
import datetime
import json
import os
import pathlib
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "integration"))
import clients_programs  # pylint: disable=wrong-import-position
import house  # pylint: disable=wrong-import-position
import live_questions  # pylint: disable=wrong-import-position

NEEDED = ("SMK_LIVE_SERVER", "SMK_LIVE_LOGIN", "SMK_LIVE_PASSWORD_FILE", "SMK_LIVE_FOLDER", "SMK_LIVE_MEDIUM")
# What a real server may leave empty although the practice server does not, or the other way round.
MAY_BE_NULL = {"instance_name", "update_level", "babelfish", "view_security_state", "default_backup_path", "default_data_path", "is_hadr_enabled",
               "local_net_address", "client_net_address", "physical_name", "hash"}
# Whose answers are expected of which version (the first part of ProductVersion): an older one lacks views and functions.
SCENARIOS = {10: "old-version", 11: "version-2012", 12: "version-2014", 13: "version-2016", 14: "version-2017", 15: "version-2019", 17: "version-2025"}
FIRST_WITH_HASH = 11  # 2012: SHA2_256, without which there is no proof by RESTORE
# Results with as many rows as the server has things.
LISTS = {"database_name", "certificate_name", "trigger_name", "thumbprint", "servicename", "name"}
KINDS = (("GUID", r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"), ("binary", r"0x[0-9A-F]*"), ("time", r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}"), ("number", r"-?\d+"))


def kind(value):
    if value is None:
        return "NULL"
    return next((name for name, pattern in KINDS if re.fullmatch(pattern, value)), "text")


def first_line(path):
    return pathlib.Path(path).read_text(encoding="utf-8").splitlines()[0]


class Odbc:
    """The client of tests/clients, on the server that the environment names or on the practice server."""

    def __init__(self, folder, address, ca_file, trust):
        self.folder, self.ca_file = folder, ca_file
        host, port = (address.split(",") + ["1433"])[:2]
        host, _, instance = host.removeprefix("tcp:").partition("\\")
        driver = os.environ.get("SMK_LIVE_DRIVER") or "FreeTDS"
        self.environment = {}
        if "freetds" in driver.lower() or "tdsodbc" in driver.lower():
            where = f"instance={instance}" if instance else f"port={port}"
            section = f"[live]\nhost={host}\n{where}\ntds version=7.4\nencryption=require\n" + (f"ca file={ca_file}\n" if ca_file else "")
            file = folder / f"freetds-{secrets.token_hex(4)}.conf"
            file.write_text(section, encoding="utf-8")
            self.environment = {"FREETDSCONF": str(file)}
            self.string = f"Driver={driver};Servername=live"
        else:
            server = f"{host}\\{instance}" if instance else f"{host},{port}"
            self.string = f"Driver={driver};Server={server};Encrypt=yes;TrustServerCertificate={'yes' if trust else 'no'}"
            self.environment = {"SSL_CERT_FILE": str(ca_file)} if ca_file else {}

    def session(self, login, password, statements):
        text = "".join(f"set {name} {clients_programs.coded(value)}\n" for name, value in (("login", login), ("password", password)))
        text += "".join(f"sql {clients_programs.coded(sql)} 0\n" for sql in statements)
        run = subprocess.run([sys.executable, "-B", str(HERE.parent / "clients/odbc/client.py")], input=text, capture_output=True, text=True, timeout=300,
                             check=False, env={**os.environ, **self.environment, "ODBC_STRING": self.string})
        return clients_programs.Session(run.stdout, run.stderr[-400:])


class Live:
    def __init__(self, built):
        self.smkctl_program = pathlib.Path(built) / "smkctl"
        self.report = house.Report()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="smk-live-"))
        self.server, self.login = os.environ["SMK_LIVE_SERVER"], os.environ["SMK_LIVE_LOGIN"]
        self.password = first_line(os.environ["SMK_LIVE_PASSWORD_FILE"])
        self.restores = os.environ.get("SMK_LIVE_RESTORE") == "1"
        self.ca_file, self.trust = os.environ.get("SMK_LIVE_CA_FILE"), os.environ.get("SMK_LIVE_TRUST")
        separator = "\\" if re.match(r"[A-Za-z]:|\\\\", os.environ["SMK_LIVE_FOLDER"]) else "/"
        name = f"smk-live-{datetime.datetime.now(datetime.timezone.utc):%Y%m%dT%H%M%SZ}.key"
        self.key_folder, self.separator = os.environ["SMK_LIVE_FOLDER"].rstrip("/\\"), separator
        self.key = f"{self.key_folder}{separator}{name}"
        self.key_password = "Live-" + secrets.token_urlsafe(18)
        self.key_password_file = self.folder / "key-password"
        self.key_password_file.write_text(self.key_password + "\n", encoding="utf-8")
        self.key_password_file.chmod(0o600)
        self.odbc = Odbc(self.folder, self.server, self.ca_file, self.trust)
        self.wrote = False
        self.version = 0

    def ask(self, *statements, login=None, password=None):
        session = self.odbc.session(login or self.login, password or self.password, statements)
        return session.answers if len(session.answers) == len(statements) else [clients_programs.Answer() for _ in statements]

    def smkctl(self, *arguments):
        run = subprocess.run([str(self.smkctl_program), *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False,
                             stdin=subprocess.DEVNULL)
        return house.Answer(run.returncode, run.stdout, run.stderr)

    def sign_in(self):
        arguments = ["--server", self.server, "--login", self.login, "--login-password-from", os.environ["SMK_LIVE_PASSWORD_FILE"], "--data", self.folder / "data"]
        for option, value in (("--ca-file", self.ca_file), ("--trust-certificate", self.trust), ("--driver", os.environ.get("SMK_LIVE_DRIVER"))):
            arguments += [option, value] if value else []
        return arguments

    # The procedure itself.
    def preflight(self):
        answer = self.smkctl("preflight", "--json", *self.sign_in())
        self.report.check("preflight goes through", [] if answer.code in (0, 1) else [answer])
        facts = answer.json.get("server", {})
        self.report.check("preflight: name, version, edition, key", [field for field in ("name", "version", "edition", "keyGuid", "keyAlgorithm") if not facts.get(field)])
        self.version = int(facts.get("version", "0").split(".", maxsplit=1)[0] or 0)
        self.report.check("preflight: at most 4 requests", [] if answer.json.get("requests", 99) <= 4 else [answer.json.get("requests")])
        wrong = self.folder / "wrong-password"
        wrong.write_text("Wrong-Password-1\n", encoding="utf-8")
        arguments = [wrong if argument == os.environ["SMK_LIVE_PASSWORD_FILE"] else argument for argument in self.sign_in()]
        answer = self.smkctl("preflight", "--json", *arguments)
        self.report.check("a wrong login password is a blocker", [] if (answer.code, answer.problem) == (3, "connect.login-failed") else [answer])

    def backup(self):
        if self.separator == "/" and (self.key_folder + "/").startswith("/var/opt/mssql/"):
            print("mind: below /var/opt/mssql SQL Server reads no file back over SQL; the copy then needs rights on the path itself (README.md)", flush=True)
        print(f"writes one key file: {self.key} on {self.server}. It opens with a password that nobody knows afterwards: delete it, and its copy on the medium.", flush=True)
        arguments = ["backup", "--json", *self.sign_in(), "--password-from", self.key_password_file, "--password-again-from", self.key_password_file,
                     "--medium", os.environ["SMK_LIVE_MEDIUM"], "--directory", self.key_folder, "--create-directory", "--file-name", self.key.rsplit(self.separator, 1)[1],
                     "--place", "test of the program", "--custodian", "test", "--access", "nobody", "--password-keeper", "nobody"]
        arguments += ["--prove-by-server"] if self.restores else []
        answer = self.smkctl(*arguments)
        self.wrote = answer.json.get("outcome") == "done" or "copy" in answer.json
        self.report.check("the whole procedure", [] if answer.code in (0, 1) and "copy" in answer.json else [answer])
        proofs = {proof["level"]: proof["state"] for proof in answer.json.get("proofs", [])}
        self.report.check("the copy is identical (level 1)", [] if proofs.get(1) in ("proved", "not-verified") else [proofs])
        self.report.check("the password as typed again (level 3)", [] if proofs.get(3) == "proved" else [proofs])
        if self.restores and self.version < FIRST_WITH_HASH:
            self.report.check("opened by the server (level 4): not verified, it cannot hash", [] if proofs.get(4) == "not-verified" else [proofs])
        elif self.restores:
            self.report.check("opened by the server (level 4)", [] if proofs.get(4) == "proved" else [proofs])
        else:
            print("left out opened by the server: RESTORE is run only with SMK_LIVE_RESTORE=1", flush=True)
        path = answer.json.get("copy", {}).get("path")
        return pathlib.Path(path).read_bytes() if path and os.path.exists(path) else b""

    # Each answer of scenario "default", or of that of the server's version.
    def practice(self):
        """(statement, the practice server's answer) of all that smkctl asks, from its record."""
        root, hand_over = self.folder / "practice", self.folder / "hand-over"
        scenario = SCENARIOS.get(self.version, "default")
        process = subprocess.Popen([str(self.smkctl_program), "rehearse", "--serve", "--until-stdin-closes", "--record", "--scenario", scenario, "--root", str(root), "--hand-over", str(hand_over)],
                                   stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while not (hand_over.exists() and hand_over.read_text(encoding="utf-8").endswith("\n")):
                assert process.poll() is None, "the practice server did not start"
                time.sleep(0.05)
            facts = json.loads(hand_over.read_text(encoding="utf-8"))
            run = self.smkctl("backup", "--json", "--hand-over", hand_over, "--password-from", self.key_password_file, "--password-again-from", self.key_password_file,
                              "--create-directory", "--place", "x", "--custodian", "x", "--access", "x", "--password-keeper", "x", "--data", self.folder / "practice-data")
            record = [json.loads(line) for line in (root / "statements.log").read_text(encoding="utf-8").splitlines()]
            statements = []
            for line in record:
                if line["type"] == 1 and not re.match(r"\s*SET |.*sp_datatype_info|.*PASSWORD", line["sql"], re.S) and line["sql"] not in statements:
                    statements.append(line["sql"])
            answers = Odbc(self.folder, f"localhost,{facts['port']}", facts["caFile"], None).session(facts["login"], facts["password"], statements).answers
            directory = run.json.get("directory", {})
            return list(zip(statements, answers)), directory.get("path", ""), directory.get("fileName", "")
        finally:
            process.stdin.close()
            process.wait(10)

    def answers(self):
        pairs, practice_folder, practice_file = self.practice()
        self.report.check("the practice server's answers are known", [] if len(pairs) >= 5 and practice_file else [len(pairs)])
        separator = "\\" if "\\" in practice_folder else "/"
        mine = {f"{practice_folder}{separator}{practice_file}": self.key, practice_folder: self.key_folder}
        for number, (statement, practised) in enumerate(pairs, 1):
            for old, new in mine.items():
                statement = statement.replace(f"N'{old}'", "N'" + new.replace("'", "''") + "'")
            real = self.ask(statement)[0]
            # What this version does not know, the program asks all the same, and lives with the error.
            expected = sorted(set(code for code, _ in practised.errors))
            if len(real.sets) != len(practised.sets) or sorted(set(code for code, _ in real.errors)) != expected:
                self.report.check(f"statement {number}: {len(practised.sets)} results, errors {expected}", [real, statement[:100]])
                continue
            for result, ((names, rows), (real_names, real_rows)) in enumerate(zip(practised.sets, real.sets), 1):
                where = f"statement {number}.{result}"
                self.report.check(f"{where}: columns {' '.join(names)[:80]}", [] if names == real_names else [real_names])
                if LISTS & set(names) or not rows:
                    self.report.check(f"{where}: rows, {len(real_rows)} here", [])
                else:
                    self.report.check(f"{where}: {len(rows)} row", [] if len(rows) == len(real_rows) else [len(real_rows)])
                for name, value, real_value in zip(names, rows[0] if rows else [], real_rows[0] if real_rows else []):
                    same = kind(value) == kind(real_value) or (name in MAY_BE_NULL and "NULL" in (kind(value), kind(real_value))) \
                        or {kind(value), kind(real_value)} == {"number", "text"} and "name" in name
                    self.report.check(f"{where}: {name} is {kind(real_value)}", [] if same else [f"the practice server says {kind(value)}"])

    def refusals(self, content):
        """Statements that must fail, or say something, in the way that the practice server does."""
        quoted = self.key.replace("'", "''")
        backup = "BACKUP SERVICE MASTER KEY TO FILE = N'{}' ENCRYPTION BY PASSWORD = N'" + self.key_password + "'"
        restore = f"RESTORE SERVICE MASTER KEY FROM FILE = N'{quoted}' DECRYPTION BY PASSWORD = N'" + "{}'"
        missing = f"{self.key_folder}{self.separator}no-such-folder{self.separator}x.key"
        acts = [("a second BACKUP replaces nothing", backup.format(quoted), 15240),
                ("BACKUP into a folder that is not there", backup.format(missing), 15240),
                ("reading a file that is not there", f"SELECT x.BulkColumn FROM OPENROWSET(BULK N'{missing}', SINGLE_BLOB) AS x", (4860, 4861)),
                ("an object that is not known", "SELECT dance FROM the_moon", 208),
                ("a statement that is none", "SELEKT 1", (102, 2812)),
                ("a string that does not end", "SELECT N'x", 105)]
        if self.restores:
            acts += [("RESTORE with a wrong password", restore.format("Wrong-Password-1"), 15313), ("RESTORE of the identical key", restore.format(self.key_password), 15588)]
        for (name, _, wanted), answer in zip(acts, self.ask(*(statement for _, statement, _ in acts))):
            numbers = wanted if isinstance(wanted, tuple) else (wanted,)
            self.report.check(f"{name}: {wanted}", [] if set(numbers) & set(answer.numbers) else [answer.numbers, answer.text.replace(self.key_password, "********")[:200]])
        read = self.ask(f"SELECT x.BulkColumn FROM OPENROWSET(BULK N'{quoted}', SINGLE_BLOB) AS x")[0]
        self.report.check("the file read over SQL is the copy on the medium", [] if content and read.sets and read.sets[0][1][0][0] == "0x" + content.hex().upper() else [read.numbers])
        wrong = self.odbc.session(self.login, "Wrong-Password-1", ["SELECT 1"])
        self.report.check("a wrong login password: 18456", [] if wrong.refusal and (wrong.refusal[0] == 18456 or "Login failed" in wrong.refusal[1]) else [wrong])

    def run(self):
        try:
            self.preflight()
            content = self.backup()
            if self.wrote:
                self.answers()
                self.refusals(content)
                live_questions.ask_all(self, content)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.report.end()


if __name__ == "__main__":
    unset = [name for name in NEEDED if not os.environ.get(name)]
    if unset:
        house.skip("live", f"no real SQL Server is named: {', '.join(unset)} not set (tests/live/README.md)", allowed=True)
    Live(sys.argv[1]).run()
