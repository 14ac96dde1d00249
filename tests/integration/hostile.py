"""Hostile servers before smkctl, which meets them as a process of its own through the driver. A crash inside a driver is recorded by
name and is not ours, as long as the next start says that the outcome is unknown and looks; a crash of ours, a wait beyond its time and
a success that is none fail. SMK_HOSTILE_SEED chooses other random cases."""
import concurrent.futures
import json
import os
import re
import resource
import shutil
import signal
import socket
import sys
import time

import hostile_line as line
import house

DONE, NOT_VERIFIED, BLOCKED, FAILED, UNKNOWN = 0, 1, 3, 4, 5
LOGIN_TIMEOUT = 3
# A question waits 30 s, and FreeTDS twice that when its cancel is not heard; several may follow each other.
PREFLIGHT_SECONDS, BACKUP_SECONDS = 130, 200
FIRST_SEED = int(os.environ.get("SMK_HOSTILE_SEED", "9"))
PREFLIGHT_SEEDS, BACKUP_SEEDS = 40, 24
OURS = re.compile(r"/(smkctl)\(|libQt6")
DRIVERS = re.compile(r"/(libtdsodbc|libmsodbcsql|libodbc)[^/(]*\(")
# Most of the time is waiting: many at once cost little.
AT_ONCE = int(os.environ.get("SMK_HOSTILE_AT_ONCE", "12"))
# (driver, end of the case's name): where a driver waits or works without an end. It may end all the same; any other hang fails.
HANGS = {("freetds", "FEATUREEXTACK of 4 GiB"), ("freetds", "FEATUREEXTACK without an end"),  # reads on behind what it was sent, at full load
         # It heeds the time-out of a question only between whole packets.
         *(("microsoft", f"half of reply {reply} and silence") for reply in range(3, 12)), ("microsoft", "half an answer to BACKUP and silence"),
         # The driver manager asks for one piece of the message after the other, tens of thousands of times.
         ("freetds", "an error message of 100 MB"), ("microsoft", "an error message of 100 MB")}
HANG_SECONDS = 75  # is long enough to say so: who ends by a time-out of ours has ended by then


class Run:
    """One smkctl and what became of it."""

    def __init__(self, place, name, arguments, seconds):
        self.name, self.place = name, place
        self.seconds = min(seconds, HANG_SECONDS) if self.known_hang() else seconds
        self.spent, self.crash = 0.0, None
        self.process = place.start([*arguments, "--json"], more_environment={"LD_PRELOAD": str(place.crash_site)})

    def end(self):
        start = time.monotonic()
        try:
            out, err = self.process.communicate(timeout=self.seconds)
            self.hung = False
        except Exception:  # pylint: disable=broad-except
            self.process.send_signal(signal.SIGABRT)  # crash_site then tells where it hangs
            out, err = self.process.communicate()
            self.hung = True
        self.spent = time.monotonic() - start
        self.answer = house.Answer(self.process.returncode, out, err)
        if self.process.returncode < 0 and not self.hung:
            self.crash = signal.Signals(-self.process.returncode).name
        return self

    def where(self):
        """The first library on the way down that is a driver's or ours."""
        for frame in self.answer.err.partition("crash-site:")[2].splitlines():
            if found := DRIVERS.search(frame):
                return found.group(1)
            if found := OURS.search(frame):
                return found.group(1) or "Qt"
        return "unknown"

    def known_hang(self):
        return any(self.name.endswith(case) for driver, case in HANGS if driver == self.place.driver_name)

    def complaints(self, codes):
        if self.hung and self.known_hang() and DRIVERS.search(self.answer.err.partition("crash-site:")[2]):
            print(f"recorded: {self.name}: {self.place.driver_name}: hangs in {self.where()}", flush=True)
            return []
        if self.hung:
            return [f"did not end in {self.seconds} s, in {self.where()}: {self.answer.err[-1500:]}"]
        if self.crash:
            if self.where() in ("smkctl", "Qt", "unknown"):
                return [f"{self.crash} in {self.where()}: {self.answer.err[-1500:]}"]
            print(f"recorded: {self.name}: {self.place.driver_name}: {self.crash} in {self.where()}", flush=True)
            return []
        found = []
        if self.answer.code not in codes:
            found.append(f"wanted exit {codes}, got {self.answer}")
        if not self.answer.json:
            found.append("its answer is no JSON")
        if house.KEY_PASSWORD in self.answer.out + self.answer.err:
            found.append("the key's password is in its output")
        return found


def sign_in(place, port, login="sa", password_file=None):
    arguments = ["--server", f"127.0.0.1,{port}", "--login", login, "--login-password-from", password_file or place.dummy,
                 "--login-timeout", LOGIN_TIMEOUT]
    return arguments + (["--driver", place.driver] if place.driver else [])


# Servers of our own.

def read_some(client):
    client.settimeout(20)
    return client.recv(65536)


