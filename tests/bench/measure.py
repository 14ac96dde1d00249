"""Three measurements, each beside its alternative; medians of alternating runs."""
import hashlib
import json
import os
import pathlib
import pwd
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

BIN, RUNS = pathlib.Path(sys.argv[1]), int(sys.argv[2])
PASSWORD = "Kestrel-Harbour-73-Lantern"


def quiet_environment(folder, more=None):
    keep = {name: os.environ[name] for name in ("PATH", "DISPLAY", "XAUTHORITY") if name in os.environ}
    return {**keep, "LANG": "C.UTF-8", "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), **(more or {})}


def first_paint(folder, command):
    result = folder / "result"
    result.unlink(missing_ok=True)
    environment = quiet_environment(folder, {"LD_PRELOAD": str(BIN / "libbench_first_paint.so"), "SMK_BENCH_RESULT": str(result),
                                             "SMK_BENCH_START": str(time.monotonic_ns())})
    subprocess.run(command, env=environment, timeout=60, check=True, stdin=subprocess.DEVNULL, capture_output=True)
    milliseconds, kilobytes = result.read_text().split()
    return float(milliseconds), int(kilobytes) / 1024


def start(folder):
    commands = {"bare": [BIN / "bench_bare"], "wizard": [BIN / "smk-wizard", "--data", folder / "data"]}
    figures = {name: [] for name in commands}
    for command in commands.values():
        first_paint(folder, command)  # the files are in the cache from here on
    for _ in range(RUNS):
        for name, command in commands.items():
            figures[name].append(first_paint(folder, command))
    for index, (what, unit, aim) in enumerate((("start to first painted page", "ms", 1.3), ("peak memory at that moment", "MiB", 1.3))):
        bare, wizard = (statistics.median(figure[index] for figure in figures[name]) for name in ("bare", "wizard"))
        print(f"{what}: smk-wizard {wizard:.1f} {unit}, bare Qt Widgets program {bare:.1f} {unit}: {wizard / bare:.2f} x (aim <= {aim} x)")


class Server:
    def __init__(self, folder):
        self.root = folder / "root"
        hand_over = folder / "hand-over"
        self.process = subprocess.Popen([BIN / "smkctl", "rehearse", "--serve", "--until-stdin-closes", "--record", "--root", self.root,
                                         "--hand-over", hand_over], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=quiet_environment(folder))
        while not (hand_over.exists() and hand_over.read_text().endswith("\n")):
            assert self.process.poll() is None
            time.sleep(0.02)
        self.hand_over, self.facts = hand_over, json.loads(hand_over.read_text())

    def statements(self):
        lines = [json.loads(line) for line in (self.root / "statements.log").read_text().splitlines()]
        return [line for line in lines if line["type"] in (1, 3)]  # no logins, no attentions

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)


SCRIPT = """set -e
tsql -S bench -U "$LOGIN" -P "$LOGIN_PASSWORD" >out 2>&1 <<END
BACKUP SERVICE MASTER KEY TO FILE = N'$KEY' ENCRYPTION BY PASSWORD = N'$KEY_PASSWORD'
go
END
mkdir "$MEDIUM"
cp "$KEY" "$MEDIUM/"
sync "$MEDIUM/$(basename "$KEY")" "$MEDIUM"
[ "$(sha256sum < "$KEY")" = "$(sha256sum < "$MEDIUM/$(basename "$KEY")")" ]
"""


def by_script(folder, server, number):
    # A key folder of its own, as smkctl makes one.
    keys = pathlib.Path(server.facts["serverFolder"]) / f"script{number}"
    keys.mkdir(mode=0o700)
    key = keys / "smk.key"
    environment = quiet_environment(folder, {"FREETDSCONF": str(folder / "freetds.conf"), "LOGIN": server.facts["login"],
                                             "LOGIN_PASSWORD": server.facts["password"], "KEY": str(key), "KEY_PASSWORD": PASSWORD,
                                             "MEDIUM": str(server.root / "medium/REHEARSAL-MEDIUM" / f"script{number}")})
    subprocess.run(["sh", "-c", SCRIPT], env=environment, check=True, cwd=folder)
    assert key.stat().st_size > 0


def by_smkctl(folder, server, number, proof):
    password = folder / "password"
    password.write_text(PASSWORD + "\n")
    answer = subprocess.run([BIN / "smkctl", "backup", "--json", "--hand-over", server.hand_over, "--password-from", password, "--create-directory",
                             "--place", "A", "--custodian", "B", "--access", "C", "--password-keeper", "D", "--data", folder / f"data{number}",
                             *proof], env=quiet_environment(folder), capture_output=True, text=True, check=False)
    report = json.loads(answer.stdout)
    assert answer.returncode == 0, answer.stdout
    copied = pathlib.Path(report["copy"]["path"])
    assert hashlib.sha256(copied.read_bytes()).hexdigest() == report["copy"]["sha256"]


def procedure(folder):
    server = Server(folder)
    (folder / "freetds.conf").write_text(f"[bench]\nhost = 127.0.0.1\nport = {server.facts['port']}\ntds version = 7.4\nencryption = require\n")
    ways = {"script": lambda number: by_script(folder, server, number),
            "smkctl, level 1": lambda number: by_smkctl(folder, server, f"a{number}", ["--no-verify-password"]),
            "smkctl, levels 1, 3 and 4": lambda number: by_smkctl(folder, server, f"b{number}", ["--password-again-from", folder / "password", "--prove-by-server"])}
    seconds = {name: [] for name in ways}
    for number in range(RUNS + 1):
        for name, way in ways.items():
            begin = time.monotonic()
            way(number)
            if number:  # the first warms up
                seconds[name].append(time.monotonic() - begin)
    script = statistics.median(seconds["script"])
    for name, figures in seconds.items():
        print(f"whole procedure by {name}: {statistics.median(figures) * 1000:.0f} ms" + ("" if name == "script" else f": {statistics.median(figures) / script:.2f} x the script (aim: no slower)"))
    requests(folder, server)
    server.close()


def requests(folder, server):
    def count(act):
        before = len(server.statements())
        act()
        mine = [line for line in server.statements()[before:] if line["procedure"] == ""]
        return len(mine), len(server.statements()) - before - len(mine)
    own, opening = count(lambda: subprocess.run([BIN / "smkctl", "preflight", "--json", "--hand-over", server.hand_over], check=False,
                                                env=quiet_environment(folder), capture_output=True))
    print(f"requests of our own after login, until Connect is answered: {own} (aim <= 4); of Qt's driver while opening: {opening}")
    own, _ = count(lambda: by_smkctl(folder, server, "requests", ["--no-verify-password"]))
    print(f"requests of our own in a whole run with level 1: {own}")


def become_nobody(folder):
    """As root the practice server would be another user, and the script could read what no user can."""
    global BIN
    there = folder / "bin"
    there.mkdir()
    for name in ("smkctl", "smk-wizard", "bench_bare", "libbench_first_paint.so"):
        shutil.copy(BIN / name, there / name)
    BIN = there
    if os.environ.get("XAUTHORITY"):
        shutil.copy(os.environ["XAUTHORITY"], folder / "xauthority")
        os.environ["XAUTHORITY"] = str(folder / "xauthority")
    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    os.chdir(folder)
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="smk-bench-", dir="/var/tmp"))
    try:
        if os.geteuid() == 0:
            become_nobody(folder)
        start(folder)
        procedure(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
