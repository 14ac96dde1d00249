"""The drive service itself (udevd, udisksd, polkitd on a bus of the test's own): mounted on request, refused by policy and
for want of an agent, busy, unplugged and plugged in again, broken, absent. The programs under test run as the DBA."""
import hashlib
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

import house
import media_house as media
import private_bus

RULE = 'polkit.addRule(function(a, s) {{ if (a.id.indexOf("org.freedesktop.udisks2.") == 0) return polkit.Result.{}; }});\n'


class DriveService(private_bus.Daemons):
    def __init__(self, place):
        super().__init__(place, place.top / "bus", ["/run/udev", "/media", "/run/media", "/var/lib/udisks2", "/run/udisks2"])
        rules = pathlib.Path("/run/udev/rules.d")
        rules.mkdir()
        (rules / "99-smk-test.rules").write_text(f'SUBSYSTEM=="block", ATTR{{loop/backing_file}}=="{place.top}/*", ENV{{UDISKS_SYSTEM}}="0"\n')
        os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = self.address
        self.start_bus()
        self.run("udevd", "/lib/systemd/systemd-udevd")
        time.sleep(1)

    def start(self):
        self.run("udisksd", "/usr/libexec/udisks2/udisksd", "--uninstalled")
        self.wait(lambda: self.owns("org.freedesktop.UDisks2"))

    def policy(self, result):
        """polkitd with this one rule; nothing: without any."""
        self.rules(RULE.format(result) if result else "")
        time.sleep(0.5)

    def settle(self, image):
        name = os.path.basename(image.loop)
        pathlib.Path(f"/sys/block/{name}/uevent").write_text("change")
        subprocess.run(["udevadm", "settle", "--timeout=15"], check=False)
        time.sleep(1)


def smkctl(place, service, *arguments, **more):
    return place.smkctl(*arguments, more_environment={"DBUS_SYSTEM_BUS_ADDRESS": service.address}, **more)


def listed(answer, image):
    return next((one for one in answer.json.get("media", []) if one["device"] == image.loop), {})


def refusals(place, service, stick, report):
    answer = smkctl(place, service, "media", "--json")
    report.check("without polkitd: listed, not mounted", [] if listed(answer, stick).get("verdict", {}).get("id") == "medium.not-mounted" else [answer.out[:600]])
    answer = smkctl(place, service, "media", "--mount", stick.loop, "--json")
    report.check("without polkitd: an administrator is wanted", [] if (answer.code, answer.problem) == (4, "medium.not-authorized") else [answer])
    service.policy(None)
    answer = smkctl(place, service, "media", "--mount", stick.loop, "--json")
    report.check("no agent to ask: an administrator is wanted", [] if (answer.code, answer.problem) == (4, "medium.not-authorized") else [answer])
    service.policy("NO")
    answer = smkctl(place, service, "media", "--mount", stick.loop, "--json")
    report.check("forbidden by a rule: named as policy", [] if (answer.code, answer.problem) == (4, "medium.policy") else [answer])
    words = smkctl(place, service, "media", "--mount", stick.loop)
    report.check("and said in words, with kinds of equal rank", [] if "policy" in (words.out + words.err) and "another machine" in (words.out + words.err) else [words, words.out])
    service.policy("YES")


def mount_and_eject(place, service, stick, report):
    answer = smkctl(place, service, "media", "--mount", stick.loop, "--json")
    point = answer.json.get("mountPoint", "")
    report.check("mounted on request", [] if answer.code == 0 and os.path.ismount(point) else [answer])
    found = listed(smkctl(place, service, "media", "--json"), stick)
    report.check("listed with label, volume id, file system and mount point",
                 [] if found.get("label") == "STICK" and found.get("volumeId") and found.get("fileSystem") and found.get("mountPoint") == point else [found])
    held = open(pathlib.Path(point) / "held", "wb")
    answer = smkctl(place, service, "media", "--eject", stick.loop, "--json")
    report.check("in use: not released", [] if (answer.code, answer.problem) == (4, "medium.busy") and os.path.ismount(point) else [answer])
    held.close()
    os.unlink(pathlib.Path(point) / "held")
    answer = smkctl(place, service, "media", "--eject", stick.loop, "--json")
    report.check("released: not mounted any more", [] if answer.code == 0 and not os.path.ismount(point) else [answer])