def say_and_close(data, questions=1):
    def act(_, client):
        for _ in range(questions):
            read_some(client)
        client.sendall(data)
        return True
    return act


def stages():
    """(name, act): what a server does to a connection. The probe of ours meets it first."""
    def never_answers(_, client):
        while client.recv(65536):
            pass
        return True

    def closes_at_once(_, client):
        client.close()
        return True

    def resets_at_once(_, client):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        return True

    def closes_in_the_handshake(_, client):
        read_some(client)
        client.sendall(line.prelogin(1))
        read_some(client)
        return True

    def stalls_in_the_handshake(_, client):
        read_some(client)
        client.sendall(line.prelogin(1))
        while client.recv(65536):
            pass
        return True

    def nonsense_in_the_handshake(_, client):
        read_some(client)
        client.sendall(line.prelogin(1))
        read_some(client)
        client.sendall(line.packet(b"\x16\x03\x03\x40\x00" + b"x" * 3000, kind=0x12))
        return True

    def endless(_, client):
        read_some(client)
        for _ in range(4000):
            client.sendall(line.packet(b"x" * 32000, last=False))
        return True

    yield "accepts and never answers", never_answers
    yield "closes at once", closes_at_once
    yield "resets at once", resets_at_once
    yield "closes in the TLS handshake", closes_in_the_handshake
    yield "stalls in the TLS handshake", stalls_in_the_handshake
    yield "nonsense in the TLS handshake", nonsense_in_the_handshake
    yield "a message of 128 MB that does not end", endless
    for name, data in {"PRELOGIN: " + name: data for name, data in line.absurd().items()}.items():
        if not callable(data):
            yield name, say_and_close(data)
    good = line.prelogin(2)
    table = {"cut in its table": good[:16], "an offset behind its end": good[:9] + b"\xff" + good[10:], "no end of the table": line.message(b"\0\0\0\0\0" * 8),
             "encryption 0xFF": line.prelogin(255), "encryption, 0 bytes": good.replace(bytes.fromhex("0100200001"), bytes.fromhex("0100200000"))}
    for name, data in table.items():
        yield "PRELOGIN " + name, say_and_close(data)


def at_login(data):
    """A server that pleases our probe and the driver's PRELOGIN, and answers LOGIN7 with `data`."""
    def act(number, client):
        read_some(client)
        client.sendall(line.prelogin(2))
        if number == 1:
            return True
        if read_some(client):
            client.sendall(data() if callable(data) else data)
        return True
    return act


def own_server(place, name, act):
    with line.Proxy(None, raw=act) as server:
        run = Run(place, name, ["preflight", *sign_in(place, server.port)], PREFLIGHT_SECONDS).end()
    return name, run.complaints((BLOCKED,))


# A good server behind a line that is not.

def preflight_case(place, good, name, change):
    with line.Proxy(good.facts["port"], change=change) as proxy:
        arguments = sign_in(place, proxy.port, good.facts["login"], good.login_password_file)
        run = Run(place, name, ["preflight", *arguments], PREFLIGHT_SECONDS).end()
    return name, run.complaints((DONE, NOT_VERIFIED, BLOCKED))


def in_facts(data):
    """The fifth reply and all behind it: the driver has opened, our own questions run."""
    def change(place, whole):
        if place < 5:
            return whole
        raise line.Cut(data() if callable(data) else data)
    return change


def handed_over(place, good, proxy):
    return place.dba_file(place.new_name("hand-over"), json.dumps({**good.facts, "port": proxy.port, "caFile": ""}) + "\n")


def truths(good, data, run):
    """What a backup claims against what is there, read by root."""
    keys = [path for path in good.key_files() if path.stat().st_size]
    copies = [path for path in good.medium_files() if path.suffix == ".key"]
    receipts = house.receipts(data)
    states = [receipt["state"] for receipt in receipts]
    code, found = run.answer.code, []
    if code in (DONE, NOT_VERIFIED):
        if not keys or not copies or copies[0].read_bytes() != keys[0].read_bytes():
            found.append(f"FALSE SUCCESS: exit {code}, {len(keys)} keys, {len(copies)} copies")
        if states != ["finished"]:
            found.append(f"exit {code}, and receipts {states}")
    if code == BLOCKED and keys:
        found.append("'nothing was changed', and a key file is there")
    if code == FAILED and keys and not any(keys[0].name in json.dumps(receipt) for receipt in receipts) and keys[0].name not in run.answer.out:
        found.append("failed, and does not name the key file that is there")
    if code == UNKNOWN and states != ["in-progress"]:
        found.append(f"unknown outcome, and receipts {states}")
    return found


