"""Integrated sign-in with a ticket of a realm of the test's own: the whole backup, and every way in which it fails."""
import json
import pathlib
import sys
import time

import house
import realm as realms
from kerberos_names import ACCOUNT, principals

DONE, BLOCKED = 0, 3


def preflight(place, address, environment, *more):
    arguments = ["--server", address, "--integrated", "--data", place.data(), *more]
    if place.driver:
        arguments += ["--driver", place.driver]
    return place.smkctl("preflight", *arguments, "--json", more_environment=environment)


def wants(answer, code, problem=""):
    return [] if (answer.code, answer.problem) == (code, problem) else [f"wanted exit {code} '{problem}', got {answer}", answer.out[-600:]]


def statements(server):
    log = server.root / "statements.log"
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


def whole_backup(place, report, server, environment):
    data = place.data()
    answer = place.backup(server, data, integrated=True, server=f"localhost,{server.facts['port']}", more_environment=environment)
    report.check("a whole backup with a ticket instead of a password", wants(answer, DONE))
    facts = answer.json.get("server", {})
    report.check("the server read back who signed in, and how",
                 [] if (facts.get("login"), facts.get("authScheme")) == (ACCOUNT, "KERBEROS") else [facts])
    log = statements(server)
    report.check("no name and no password in the login", 
                 [] if [one["sql"] for one in log if one["procedure"] == "(sspi)"][-1:] == [f"{ACCOUNT}, name empty, password empty"] else log[:3])
    report.check("the backup went to the server", [] if any("BACKUP SERVICE MASTER KEY" in one["sql"] for one in log) else ["it did not"])
    receipts = [json.loads(path.read_text(encoding="utf-8")) for path in data.rglob("*.json")]
    plans = [str(receipt) for receipt in receipts]
    report.check("the receipt has the account and that it was Kerberos",
                 [] if any("'authScheme': 'KERBEROS'" in plan and ACCOUNT.replace("\\", "\\\\") in plan for plan in plans)
                 else [[str(path) for path in data.rglob("*")], *plans])


def main():
    name = pathlib.Path(sys.argv[0]).stem + " " + (sys.argv[2] if len(sys.argv) > 2 else "")
    realms.have_programs(name)
    place = house.House()
    report = house.Report()
    with realms.Realm(place) as realm:
        port, stranger_port = realms.free_port(), realms.free_port()
        dba = realm.keytab(place.dba, "dba", "stranger")
        keytab = realm.keytab(place.server_user, *principals(port))
        good = realm.ticket("dba", dba)
        address = f"localhost,{port}"
        with place.server("default", ["--record", "--port", str(port), "--keytab", str(keytab), "--windows-login", "dba@" + realms.REALM]) as server:
            report.check("signed in with a ticket", wants(preflight(place, address, good), DONE))
            whole_backup(place, report, server, good)
            answer = preflight(place, address, realm.no_ticket())
            report.check("no ticket: said so, with kinit", wants(answer, BLOCKED, "connect.no-ticket")
                         + ([] if "kinit" in str(answer.json.get("problem")) else [answer.json]))
            short = realm.ticket("dba", dba, "-l", "2s")
            time.sleep(4)
            report.check("an expired ticket is called that", wants(preflight(place, address, short), BLOCKED, "connect.ticket-expired"))
            unknown = realm.ticket("stranger", dba)
            report.check("an account without a login on the server", wants(preflight(place, address, unknown), BLOCKED, "connect.account-without-login"))
            silent = realm.write("unreachable.conf", realms.free_port())
            fresh = realm.ticket("dba", dba)
            report.check("a KDC that does not answer", wants(preflight(place, address, {**fresh, "KRB5_CONFIG": str(silent)}), BLOCKED,
                                                             "connect.kdc-unreachable"))
            # One clock stands for two: no difference is small enough for this configuration.
            strict = realm.write("skewed.conf", realm.port, " clockskew = -1\n")
            report.check("a clock that the domain does not take", wants(preflight(place, address, {**fresh, "KRB5_CONFIG": str(strict)}), BLOCKED,
                                                                        "connect.clock-skew"))
        with place.server("default", ["--port", str(stranger_port), "--keytab", str(keytab)]) as server:
            fresh = realm.ticket("dba", dba)
            answer = preflight(place, f"localhost,{stranger_port}", fresh)
            report.check("a server whose name the realm does not know", wants(answer, BLOCKED, "connect.no-service-ticket")
                         + ([] if f":{stranger_port}" in str(answer.json.get("problem")) else [answer.json]))
            realm.keytab(place.server_user, *principals(stranger_port), name="elsewhere")
            fresh = realm.ticket("dba", dba)
            report.check("a server with another account's keys", wants(preflight(place, f"localhost,{stranger_port}", fresh), BLOCKED,
                                                                       "connect.login-untrusted"))
        with place.server("default", ["--port", str(port)]) as server:
            report.check("a server outside of the realm", wants(preflight(place, address, good), BLOCKED, "connect.login-untrusted"))
    report.end()


main()
