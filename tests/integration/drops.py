"""The connection breaks at the first, second, third … request until a run goes through: each time the exit code says what
is on disk, nothing is lost or written twice, and going on leads to a copy."""
import hashlib

import house

DONE, NOT_VERIFIED, BLOCKED, FAILED, UNKNOWN = 0, 1, 3, 4, 5
AT_MOST = 60


def state_of(data):
    receipts = house.receipts(data)
    return receipts[0]["state"] if len(receipts) == 1 else f"{len(receipts)} receipts"


def look(place, server, data, answer):
    complaints = []
    keys = [path for path in server.key_files() if path.stat().st_size]
    copies = [path for path in server.medium_files() if path.suffix == ".key"]
    if len(keys) > 1 or len(copies) > 1:
        complaints.append(f"{len(keys)} key files, {len(copies)} copies")
    same = bool(keys and copies) and hashlib.sha256(keys[0].read_bytes()).digest() == hashlib.sha256(copies[0].read_bytes()).digest()
    if answer.code in (DONE, NOT_VERIFIED) and not (same and state_of(data) == "finished"):
        complaints.append(f"called done: {state_of(data)}, identical: {same}")
    elif answer.code == BLOCKED and (keys or copies):
        complaints.append("called a blocker, but something was written")
    elif answer.code == FAILED and copies:
        complaints.append("called failed, but a copy is there")
    elif answer.code == UNKNOWN:
        if state_of(data) != "in-progress":
            complaints.append(f"unknown, but the receipt is {state_of(data)}")
        else:
            complaints += go_on(place, server, data, keys)
    elif answer.code not in (DONE, NOT_VERIFIED, BLOCKED, FAILED):
        complaints.append(str(answer))
    return complaints


def go_on(place, server, data, keys):
    """The server is back; the first thing is to look for the file."""
    sign_in = ["--hand-over", server.dba_hand_over, "--data", data, "--json"]
    if place.driver:
        sign_in += ["--driver", place.driver]
    answer = place.smkctl("copy", *sign_in)
    if keys and answer.code != DONE:
        return [f"copy afterwards: {answer}"]
    if not keys and answer.code == DONE:
        return ["a copy of nothing"]
    return []


def main():
    place = house.House()
    report = house.Report()
    codes = {}
    for number in range(1, AT_MOST):
        with place.server("drops-anywhere", ["--drop-at", str(number), "--record"]) as server:
            data = place.data()
            answer = place.backup(server, data)
            report.check(f"dropped at request {number}: exit {answer.code}", look(place, server, data, answer))
            codes[answer.code] = codes.get(answer.code, 0) + 1
            if answer.code == DONE:
                break
    else:
        report.check("some run goes through", ["none did"])
    print("exit codes:", dict(sorted(codes.items())))
    report.check("drops led to more than one kind of end", [] if len(codes) >= 3 else [codes])
    report.end()


main()