def next_start(place, good, data):
    """After a crash: what the next start says."""
    answer = place.smkctl("history", "--rehearsal", "--json", "--data", data)
    runs = answer.json.get("runs", [])
    if len(runs) != 1 or runs[0]["state"] != "in-progress" or runs[0]["alive"]:
        return [f"the next start does not see the run that died: {answer} {answer.out[:300]}"]
    says = {finding["id"] for finding in runs[0].get("exists", [])}
    there = any(path.stat().st_size for path in good.key_files())
    found = [] if ("procedure.server-file-there" if there else "procedure.server-file-not-there") in says else [f"key file there: {there}, it says {sorted(says)}"]
    if runs[0].get("outcome") != "unknown":
        found.append(f"the outcome is called {runs[0].get('outcome')}")
    again = place.smkctl("history", "--rehearsal", "--data", data)
    if "outcome unknown" not in again.out or "look" not in again.out:
        found.append(f"the next start does not say 'outcome unknown, look first': {again.out[-600:]}")
    return found


def backup_case(place, name, change, scenario="default", crash=None, codes=(DONE, NOT_VERIFIED, BLOCKED, FAILED, UNKNOWN)):
    with place.server(scenario, ["--encryption", "none"]) as good:
        holder = {}

        def at_backup(when):
            if when == crash:
                holder["run"].process.send_signal(signal.SIGSEGV)
                holder["run"].process.wait()

        with line.Proxy(good.facts["port"], change=change, at_backup=at_backup, owner=place.server_user.uid) as proxy:
            data = place.data()
            arguments = place.backup_arguments(good, data, hand_over=handed_over(place, good, proxy), login_timeout=LOGIN_TIMEOUT, encrypt="optional")
            holder["run"] = run = Run(place, name, arguments, BACKUP_SECONDS)
            run.end()
        if crash:
            time.sleep(0.5)  # a statement that went on may still write its file
            return name, ([] if run.crash == "SIGSEGV" else [f"did not end by SIGSEGV: {run.answer}"]) + next_start(place, good, data)
        found = run.complaints(codes)
        if run.crash or run.hung:
            found += next_start(place, good, data) if list((data / "rehearsal").glob("*.json")) else []
        else:
            found += truths(good, data, run)
        return name, found


def at_backup_reply(data):
    def change(place, whole):
        if place != "backup":
            return whole
        raise line.Cut(data() if callable(data) else data)
    return change


def stall_at(where):
    def change(place, whole):
        if place != where:
            return whole
        raise line.Stall(whole[:len(whole) // 2])
    return change


def cases(place, good, places):
    for name, act in stages():
        yield own_server, (name, act)
    for name, data in line.absurd().items():
        yield own_server, ("answer to LOGIN7: " + name, at_login(data))
        yield preflight_case, (good, "answer to a question: " + name, in_facts(data))
    for seed in range(FIRST_SEED, FIRST_SEED + PREFLIGHT_SEEDS):
        change, name = line.mutation(seed, places)
        yield preflight_case, (good, "preflight, " + name, change)
    for where in places[1:]:  # the driver's own questions while it opens, and ours
        yield preflight_case, (good, f"preflight, half of reply {where} and silence", stall_at(where))
    for when in ("before", "after"):
        yield backup_case, (f"SIGSEGV {when} the statement", None, "default", when)
    yield backup_case, ("BACKUP refused by the server, its answer replaced by a success", at_backup_reply(line.message(line.done())), "directory-not-writable", None, (FAILED, UNKNOWN))
    yield backup_case, ("BACKUP done, its answer replaced by an error", at_backup_reply(line.message(line.error(3013, "BACKUP is terminating abnormally.") + line.done(2))))
    yield backup_case, ("half an answer to BACKUP and silence", stall_at("backup"))
    for name, data in line.absurd().items():
        yield backup_case, ("answer to BACKUP: " + name, at_backup_reply(data))
    for seed in range(FIRST_SEED, FIRST_SEED + BACKUP_SEEDS):
        change, name = line.mutation(seed, ["backup"] + places[3:])
        yield backup_case, ("backup, " + name, change)


def main():
    place = house.House()
    place.crash_site = place.bin / "crash_site.so"
    shutil.copy(place.built / "crash_site.so", place.crash_site)
    place.dummy = place.dba_file("dummy-password", "Not-A-Password-1\n")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    report = house.Report()
    print(f"seeds from {FIRST_SEED}", flush=True)
    only = sys.argv[3] if len(sys.argv) > 3 else ""
    with place.server("default", ["--encryption", "none"]) as good:
        with line.Proxy(good.facts["port"]) as proxy:
            first = Run(place, "undisturbed", ["preflight", *sign_in(place, proxy.port, good.facts["login"], good.login_password_file)], 60).end()
            report.check("undisturbed", first.complaints((DONE, NOT_VERIFIED)))
            places = sorted(proxy.sizes)
        print(f"replies while it is undisturbed: {len(places)}, bytes {list(proxy.sizes.values())}", flush=True)
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            waiting = [pool.submit(act, place, *rest) for act, rest in cases(place, good, places)
                       if any(isinstance(part, str) and only in part for part in rest)]
            for future in waiting:
                report.check(*future.result())
    print(f"cases: hostile {report.done}")
    report.end()


main()