class Hand(threading.Thread):
    """Pulls the stick when the system has let go of it, and plugs it in again; may turn a bit over meanwhile."""

    def __init__(self, server, service, stick, flips=None):
        super().__init__(daemon=True)
        self.server, self.service, self.stick, self.flips = server, service, stick, flips

    def mounted(self):
        return any(line.split(" - ")[1].split(" ")[1] == self.stick.loop for line in pathlib.Path("/proc/self/mountinfo").read_text().splitlines())

    def run(self):
        self.service.wait(self.mounted, 60)
        while self.mounted():
            time.sleep(0.1)
        time.sleep(1)
        self.stick.detach()
        if self.flips:
            # The copy's bytes are the newest key's: what is on the stick may have been there too briefly to be read.
            self.stick.flip(max(self.server.key_files(), key=lambda path: path.stat().st_mtime_ns).read_bytes())
        self.service.settle(self.stick)
        time.sleep(2)
        self.stick.attach()
        self.service.settle(self.stick)


def replugged(place, server, service, report, kind, flips, below=""):
    with media.Image(place, f"replug-{kind}-{flips}{below}", kind, mounted=False) as stick:
        service.settle(stick)
        answer = smkctl(place, service, "media", "--mount", stick.loop, "--json")
        point = answer.json.get("mountPoint", "")
        if answer.code != 0:
            report.check(f"{kind}: mounted for the run", [answer])
            return
        if kind == "ext4":
            os.chown(point, place.dba.uid, place.dba.gid)
        chosen = pathlib.Path(point) / below
        if below:
            chosen.mkdir()
            os.chown(chosen, place.dba.uid, place.dba.gid)
        hand = Hand(server, service, stick, flips)
        hand.start()
        _, answer = media.start(place, server, chosen, replug=True, seconds=240, more_environment={"DBUS_SYSTEM_BUS_ADDRESS": service.address})
        hand.join(30)
        if flips:
            report.check(f"{kind}: a bit that turned over while it was away is found after plugging in again",
                         [] if answer.code == 4 and media.proof(answer, 2) == ("failed", "verify.differs") else [answer, media.proof(answer, 2), answer.json.get("replug")])
        else:
            wanted = ("proved", "proved")
            got = (media.proof(answer, 1)[0], media.proof(answer, 2)[0])
            report.check(f"{kind}: unplugged and plugged in again{', a folder chosen by hand' if below else ''}, identical; read by {answer.json.get('method')}",
                         [] if answer.code == 0 and got == wanted else [got, answer.json.get("replug"), answer])
        smkctl(place, service, "media", "--eject", stick.loop)


def broken_and_absent(place, service, stick, report):
    service.processes["udisksd"].send_signal(signal.SIGSTOP)
    started = time.monotonic()
    answer = smkctl(place, service, "media", "--json")
    service.processes["udisksd"].send_signal(signal.SIGCONT)
    notices = [one["id"] for one in answer.json.get("notices", [])]
    report.check("a service that never answers is a state of its own, after some seconds",
                 [] if answer.code == 1 and "medium.service-broken" in notices and time.monotonic() - started < 30 else [notices, answer])
    service.end("udisksd", signal.SIGKILL)
    answer = smkctl(place, service, "media", "--json")
    notices = [one["id"] for one in answer.json.get("notices", [])]
    report.check("without the service: the same drive by sysfs", [] if answer.code == 0 and "medium.service-absent" in notices and listed(answer, stick) else [notices, answer])
    answer = smkctl(place, service, "media", "--mount", stick.loop, "--json")
    report.check("and what it cannot do then is said", [] if (answer.code, answer.problem) == (4, "medium.mount-not-possible") else [answer])


def main():
    place = house.House()
    media.private_mounts("media_udisks")
    media.needs("media_udisks", "dbus-daemon", "udevadm", "losetup", "mkntfs")
    for program in ("/lib/systemd/systemd-udevd", "/usr/libexec/udisks2/udisksd", private_bus.POLKITD):
        if not os.path.exists(program):
            house.skip("media_udisks", f"{program} is not installed")
    report = house.Report()
    with place.server() as server, DriveService(place) as service:
        with media.Image(place, "stick", mounted=False) as stick:
            service.start()
            service.settle(stick)
            refusals(place, service, stick, report)
            mount_and_eject(place, service, stick, report)
            for kind, flips in (("ext4", False), ("ntfs", False), ("ntfs", True)):
                replugged(place, server, service, report, kind, flips)
            replugged(place, server, service, report, "ext4", False, "vault")
            broken_and_absent(place, service, stick, report)
    report.end()


main()
