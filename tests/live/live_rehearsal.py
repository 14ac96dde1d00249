"""The live suite itself, with the practice server in the place of a real one and a removable disk of the test's own."""
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))
import house  # pylint: disable=wrong-import-position
import media_house  # pylint: disable=wrong-import-position

TESTS = pathlib.Path(__file__).resolve().parents[1]


def sources(place):
    """Where the unprivileged user can read them."""
    target = place.top / "tests"
    for folder in ("live", "integration", "clients"):
        shutil.copytree(TESTS / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for path in [target, *target.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return target


def run(place, server, medium, restores, separator="/"):
    facts = server.facts
    driver = {"SMK_LIVE_DRIVER": str(place.driver)} if place.driver else {}
    environment = {"SMK_LIVE_SERVER": f"localhost,{facts['port']}", "SMK_LIVE_LOGIN": facts["login"], "SMK_LIVE_PASSWORD_FILE": str(server.login_password_file),
                   "SMK_LIVE_FOLDER": f"{facts['serverFolder']}{separator}live", "SMK_LIVE_MEDIUM": str(medium), "SMK_LIVE_CA_FILE": facts["caFile"],
                   "SMK_LIVE_RESTORE": "1" if restores else "0", **driver}
    return subprocess.run(["/usr/bin/python3", "-B", str(place.top / "tests/live/live.py"), str(place.bin)], capture_output=True, text=True, timeout=600,
                          check=False, **place.options(place.dba, place.dba_home, environment))


def look(server, medium, done, report, what):
    text = done.stdout + done.stderr
    print("\n".join(line for line in done.stdout.splitlines() if not line.startswith("left out")), flush=True)
    report.check(f"{what}: the suite passes", [] if done.returncode == 0 and "not ok" not in text else [done.returncode, done.stderr[-400:]])
    report.check(f"{what}: says beforehand that it writes one key file", [] if text.count("writes one key file") == 1 else ["it does not"])
    written = [path for path in server.key_files() if path.name.startswith("smk-live-")]
    copies = [path for path in pathlib.Path(medium).rglob("*.key")]
    report.check(f"{what}: one key file, one copy", [] if len(written) == len(copies) == 1 and written[0].read_bytes() == copies[0].read_bytes() else [written, copies])
    report.check(f"{what}: ten questions", [] if text.count("\nquestion ") == 10 else [text.count("\nquestion ")])
    report.check(f"{what}: no question that stumbled", re.findall(r"question [a-z-]+: .*could not be asked: [A-Z]\w*", text))
    report.check(f"{what}: no password shown", [word for word in (server.facts["password"], "'Live-") if word in text])


def main():
    place = house.House()
    media_house.private_mounts("live")
    sources(place)
    report = house.Report()
    for restores in (True, False):
        what = "with RESTORE" if restores else "without RESTORE"
        with place.server("default", ["--record"]) as server, media_house.Image(place, f"stick{restores}") as medium:
            done = run(place, server, medium.point, restores)
            look(server, medium.point, done, report, what)
            record = (server.root / "statements.log").read_text(encoding="utf-8")
            report.check(f"{what}: RESTORE {'was' if restores else 'was not'} sent", [] if ("RESTORE SERVICE" in record) == restores else ["it was otherwise"])
    # Servers of another version, and of another system than this one.
    for scenario in ("old-version", "version-2016", "linux-host"):
        with place.server(scenario, ["--record"]) as server, media_house.Image(place, f"stick-{scenario}") as medium:
            separator = "/" if scenario == "linux-host" else "\\"
            done = run(place, server, medium.point, True, separator)
            report.check(f"{scenario}: the suite passes", [] if done.returncode == 0 and "not ok" not in done.stdout else re.findall("not ok.*", done.stdout))
    with place.server("no-permission") as server, media_house.Image(place, "stick-for-nothing") as medium:
        done = run(place, server, medium.point, False)
        report.check("a server that answers otherwise fails the suite, and nothing is written",
                     [] if done.returncode == 1 and "not ok" in done.stdout and not server.key_files() else [done.returncode, done.stdout[-300:]])
    report.end()


main()
