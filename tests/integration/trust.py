"""A certificate that nobody vouches for: accepted once by a person, remembered for that certificate of that server alone, and
another one stops the next run, and the same run where it signs in once more. The server has an ordinary name, as on a real day."""
import house
import relay

DONE, NOT_VERIFIED, BLOCKED = 0, 1, 3
AT_MOST = 60
SERVER = ["--name", "DBSRV01"]


def preflight(place, server, data, *more, verb="preflight"):
    arguments = ["--server", server.address, "--login", server.facts["login"], "--login-password-from", server.login_password_file, "--data", data]
    if place.driver:
        arguments += ["--driver", place.driver]
    return place.smkctl(verb, *arguments, *more, "--json")


def wants(answer, code, problem=""):
    return [] if (answer.code, answer.problem) == (code, problem) else [f"wanted exit {code} '{problem}', got {answer}"]


def line_of(answer):
    return next((one["id"] for one in answer.json.get("preflight", []) if one["id"].startswith("connect.line.")), "none")


def says_line(answer, wanted):
    return [] if line_of(answer) == wanted else [f"the line is {line_of(answer)}, wanted {wanted}"]


def logins(server):
    """How many have got as far as to sign in there; the server writes down each request that reaches it."""
    path = server.root / "statements.log"
    return len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0


def change_within_a_run(place, report):
    """The line breaks at the first, second … request, and another server, of the same name, answers from then on."""
    called = 0
    for number in range(1, AT_MOST):
        with place.server("drops-anywhere", SERVER + ["--drop-at", str(number)]) as first, \
                place.server("untrusted-certificate", SERVER + ["--record"]) as second, \
                relay.Relay(first.facts["port"], after_a_cut=second.facts["port"]) as wire:
            answer = place.backup(first, place.data(), server=f"127.0.0.1,{wire.port}", ca_file="", trust_certificate="seen on the console")
            reached = wire.taken.get(second.facts["port"], 0)
            complaints = [f"{logins(second)} requests reached the other server"] if logins(second) else []
            if reached:
                called += 1
                if "Signing in once more did not succeed: Stopped: The server shows another certificate" not in answer.err:
                    complaints.append(f"the words are {answer.err[-600:]}")
                if answer.code in (DONE, NOT_VERIFIED, BLOCKED):
                    complaints.append(answer)
            if complaints or reached:
                report.check(f"dropped at request {number}, another certificate from then on: no login goes there", complaints)
            if wire.target == first.facts["port"]:
                break
    report.check("some runs came to the other server", [] if called else ["none did"])


def main():
    place = house.House()
    report = house.Report()
    data, other_data = place.data(), place.data()
    settings = data / "settings.ini"
    with place.server("untrusted-certificate", SERVER) as first:
        report.check("nobody vouches for it: stopped", wants(preflight(place, first, data), BLOCKED, "connect.certificate"))
        report.check("nothing is remembered of that", [settings.read_text()] if settings.exists() and "trusted" in settings.read_text() else [])
        accepted = preflight(place, first, data, "--trust-certificate", "built yesterday, seen on the console")
        report.check("accepted with a reason", wants(accepted, DONE) + says_line(accepted, "connect.line.trusted"))
        text = settings.read_text() if settings.exists() else ""
        fingerprint = accepted.json.get("certificate", {}).get("fingerprint", "no fingerprint")
        report.check("remembered by its fingerprint, with the reason, and no password beside it",
                     ([] if fingerprint in text and "seen on the console" in text else [text])
                     + (["the login's password is in the settings"] if first.facts["password"] in text else []))
        again = preflight(place, first, data)
        report.check("the same certificate: no question, and the decision is shown", wants(again, DONE) + says_line(again, "connect.line.trusted-before"))
        report.check("another user's settings know nothing of it", wants(preflight(place, first, other_data), BLOCKED, "connect.certificate"))
        proven = preflight(place, first, data, "--ca-file", place.dba_file("no-authority", ""))
        report.check("a wish for a file with nothing in it is no way round", [] if proven.code in (DONE, BLOCKED) else [proven])
        port = first.facts["port"]
    with place.server("untrusted-certificate", SERVER + ["--port", str(port)]) as second:
        changed = preflight(place, second, data)
        report.check("another certificate at the same address: stopped, and called that", wants(changed, BLOCKED, "connect.certificate-changed"))
        told = changed.json.get("problem", {}).get("arguments", [])
        report.check("a name out of it is no way on there", [changed.json["problem"]] if "use-name" in changed.json.get("problem", {}).get("remedies", []) else [])
        report.check("both fingerprints are named", [] if fingerprint in told and any(len(one) == len(fingerprint) and one != fingerprint for one in told) else [told])
        decided = preflight(place, second, data, "--trust-certificate", "renewed today")
        report.check("a new decision takes its place", wants(decided, DONE) + wants(preflight(place, second, data), DONE))
    with place.server("default", SERVER) as good:
        answer = preflight(place, good, data, "--ca-file", good.facts["caFile"], "--trust-certificate", "not needed")
        report.check("a certificate that is proven is not called accepted",
                     wants(answer, DONE) + ([f"the line is {line_of(answer)}"] if "trusted" in line_of(answer) else []))
    change_within_a_run(place, report)
    report.end()


main()
