"""The practice server before clients that we did not write: tsql (FreeTDS), isql (unixODBC over FreeTDS or Microsoft's
driver) and pytds (an implementation of its own)."""
import concurrent.futures
import subprocess
import sys

import house

BACKUP = "BACKUP SERVICE MASTER KEY TO FILE = N'{file}' ENCRYPTION BY PASSWORD = N'Kestrel-Harbour-73'"
RESTORE = "RESTORE SERVICE MASTER KEY FROM FILE = N'{file}' DECRYPTION BY PASSWORD = N'Kestrel-Harbour-73'"
NAME = "SELECT CAST(SERVERPROPERTY('ServerName') AS nvarchar(256)) AS server_name"


class Tsql:
    def __init__(self, place, server):
        self.place, self.server = place, server
        place.dba_file("freetds.conf", f"[practice]\nhost=127.0.0.1\nport={server.facts['port']}\ntds version=7.4\nencryption=require\n")

    def __call__(self, sql, password=None):
        run = subprocess.run(["tsql", "-S", "practice", "-U", self.server.facts["login"], "-P", password or self.server.facts["password"]],
                             input=f"{sql}\ngo\nexit\n", capture_output=True, text=True, timeout=60, check=False,
                             **self.place.options(self.place.dba, self.place.dba_home, {"FREETDSCONF": str(self.place.dba_home / "freetds.conf")}))
        return run.stdout + run.stderr


class Isql:
    def __init__(self, place, server):
        self.place, self.server = place, server
        driver = place.driver or "FreeTDS"
        address = f"Server=127.0.0.1,{server.facts['port']}\nEncrypt=yes\nTrustServerCertificate=yes" if place.driver else \
            f"Server=127.0.0.1\nPort={server.facts['port']}\nTDS_Version=7.4\nEncryption=require"
        place.dba_file("odbc.ini", f"[practice]\nDriver={driver}\n{address}\n")

    def __call__(self, sql, password=None):
        run = subprocess.run(["isql", "-v", "-b", "practice", self.server.facts["login"], password or self.server.facts["password"]],
                             input=sql + "\n\n", capture_output=True, text=True, timeout=60, check=False,
                             **self.place.options(self.place.dba, self.place.dba_home, {"ODBCINI": str(self.place.dba_home / "odbc.ini")}))
        return run.stdout + run.stderr


PYTDS = """
import sys, pytds
port, ca, login, password = sys.argv[1:5]
try:
    with pytds.connect(dsn="127.0.0.1", port=int(port), user=login, password=password, cafile=ca, validate_host=False, autocommit=True) as connection:
        with connection.cursor() as cursor:
            cursor.execute(sys.stdin.read())
            print(cursor.fetchall() if cursor.description else "")
            print([str(message[1].get("message", message)) if isinstance(message[1], dict) else str(message) for message in getattr(cursor, "messages", []) or []])
except Exception as error:
    print("error", getattr(error, "msg_no", ""), error)
"""


class Pytds:
    def __init__(self, place, server):
        self.place, self.server = place, server
        self.script = place.dba_file("client.py", PYTDS)

    def __call__(self, sql, password=None):
        facts = self.server.facts
        # These are passwords of the test alone, for a client that is not ours.
        run = subprocess.run(["/usr/bin/python3", "-B", str(self.script), str(facts["port"]), facts["caFile"], facts["login"], password or facts["password"]],
                             input=sql, capture_output=True, text=True, timeout=60, check=False, **self.place.options(self.place.dba, self.place.dba_home))
        return run.stdout + run.stderr


def wants(text, *words):
    return [f"no '{word}' in: {text.strip()[-300:]}" for word in words if word not in text]


def one_client(place, report, server, name, client, number):
    file = f"{server.facts['serverFolder']}/{name}{number}.key"
    report.check(f"{name}: signs in and asks for the name", wants(client(NAME), server.facts["serverName"]))
    report.check(f"{name}: a wrong password is refused", wants(client(NAME, "Wrong-Password-1"), "Login failed" if name != "tsql" else "18456"))
    report.check(f"{name}: what it does not know gets an error", wants(client("SELECT dance FROM the_moon"), "the_moon"))
    answer = client(BACKUP.format(file=file))
    written = [path for path in server.key_files() if path.name == f"{name}{number}.key" and path.stat().st_size]
    report.check(f"{name}: BACKUP writes a file", [] if written else [answer[-300:]])
    again = client(BACKUP.format(file=file))
    report.check(f"{name}: a second BACKUP replaces nothing", wants(again, "Cannot write into file"))
    report.check(f"{name}: RESTORE with a wrong password is refused", wants(client(RESTORE.format(file=file).replace("73'", "74'")), "not encrypted using the specified decryptor"))
    if name == "tsql":
        report.check(f"{name}: RESTORE of the identical key says so (15588)", wants(client(RESTORE.format(file=file)), "15588"))


def crowd(report, client, server):
    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(lambda _: client(NAME), range(24)))
    report.check("24 clients at once", [answer[-200:] for answer in answers if server.facts["serverName"] not in answer])


def main():
    place = house.House()
    report = house.Report()
    with place.server() as server:
        kinds = {"isql": Isql} if place.driver else {"tsql": Tsql, "isql": Isql, "pytds": Pytds}
        for number, (name, kind) in enumerate(kinds.items()):
            one_client(place, report, server, name, kind(place, server), number)
        if not place.driver:
            crowd(report, Tsql(place, server), server)
    report.end()


sys.exit(main())
