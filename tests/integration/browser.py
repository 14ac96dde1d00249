"""Named instances: the port is found through the practice server's SQL Server Browser; what it does not name, what has no TCP,
a stopped and a silent Browser each have words of their own, soon; and nothing that arrives instead of an answer does harm."""
import random
import socket
import threading
import time

import house

SOON = 4  # seconds for a whole smkctl; FreeTDS alone would take 16
DRIVERS_TIME = 20


def preflight(place, server, instance, **more):
    arguments = ["--server", f"localhost\\{instance}", "--login", server.facts["login"], "--login-password-from", server.login_password_file,
                 "--ca-file", server.facts["caFile"]]
    if place.driver:
        arguments += ["--driver", place.driver]
    start = time.monotonic()
    answer = place.smkctl("preflight", *arguments, "--json", seconds=60, **more)
    return answer, time.monotonic() - start


def wants(answer, spent, problem, soon=SOON, codes=(3,), arguments=()):
    complaints = [] if answer.problem == problem and answer.code in codes else [f"wanted '{problem}', got {answer}"]
    if spent > soon:
        complaints.append(f"took {spent:.1f} s")
    told = answer.json.get("problem", {}).get("arguments", [])
    return complaints + [f"does not tell {word}: {told}" for word in arguments if not any(word in text for text in told)]


def entry(instance, port, server="HOST"):
    return f"ServerName;{server};InstanceName;{instance};IsClustered;No;Version;16.0.1000.6;tcp;{port};;".encode("latin-1")


def framed(text, size=None):
    return b"\x05" + (len(text) if size is None else size).to_bytes(2, "little") + text


class Imposter:
    """Answers each question at UDP 1434 with the given datagrams."""

    def __init__(self, datagrams, flood=False):
        self.datagrams, self.flood, self.ended = datagrams, flood, False
        self.asked = []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 1434))
        self.socket.settimeout(0.1)
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        peer = None
        while not self.ended:
            try:
                if not (self.flood and peer):
                    question, peer = self.socket.recvfrom(2048)
                    self.asked.append(question)
                for datagram in self.datagrams:
                    self.socket.sendto(datagram, peer)
            except OSError:
                if self.flood:
                    peer = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ended = True
        self.thread.join()
        self.socket.close()


def malformed(port):
    """Replies that are none, by reason; none holds PRACTICE with a port that could be used."""
    good = entry("PRACTICE", port)
    dice = random.Random(1434)
    return {
        "empty": b"", "one byte": b"\x05", "no text": b"\x05\x00\x00", "another kind": b"\x04" + framed(good)[1:],
        "length too great": framed(good, len(good) + 1), "length too small": framed(good, len(good) - 1), "length 65535": framed(good, 65535),
        "cut": framed(good)[:40], "no separators": framed(b"ServerName" * 50), "only separators": framed(b";" * 1000),
        "port 0": framed(entry("OTHER", 0)), "another instance": framed(entry("PRACTICE2", port)),
        "a name of 60000 bytes": framed(entry("x" * 60000, 1)), "not text": framed(bytes(dice.randrange(256) for _ in range(900))),
        "a question back": b"\x04PRACTICE\0", "NUL bytes": framed(b"\0" * 500),
        "20000 instances": framed(b"".join(b"InstanceName;%d;;" % number for number in range(3000))),
        "keys without values": framed(b"InstanceName;;tcp;;;"), "terminal codes": framed(entry("\x1b[2J\x07\u202e".encode("utf-8").decode("latin-1"), 1)),
    }


# A port that is none counts as "without TCP"; another instance's name as "unknown"; the rest is as good as silence.
UNKNOWN = {"another instance", "a name of 60000 bytes", "port 0", "20000 instances", "terminal codes"}


def main():
    place = house.House()
    report = house.Report()
    with house.BrowserPort():
        with place.server("named-instances") as server:
            for name in ("PRACTICE", "practice"):
                answer, spent = preflight(place, server, name)
                complaints = wants(answer, spent, "", soon=DRIVERS_TIME, codes=(0, 1))
                if answer.json.get("server", {}).get("name") != "REHEARSAL\\PRACTICE":
                    complaints.append(f"another server: {answer.json.get('server')}")
                report.check(f"{name} is found", complaints)
            listed = place.smkctl("preflight", "--instances", "127.0.0.1", "--json")
            names = sorted(one["instance"] for one in listed.json.get("instances", []))
            report.check("the list of a machine", [] if listed.code == 0 and names == ["PIPESONLY", "PRACTICE"] else [listed])
            report.check("an instance that is not there", wants(*preflight(place, server, "NOSUCH"), "connect.instance-unknown", arguments=["PRACTICE, PIPESONLY"]))
            report.check("a hidden one", wants(*preflight(place, server, "HIDDEN"), "connect.instance-unknown"))
            report.check("one without TCP", wants(*preflight(place, server, "PIPESONLY"), "connect.instance-no-tcp"))
            second = place.start(["rehearse", "--serve", "--until-stdin-closes", "--scenario", "named-instances", "--root",
                                  place.dba_home / "second", "--hand-over", place.dba_home / "second.json"])
            _, err = second.communicate(timeout=30)
            report.check("a second one says that the port is taken",
                         [] if second.returncode != 0 and "browser-port-not-free" in err and "1434" in err else [f"{second.returncode} {err}"])
        with place.server("default") as server:  # nothing serves 1434 now
            report.check("Browser is stopped", wants(*preflight(place, server, "PRACTICE"), "connect.browser-stopped"))
            silent = place.smkctl("preflight", "--instances", "127.0.0.1", "--json")
            report.check("no list: not verified", [] if silent.code == 1 and silent.json.get("instances") == [] else [silent])
            with Imposter([]) as imposter:
                report.check("Browser says nothing", wants(*preflight(place, server, "PRACTICE"), "connect.instance-not-found"))
                if not any(question[:1] == b"\x04" for question in imposter.asked):
                    report.check("it was asked by name", [imposter.asked])
            for reason, datagram in malformed(server.facts["port"]).items():
                with Imposter([datagram]):
                    wanted = "connect.instance-unknown" if reason in UNKNOWN else "connect.instance-not-found"
                    answer, spent = preflight(place, server, "PRACTICE")
                    complaints = wants(answer, spent, wanted)
                    if "\x1b" in answer.out + answer.err:
                        complaints.append("control characters reach the terminal")
                    report.check(f"malformed: {reason}", complaints)
            with Imposter([b"\x05\x00\x00", framed(entry("OTHER", 1)), framed(entry("PRACTICE", server.facts["port"]))]):
                report.check("the right one after others", wants(*preflight(place, server, "PRACTICE"), "", soon=DRIVERS_TIME, codes=(0, 1)))
            with Imposter([framed(entry("PRACTICE", 1))]):
                report.check("a port where nothing listens", wants(*preflight(place, server, "PRACTICE"), "connect.refused"))
            with Imposter([framed(entry("PRACTICE", "99999"))]):
                report.check("a port that is none", wants(*preflight(place, server, "PRACTICE"), "connect.instance-no-tcp"))
            with Imposter([b"x" * 500], flood=True):
                report.check("a flood of nonsense ends in time", wants(*preflight(place, server, "PRACTICE"), "connect.instance-not-found", soon=8))
    print(f"cases: browser {report.done}")
    report.end()


main()
