"""Three canaries (the key's password, the login's password, a private path) are searched for in everything a run left:
files, receipts (in progress too), logs, output. The search proves itself on planted ones. With tracing on, the run ends
in a refusal before a password leaves."""
import base64
import signal
import sys
import urllib.parse

import house

# Both hold what quoting and encoding change.
KEY_CANARY = "Kestrel'7;Harbour\"73}ä%Lantern"
PATH_CANARY = "Privat%20Weg'42"


def spellings(secret):
    """Every form in which the search looks for a secret, by name."""
    forms = {}
    for name, text in {"": secret, "quote-doubled ": secret.replace("'", "''"), "bracket-doubled ": secret.replace("]", "]]"),
                       "brace-doubled ": secret.replace("}", "}}"), "json ": secret.replace('"', '\\"')}.items():
        forms[name + "utf-8"] = text.encode("utf-8")
        forms[name + "utf-16le"] = text.encode("utf-16-le")
        forms[name + "utf-16be"] = text.encode("utf-16-be")
    forms["percent-encoded"] = urllib.parse.quote(secret, safe="").encode()
    forms["percent-encoded, lower"] = urllib.parse.quote(secret, safe="").lower().encode()
    for name, raw in (("utf-8", secret.encode("utf-8")), ("utf-16le", secret.encode("utf-16-le"))):
        # Wherever in a longer text it begins, the middle of its base64 is one of three.
        for shift in range(3):
            encoded = base64.b64encode(b"\0" * shift + raw)
            forms[f"base64 of {name}, shifted {shift}"] = encoded[4:-4]
    return {name: form for name, form in forms.items() if len(form) >= 8}


def search(folders, outputs, secrets):
    """Complaints: where a secret was found, and as what (never the secret)."""
    texts = {f"output {name}": text.encode("utf-8", "surrogateescape") for name, text in outputs.items()}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                texts[str(path)] = path.read_bytes()
            texts[f"name of {path.parent}/…"] = texts.get(f"name of {path.parent}/…", b"") + path.name.encode() + b"\n"
    found = []
    for what, secret in secrets.items():
        for form, pattern in spellings(secret).items():
            found += [f"{what} as {form} in {place}" for place, text in texts.items() if pattern in text]
    return found, len(texts)


def planted(place, report):
    folder = place.dba_home / "planted"
    folder.mkdir()
    missed = []
    for number, (form, pattern) in enumerate(spellings(KEY_CANARY).items()):
        (folder / f"file{number}").write_bytes(b"before" + pattern + b"after")
        found, _ = search([folder], {}, {"planted": KEY_CANARY})
        if not any(f"as {form} in" in line for line in found):
            missed.append(form)
        (folder / f"file{number}").unlink()
    whole = base64.b64encode(b"xy" + KEY_CANARY.encode() + b"z").decode()
    if not search([], {"log": whole}, {"planted": KEY_CANARY})[0]:
        missed.append("in the middle of base64")
    report.check("the search finds what was planted", missed)


def private_files(place, server):
    """What the test itself wrote with a secret in it."""
    return [server.dba_hand_over, server.login_password_file, place.dba_home / "key-password"]


def secrets_of(server, path=True):
    secrets = {"key password": KEY_CANARY, "login password": server.facts["password"]}
    return {**secrets, "private path": PATH_CANARY} if path else secrets


def without(files):
    for path in files:
        path.unlink(missing_ok=True)


def one_run(place, report, name, scenario, outcome, **wishes):
    with place.server(scenario) as server:
        data = place.dba_home / place.new_name("data") / PATH_CANARY
        data.mkdir(parents=True)
        for folder in (data, data.parent):
            house.os.chown(folder, place.dba.uid, place.dba.gid)
        password = place.dba_file("key-password", KEY_CANARY + "\n")
        answer = place.backup(server, data, password_file=password, **wishes)
        history = place.smkctl("history", "--rehearsal", "--data", data)
        complaints = [] if answer.code == outcome else [answer]
        without(private_files(place, server))
        # The DBA's own path may stand in receipts at home and in answers on its own terminal; never on the medium or at the server.
        home, looked = search([place.dba_home], {"of backup": answer.out, "errors": answer.err, "of history": history.out + history.err},
                              secrets_of(server, path=False))
        away, more = search([server.root], {}, secrets_of(server))
        report.check(f"{name}: {looked + more} places", complaints + home + away)


