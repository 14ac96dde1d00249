"""kill -9 at each step's boundary and at 50 random moments. What the next start says must equal what is on disk, as our own
eyes (not the product's code) read it; afterwards the run is taken up again, or set aside, and nothing was replaced."""
import collections
import hashlib
import json
import random
import signal
import sys
import time

import house

RANDOM_MOMENTS = 50
AT_MOST = 200  # until no state of the receipt is without a kill
STATES = ["no receipt", "statement on its way", "written on the server", "copied", "verified", "finished"]

CUSTODY = ["--place", "Vault 7", "--custodian", "Operations", "--access", "Two of operations", "--password-keeper", "Security office"]


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Disk:
    """What lies there after the kill, read by root."""

    def __init__(self, server, data, before):
        folder = data / "rehearsal"
        self.in_progress = sorted(folder.glob("*.in-progress.json"))
        self.finished = sorted(path for path in folder.glob("*.json") if not path.name.endswith(".in-progress.json"))
        self.receipt = None
        for path in self.in_progress + self.finished:
            self.receipt = json.loads(path.read_text(encoding="utf-8"))
        self.keys = [path for path in server.key_files() if path not in before]
        self.copies = [path for path in server.medium_files() if path.suffix == ".key" and path not in before]
        # Only whole names count: a temporary file is no copy.
        self.parts = [path for path in server.medium_files() if path.suffix not in (".key", ".json", ".pdf", ".txt")]

    def step(self, name):
        return next((step for step in (self.receipt or {}).get("steps", []) if step["step"] == name), None)

    @property
    def state(self):
        if self.receipt is None:
            return "no receipt"
        if not self.in_progress:
            return "finished"
        def done(name):
            step = self.step(name)
            return step is not None and step["state"] in ("done", "note", "not-verified")
        if done("verify"):
            return "verified"
        if done("copy"):
            return "copied"
        return "written on the server" if done("execute") else "statement on its way"


def compare(disk, run):
    """Differences between the answer of history and the disk."""
    says = {finding["id"] for finding in run.get("exists", [])}
    complaints = []
    if run["alive"]:
        complaints.append("a dead run is called alive")
    if run["run"] != disk.receipt["runId"]:
        complaints.append("another run is listed")
    if disk.finished and not disk.in_progress:
        if run["state"] == "in-progress":
            complaints.append("finished, but called in progress")
        return complaints
    if run["state"] != "in-progress" and not disk.finished:
        complaints.append(f"called {run['state']}, but its receipt is in progress")
    if run["state"] != "in-progress":
        return complaints
    there = len(disk.keys) == 1 and disk.keys[0].stat().st_size > 0
    wanted = "procedure.server-file-there" if disk.keys else "procedure.server-file-not-there"
    if wanted not in says:
        complaints.append(f"key file there: {there}, but it says {sorted(says)}")
    if disk.copies:
        recorded = (disk.step("copy") or {}).get("facts", {}).get("sha256")
        wanted = {"procedure.copy-there"} if recorded == sha256(disk.copies[0]) else {"procedure.copy-differs", "procedure.copy-not-seen"}
    else:
        wanted = {"procedure.copy-none", "procedure.copy-not-seen"}
    if not wanted & says:
        complaints.append(f"copies {len(disk.copies)}, but it says {sorted(says)}")
    return complaints


