"""Counts what ctest reported: each QtTest case and each line "ok/not ok/skipped NAME" of a script is one; a test that
prints neither is one itself. In CI (CI=true) what was skipped is a failure; "left out NAME: why"
is what may be missing there too. The last line is for people and machines."""
import os
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

QT = re.compile(r"^(PASS|XFAIL|FAIL!|XPASS|SKIP)\s*: (\S+?)\((.*?)\)(.*)$", re.M)
SCRIPT = re.compile(r"^(ok|not ok|skipped|left out) (.+)$", re.M)
FIXTURES = ("initTestCase", "cleanupTestCase")


def count(group, case):
    """Returns (passed, failed names, skipped names, names that may be skipped) of one ctest test."""
    name = f"{group}: {case.get('name')}"
    output = case.findtext("system-out") or ""
    status = case.get("status")
    passed, failed, skipped, left_out = 0, [], [], []
    for word, function, row, _ in QT.findall(output):
        if word in ("PASS", "XFAIL"):
            passed += not function.endswith(FIXTURES)
        else:
            (skipped if word == "SKIP" else failed).append(f"{name}: {function}({row})")
    for word, what in SCRIPT.findall(output):
        if word == "ok":
            passed += 1
        else:
            {"skipped": skipped, "left out": left_out, "not ok": failed}[word].append(f"{name}: {what}")
    if status == "fail" and not failed:
        failed.append(f"{name}: {(case.find('failure').get('message') or 'failed') if case.find('failure') is not None else 'failed'}")
    elif status not in ("run", "fail") and not left_out:
        skipped.append(f"{name}: {status}")
    elif status == "run" and passed + len(failed) + len(skipped) + len(left_out) == 0:
        passed = 1
    return passed, failed, skipped, left_out


def main():
    folder, failed = pathlib.Path(sys.argv[1]), sys.argv[2:]
    passed, skipped, left_out = 0, [], []
    for report in sorted(folder.glob("*.xml")):
        here = [0, 0, 0]
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            p, f, s, may_miss = count(report.stem, case)
            passed += p
            failed += f
            skipped += s
            left_out += may_miss
            here = [here[0] + p, here[1] + len(f), here[2] + len(s) + len(may_miss)]
        print(f"{report.stem}: {here[0]} passed, {here[1]} failed, {here[2]} skipped")
    skipped += [note.read_text().strip() for note in sorted(folder.glob("*.skipped"))]
    for line in skipped:
        print("skipped:", line)
    for line in left_out:
        print("left out, which is allowed:", line)
    for line in failed:
        print("failed:", line)
    print(f"{passed} passed, {len(failed)} failed, {len(skipped) + len(left_out)} skipped")
    in_ci = os.environ.get("CI") == "true"
    return 1 if failed or (skipped and in_ci) or passed == 0 else 0


sys.exit(main())