def in_progress(place, report):
    """Killed after the statement: the receipt-in-progress as it lies there."""
    with place.server() as server:
        data = place.data()
        password = place.dba_file("key-password", KEY_CANARY + "\n")
        process = place.start(place.backup_arguments(server, data, password_file=password))
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("5 "):
                process.send_signal(signal.SIGKILL)
                break
        rest, errors = process.communicate()
        journals = list((data / "rehearsal").glob("*.in-progress.json"))
        without(private_files(place, server))
        found, looked = search([place.dba_home, server.root], {"of backup": "".join(lines) + rest + errors}, secrets_of(server, path=False))
        report.check(f"receipt in progress: {looked} places", ([] if journals else ["there was none"]) + found)


def traced(place, report):
    """The driver manager's trace would hold every password: refused before one leaves; the environment's is taken out."""
    with place.server() as server:
        traces = place.dba_home / "traces"
        traces.mkdir()
        house.os.chown(traces, place.dba.uid, place.dba.gid)
        drivers = "" if not place.driver else f"[canary]\nDriver={place.driver}\n"
        folder = place.dba_home / "odbc"
        folder.mkdir()
        system = open("/etc/odbcinst.ini", encoding="utf-8").read() if house.os.path.exists("/etc/odbcinst.ini") else ""
        (folder / "odbcinst.ini").write_text(f"[ODBC]\nTrace=Yes\nTraceFile={traces}/sql.log\n\n{system}\n{drivers}")
        (folder / "odbc.ini").write_text("")
        password = place.dba_file("key-password", KEY_CANARY + "\n")
        answer = place.backup(server, place.data(), password_file=password, more_environment={"ODBCSYSINI": str(folder), "ODBCINI": str(folder / "odbc.ini")})
        without(private_files(place, server))
        found, looked = search([place.dba_home, server.root], {"of backup": answer.out, "errors": answer.err}, secrets_of(server, path=False))
        refused = [] if answer.code == 3 and answer.problem.startswith("connect.") and "trac" in answer.problem else [answer]
        report.check(f"driver manager's trace: refused, {looked} places", refused + found)
    if place.driver_name != "freetds":
        return
    with place.server() as server:
        password = place.dba_file("key-password", KEY_CANARY + "\n")
        answer = place.backup(server, place.data(), password_file=password, more_environment={"TDSDUMP": str(traces / "dump.log"), "TDSDUMPCONFIG": str(traces / "conf.log")})
        without(private_files(place, server))
        found, looked = search([place.dba_home, server.root], {"of backup": answer.out, "errors": answer.err}, secrets_of(server, path=False))
        report.check(f"TDSDUMP: taken out and said, {looked} places",
                     ([] if answer.code == 0 and "TDSDUMP" in answer.err and not list(traces.glob("dump*")) else [answer]) + found)


def main():
    place = house.House()
    report = house.Report()
    planted(place, report)
    one_run(place, report, "a whole run", "default", 0)
    one_run(place, report, "an error that quotes the statement", "echoes-statement", 4)
    one_run(place, report, "a password that the server refuses", "weak-password-rejected", 0 if len(KEY_CANARY) >= 30 else 4)
    one_run(place, report, "an answer that was lost", "drops-during-backup", 1)
    one_run(place, report, "a login that is refused", "login-fails", 3)
    in_progress(place, report)
    traced(place, report)
    report.end()


if __name__ == "__main__":
    sys.exit(main())