def after(place, server, data, disk, run):
    """The run goes on, or is given up; what was there stays as it was."""
    complaints = []
    kept = {path: sha256(path) for path in disk.keys + disk.copies + disk.finished}
    if run and run["state"] == "in-progress":
        arguments = ["--run", run["run"], "--data", data, "--json"]
        sign_in = ["--hand-over", server.dba_hand_over, *(["--driver", place.driver] if place.driver else [])]
        if disk.keys:
            for verb, more, codes in (("copy", sign_in, (0,)),
                                      ("verify", [*sign_in, "--no-verify-password"], (0, 1)),
                                      ("store", CUSTODY, (0, 1))):
                answer = place.smkctl(verb, *arguments, *more)
                if answer.code not in codes:
                    complaints.append(f"{verb}: {answer}")
                    break
            copies = [path for path in server.medium_files() if path.name == disk.keys[0].name]
            if not any(sha256(path) == sha256(disk.keys[0]) for path in copies):
                complaints.append("after going on there is no identical copy")
        else:
            answer = place.smkctl("history", "--set-aside", run["run"], "--data", data, "--json")
            if answer.code != 0:
                complaints.append(f"set aside: {answer}")
    for path, digest in kept.items():
        if not path.exists() or sha256(path) != digest:
            complaints.append(f"{path.name} was replaced or removed")
    leftover = place.smkctl("history", "--rehearsal", "--json", "--data", data)
    if any(one["state"] == "in-progress" for one in leftover.json.get("runs", [])):
        complaints.append("the run is still in progress afterwards")
    return complaints


def settle(server):
    """The server lives on: a statement that reached it may still write its file."""
    last, since = None, time.monotonic()
    while time.monotonic() - since < 0.4:
        now = [(path, path.stat().st_size) for path in server.key_files()]
        if now != last:
            last, since = now, time.monotonic()
        time.sleep(0.02)


def one_kill(place, server, line, delay):
    """Kills `delay` seconds after the line of that step (0: the start). Returns (state, complaints)."""
    data = place.data()
    before = set(server.key_files()) | set(server.medium_files())
    process = place.start(place.backup_arguments(server, data))
    if line:
        for text in process.stdout:
            if text.startswith(f"{line} "):
                break
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    settle(server)
    disk = Disk(server, data, before)
    answer = place.smkctl("history", "--rehearsal", "--json", "--data", data)
    runs = answer.json.get("runs", [])
    complaints = [] if answer.code == 0 and answer.json.get("unreadable") == 0 else [f"history: {answer} {answer.out[:200]}"]
    if disk.receipt is None:
        if runs or disk.keys or disk.copies:
            complaints.append(f"no receipt, but {len(runs)} runs, {len(disk.keys)} keys, {len(disk.copies)} copies")
        return disk.state, complaints
    if len(runs) != 1:
        return disk.state, complaints + [f"{len(runs)} runs are listed"]
    complaints += compare(disk, runs[0])
    complaints += after(place, server, data, disk, runs[0])
    return disk.state, complaints


def main():
    place = house.House()
    report = house.Report()
    fell = collections.Counter()
    seed = random.randrange(1 << 32)
    moments = random.Random(seed)
    print(f"random moments: seed {seed}")
    with place.server() as server:
        for line in range(1, 9):
            state, complaints = one_kill(place, server, line, 0)
            fell[state] += 1
            report.check(f"at the boundary after step {line}: {state}", complaints)
        # How long the parts of a run take here: a random moment falls into every part, not only into the longest.
        spans = measure(place, server)
        number = 0
        while number < RANDOM_MOMENTS or (number < AT_MOST and any(not fell[state] for state in STATES)):
            number += 1
            line = moments.choice([0, 4, 4, 4, 5, 6, 7])
            state, complaints = one_kill(place, server, line, moments.uniform(0, spans[line]))
            fell[state] += 1
            report.check(f"random moment {number} in the part after step {line}: {state}", complaints)
    for state in STATES:
        print(f"kills: {state}: {fell[state]}")
    report.check("kills fell into every state of the receipt", [state for state in STATES if not fell[state]])
    report.end()


def measure(place, server):
    """Seconds from each step's line to the next; 0: from the start to the first."""
    process = place.start(place.backup_arguments(server, place.data()))
    spans, last = {}, (0, time.monotonic())
    for text in process.stdout:
        if text[:1].isdigit() and text[1:2] == " ":
            now = time.monotonic()
            spans[last[0]] = now - last[1]
            last = (int(text[0]), now)
    process.communicate()
    spans[last[0]] = time.monotonic() - last[1]
    print("seconds by part:", {line: round(span, 3) for line, span in spans.items()})
    return {line: max(span, 0.002) for line, span in spans.items()}


sys.exit(main())
