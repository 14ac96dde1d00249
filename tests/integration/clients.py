"""The practice server before clients that we did not write: each line it can make x the statements of the procedure, taken
from a run of smkctl itself, with the server's own record as the witness. What two clients see of one answer must be the same."""
import concurrent.futures
import hashlib
import json
import re
import sys

import clients_programs as programs
import house
from clients_programs import LOGIN_ONLY, PLAIN, STRICT, TLS, Line

PASSWORD = "Kestrel-Harbour-73"
BACKUP = "BACKUP SERVICE MASTER KEY TO FILE = N'{file}' ENCRYPTION BY PASSWORD = N'" + PASSWORD + "'"
RESTORE = "RESTORE SERVICE MASTER KEY FROM FILE = N'{file}' DECRYPTION BY PASSWORD = N'{password}'"
READ = "SELECT x.BulkColumn FROM OPENROWSET(BULK N'{file}', SINGLE_BLOB) AS x"
NAME = "SELECT CAST(SERVERPROPERTY('ServerName') AS nvarchar(256)) AS server_name"
UNKNOWN = "SELECT dance FROM the_moon"
MOVING = {"server_utc"}  # columns that differ from one moment to the next
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")  # each client has its own way to print one
SIGN_IN_FAILED, NOT_WRITTEN, WRONG_PASSWORD, IDENTICAL, NO_OBJECT = 18456, 15240, 15313, 15588, 208


def record(server):
    path = server.root / "statements.log"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def is_drivers_own(line):
    return line["type"] not in (1, 3) or line["sql"].lstrip().upper().startswith("SET ") or "sp_datatype_info" in line["sql"] + line["procedure"] \
        or line["procedure"] in ("sp_unprepare", "sp_prepare", "sp_execute")


def procedure_statements(place, server):
    """What smkctl asks on its whole way, without what carries a password, which is masked in the record."""
    answer = place.smkctl("backup", *place.backup_arguments(server, place.data())[1:], "--json")
    assert answer.code == 0, answer
    found = []
    for line in record(server):
        if not is_drivers_own(line) and "PASSWORD" not in line["sql"] and line["sql"] not in found:
            found.append(line["sql"])
    return found


def plain_text(sql):
    """As the record has it: passwords masked; and on one line, since a person's tool may send it so."""
    return " ".join(sql.replace(PASSWORD, "******").replace("Wrong-Password-1", "******").split())


def differences(mine, other, statement):
    """Columns and values of the two views."""
    if len(mine.sets) != len(other.sets):
        return [f"{len(mine.sets)} results, the other client has {len(other.sets)}: {statement[:80]} {mine} {other}"]
    complaints = []
    for (names, rows), (other_names, other_rows) in zip(mine.sets, other.sets):
        if names != other_names or len(rows) != len(other_rows):
            complaints.append(f"columns {names} {len(rows)}, the other client {other_names} {len(other_rows)}")
            continue
        for row, other_row in zip(rows, other_rows):
            complaints += [f"{name}: {value!r}, the other client {other_value!r}" for name, value, other_value in zip(names, row, other_row)
                           if value != other_value and name not in MOVING]
    if set(mine.numbers) != set(other.numbers):
        complaints.append(f"numbers {mine.numbers}, the other client {other.numbers}: {statement[:80]}")
    return complaints


