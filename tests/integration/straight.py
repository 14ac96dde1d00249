"""The straight path between two users, looked at with our own eyes: rights, hashes, what lies on the medium, which driver
did it; the walk-through; and a server reached by its address."""
import hashlib
import json
import subprocess

import house


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def straight(place, report):
    with place.server() as server:
        data = place.data()
        before = set(place.top.rglob("*"))
        loaded = place.dba_home / "loaded"
        answer = place.backup(server, data, more_environment={"LD_DEBUG": "files", "LD_DEBUG_OUTPUT": str(loaded)})
        report.check("ends with 0", [] if answer.code == 0 else [answer])
        trace = "".join(path.read_text(errors="replace") for path in place.dba_home.glob("loaded.*"))
        for path in place.dba_home.glob("loaded.*"):
            path.unlink()
        wanted = {"freetds": "libtdsodbc.so", "microsoft": "libmsodbcsql-18"}[place.driver_name]
        other = {"freetds": "libmsodbcsql-18", "microsoft": "libtdsodbc.so"}[place.driver_name]
        report.check(f"it was the driver {place.driver_name}", [] if wanted in trace and other not in trace else ["another library was loaded"])

        keys = server.key_files()
        copies = [path for path in server.medium_files() if path.suffix == ".key"]
        report.check("one key file, one copy", [] if len(keys) == len(copies) == 1 else [f"{keys}, {copies}"])
        if not keys or not copies:
            return
        report.check("identical, and the hash that was reported",
                     [] if sha256(keys[0]) == sha256(copies[0]) == answer.json["copy"]["sha256"] else ["hashes differ"])
        folder = keys[0].parent
        rights = subprocess.run(["getfacl", "-p", "-n", str(folder)], capture_output=True, text=True, check=True).stdout.split()
        mine = [line for line in rights if line.startswith(("user:", "group:", "other:", "mask:")) and line != "group:"]
        wish = {"user::rwx", f"user:{place.server_user.uid}:rwx", "group::---", "other::---"}
        owner = folder.stat().st_uid
        report.check("the folder is the DBA's, and the server's user alone may enter",
                     [] if wish <= set(mine) and owner == place.dba.uid and len(mine) == 5 else [f"owner {owner}, {mine}"])

        on_medium = {path.name if path.suffix != ".key" else "KEY" for path in copies[0].parent.iterdir()}
        kinds = {"KEY" if name == "KEY" else name.rsplit(".", 1)[-1] for name in on_medium}
        report.check("medium: key, receipt, label, how to restore",
                     [] if kinds == {"KEY", "json", "pdf", "txt"} and "HOW-TO-RESTORE.txt" in on_medium else [on_medium])
        papers = b"".join(path.read_bytes() for path in copies[0].parent.iterdir())
        report.check("medium: not where the password is, nor who keeps it",
                     [word for word in ("Security office", str(data), str(place.dba_home)) if word.encode() in papers])

        receipt_path = next((data / "rehearsal").glob("*.json"))
        receipt = json.loads(receipt_path.read_text(encoding="utf-8"))
        steps = [step["step"] for step in receipt["steps"]]
        eight = ["connect", "password", "medium", "directory", "execute", "copy", "verify", "store"]
        report.check("receipt: eight steps in order, for one's own eyes",
                     [] if steps == eight and receipt_path.stat().st_mode & 0o077 == 0 else [f"{steps} {receipt_path.stat().st_mode:o}"])
        report.check("nothing was written elsewhere", [
            str(path) for path in set(place.top.rglob("*")) - before
            if not path.is_relative_to(data) and not path.is_relative_to(server.root) and not path.is_relative_to(place.dba_home)])

        again = place.backup(server, data)
        report.check("a second run replaces nothing",
                     [] if again.code == 0 and len(server.key_files()) == 2 and keys[0].exists() and sha256(copies[0]) == sha256(keys[0]) else [again])
        history = place.smkctl("history", "--rehearsal", "--json", "--data", data)
        report.check("history lists both", [] if len(history.json.get("runs", [])) == 2 else [history, history.out])


def by_address(place, report):
    """A name and a login typed by hand, with a certificate authority's file."""
    with place.server() as server:
        data = place.data()
        answer = place.backup(server, data, hand_over=None, server=server.address, login=server.facts["login"],
                              login_password_from=server.login_password_file, ca_file=server.facts["caFile"],
                              medium=server.medium, directory=f"{server.facts['serverFolder']}/by-address")
        report.check("by address: a folder of this machine's disk is no medium",
                     [] if answer.code == 3 and answer.problem.startswith("medium.") and not server.key_files() else [answer])


def walk_through(place, report):
    root = place.dba_home / "walk"
    answer = place.smkctl("rehearse", "--walk-through", "--root", root, "--data", place.data(),
                          *(["--driver", place.driver] if place.driver else []))
    lines = [line for line in answer.out.splitlines() if line[:1].isdigit()]
    report.check("walk-through: eight steps, exit 0", [] if answer.code == 0 and [line[0] for line in lines] == list("12345678") else [answer])
    report.check("walk-through: says that no person typed the password",
                 [] if "entered by the program" in answer.out else [answer.out[-500:]])


def main():
    place = house.House()
    report = house.Report()
    straight(place, report)
    by_address(place, report)
    walk_through(place, report)
    report.end()


main()
