"""Integrated sign-in in the window: what Connect says of the ticket, and that the server took it. Pictures lie in SMK_PICTURES,
where that is set."""
import json
import os
import pathlib
import subprocess
import sys

import house
import kerberos_names as names
import realm as realms


def signed_in(server):
    log = server.root / "statements.log"
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
    return [line["sql"] for line in lines if line["procedure"] == "(sspi)"]


def window(place, server, environment, account):
    """The window as the DBA; what went wrong in it."""
    more = {**environment, "QT_QPA_PLATFORM": "offscreen", "SMK_THREAD_RULE": "abort", "SMK_KERBEROS_SERVER": server, "SMK_KERBEROS_ACCOUNT": account}
    more.update({name: os.environ[name] for name in ("SMK_PICTURES", "SMK_THEME") if name in os.environ})
    done = subprocess.run([str(place.dba_home / "gui_kerberos")], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
                          **place.options(place.dba, place.dba_home, more))
    return [] if done.returncode == 0 else [done.returncode, done.stdout[-2000:], done.stderr[-500:]]


def main():
    name = pathlib.Path(sys.argv[0]).stem
    realms.have_programs(name)
    place = house.House()
    if not (place.built / "gui_kerberos").exists():
        house.skip(name, "gui_kerberos is not built")
    for program in ("gui_kerberos", "smkctl"):
        place.give_dba(place.built / program)
    report = house.Report()
    with realms.Realm(place) as realm:
        port = realms.free_port()
        dba = realm.keytab(place.dba, "dba")
        keytab = realm.keytab(place.server_user, *names.principals(port))
        good = realm.ticket("dba", dba)
        with place.server("default", ["--record", "--name", "DBSRV01", "--port", str(port), "--keytab", str(keytab)]) as server:
            report.check("without a ticket no account is shown", window(place, f"localhost,{port}", realm.no_ticket(), "") + signed_in(server))
            report.check("with one the window signs in", window(place, f"localhost,{port}", good, "dba@" + realms.REALM)
                         + ([] if signed_in(server)[-1:] == [f"{names.ACCOUNT}, name empty, password empty"] else [signed_in(server)]))
    report.end()


main()