class Matrix:
    def __init__(self, place, report, servers, statements, reference):
        self.place, self.report, self.servers, self.statements, self.reference = place, report, servers, statements, reference
        self.seen = {}
        self.files = 0

    def server_of(self, kind):
        return self.servers[{PLAIN: "none", LOGIN_ONLY: "optional"}.get(kind, "required")]

    def line(self, kind, **more):
        return Line(kind, ca=self.server_of(kind).facts["caFile"] if kind != PLAIN else None, **more)

    def reference_view(self, kind):
        """FreeTDS through ODBC has no strict line; the same server encrypted is what it can show."""
        kind = TLS if kind == STRICT else kind
        if kind not in self.seen:
            self.seen[kind] = self.reference.session(self.server_of(kind), self.line(kind), self.statements)
        return self.seen[kind]

    def go_through(self, name, client, kind):
        server = self.server_of(kind)
        self.files += 1
        file = f"{server.facts['serverFolder']}/client{self.files}.key"
        acts = [NAME, *self.statements, BACKUP.format(file=file), BACKUP.format(file=file), READ.format(file=file),
                RESTORE.format(file=file, password=PASSWORD), RESTORE.format(file=file, password="Wrong-Password-1"), UNKNOWN]
        before = len(record(server))
        session = client.session(server, self.line(kind), acts)
        came = record(server)[before:]
        check = f"{name}, {kind}"
        if not session.connected or len(session.answers) != len(acts):
            self.report.check(f"{check}: goes through", [session])
            return
        told, facts = session.answers[0], session.answers[1:1 + len(self.statements)]
        written, again, read, same, wrong, unknown = session.answers[-6:]
        self.report.check(f"{check}: signs in and asks for the name", [] if self.shows(told, server.facts["serverName"]) else [told])
        self.report.check(f"{check}: sees the procedure's answers as another client does", self.compare(client, facts, kind))
        path = server.root / file.lstrip("/") if not file.startswith(str(server.root)) else None
        keys = [key for key in server.key_files() if key.name == f"client{self.files}.key" and key.stat().st_size]
        self.report.check(f"{check}: BACKUP writes a file", [] if len(keys) == 1 and not written.errors[:1 if client.speaks_lines else 0] else [written, path])
        self.report.check(f"{check}: a second BACKUP replaces nothing", self.wants(client, again, NOT_WRITTEN, "Cannot write into file"))
        content = keys[0].read_bytes() if keys else b""
        self.report.check(f"{check}: reads the file back", [] if self.shows_bytes(client, read, content) else [f"{hashlib.sha256(content).hexdigest()} {read}"])
        if client.reports_messages:
            self.report.check(f"{check}: RESTORE of the identical key says so", self.wants(client, same, IDENTICAL, "identical"))
        self.report.check(f"{check}: RESTORE with a wrong password is refused", self.wants(client, wrong, WRONG_PASSWORD, "not encrypted using the specified decryptor"))
        self.report.check(f"{check}: what is not known gets an error", self.wants(client, unknown, NO_OBJECT, "the_moon"))
        self.report.check(f"{check}: the server saw each statement on that line, once, in its packet", self.witness(client, kind, came, acts))

    @staticmethod
    def shows(answer, text):
        return text in str(answer.sets) or text in answer.text

    @staticmethod
    def shows_bytes(client, answer, content):
        if client.speaks_lines:
            return bool(content) and answer.sets == [(["BulkColumn"], [["0x" + content.hex().upper()]])]
        return bool(content) and content[:24].hex() in answer.text.lower()

    @staticmethod
    def wants(client, answer, number, words):
        if client.speaks_lines or client.reports_messages and number in answer.numbers:
            return [] if number in answer.numbers else [f"no {number}: {answer}"]
        return [] if words in answer.text else [f"no '{words}': {answer}"]

    def compare(self, client, answers, kind):
        other = self.reference_view(kind)
        if len(other.answers) != len(self.statements):
            return [f"the other client: {other}"]
        complaints = []
        for statement, mine, theirs in zip(self.statements, answers, other.answers):
            if client.speaks_lines:
                complaints += differences(mine, theirs, statement)
            elif not (client.cannot_show and client.cannot_show in mine.text):
                wanted = {value for names, rows in theirs.sets for row in rows for name, value in zip(names, row)
                          if value and name not in MOVING and not value.startswith("0x") and not DATE_TIME.match(value)}
                complaints += [f"'{value}' is not shown: {mine}" for value in wanted if value not in mine.text]
        return complaints[:5]

    def witness(self, client, kind, came, acts):
        complaints = []
        logins = [line for line in came if line["type"] == 16]
        if not logins or any(line["tls"] != (kind != PLAIN) or ("strict" in line["sql"]) != (kind == STRICT) for line in logins):
            complaints.append(f"logins {logins}")
        statements = [line for line in came if not is_drivers_own(line)]
        if any(line["tls"] != (kind in (TLS, STRICT)) for line in came if line["type"] != 16):
            complaints.append("a statement on another line")
        if {line["type"] for line in statements} != {client.packet}:
            complaints.append(f"packets {sorted({(line['type'], line['procedure'], line['sql'][:40]) for line in statements if line['type'] != client.packet})}")
        texts = [plain_text(line["sql"]) for line in statements]
        wanted = [plain_text(act) for act in acts]
        complaints += [f"{texts.count(act)} times: {act[:200]}" for act in set(wanted) if texts.count(act) != wanted.count(act)]
        if PASSWORD in str(came):
            complaints.append("a password in the record")
        return complaints[:4]

    def must_fail(self, name, client, what, line, wanted=0, server=None):
        server = server or self.server_of(line.kind)
        before = len(record(server))
        session = client.session(server, line, [NAME])
        came = record(server)[before:]
        complaints = []
        if session.connected or not session.refusal or (wanted and session.refusal[0] != wanted and str(wanted) not in session.refusal[1]
                                                        and "Login failed" not in session.refusal[1]):
            complaints.append(session)
        if not wanted and came:
            complaints.append(f"the login was sent all the same: {came}")
        if client.speaks_lines and session.answers:
            complaints.append("it got an answer")
        self.report.check(f"{name}, {line.kind}: {what}", complaints)

    def refusals(self, name, client):
        for kind in client.lines:
            self.must_fail(name, client, "a wrong password is refused", self.line(kind, password="Wrong-Password-1"), SIGN_IN_FAILED)
            if kind in (TLS, STRICT):
                self.must_fail(name, client, "an authority that is not trusted: no login is sent", Line(kind))
                for scenario, server in self.servers.items():
                    if scenario.startswith("certificate-"):
                        self.must_fail(name, client, f"{scenario}: no login is sent", Line(kind, ca=server.facts["caFile"]), server=server)

    def cancel(self, name, client):
        server = self.servers["slow"]
        for kind in [kind for kind in client.lines if kind in (TLS, STRICT)]:
            before = len(record(server))
            session = client.session(server, Line(kind, ca=server.facts["caFile"]), [(NAME, 300), (NAME, 0)])
            came = record(server)[before:]
            complaints = []
            if len(session.answers) != 2 or not session.answers[0].errors or session.answers[0].sets:
                complaints.append(f"not called off: {session} {session.answers}")
            elif session.answers[0].milliseconds > 1500 or not self.shows(session.answers[1], server.facts["serverName"]):
                complaints.append(f"{session.answers[0].milliseconds} ms; afterwards {session.answers[1]}")
            if [line["type"] for line in came if not is_drivers_own(line) or line["type"] == 6].count(6) != 1:
                complaints.append(f"attentions: {came}")
            self.report.check(f"{name}, {kind}: calls a running statement off, and the line goes on", complaints)


def crowd(report, client, matrix):
    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        sessions = list(pool.map(lambda _: client.session(matrix.servers["required"], matrix.line(TLS), [NAME]), range(24)))
    name = matrix.servers["required"].facts["serverName"]
    report.check("24 clients at once", [session for session in sessions if name not in str(session.answers)])


def main():
    group = sys.argv[2]
    place = house.House([sys.argv[1], "microsoft" if group == "microsoft" else "freetds"])
    report = house.Report()
    try:
        clients = {name: kind(place) for name, kind in programs.CLIENTS[group].items()}
    except programs.fetch.NotToBeHad as reason:
        house.skip(f"clients {group}", str(reason), allowed=reason.allowed)
    servers = {"required": place.server("default", ["--record"]), "none": place.server("default", ["--record", "--encryption", "none"]),
               "optional": place.server("default", ["--record", "--encryption", "optional"])}
    servers |= {scenario: place.server(scenario, ["--record"])
                for scenario in ("slow", "certificate-wrong-name", "certificate-expired", "certificate-unknown-issuer")}
    statements = procedure_statements(place, servers["required"])
    report.check(f"statements of the procedure: {len(statements)}", [] if len(statements) >= 5 else [statements])
    matrix = Matrix(place, report, servers, statements, programs.OdbcFreeTds(place))
    for name, client in clients.items():
        for kind in client.lines:
            matrix.go_through(name, client, kind)
        matrix.refusals(name, client)
        if client.cancels:
            matrix.cancel(name, client)
    if group == "freetds":
        crowd(report, clients["tsql"], matrix)
    report.end()


if __name__ == "__main__":
    main()
