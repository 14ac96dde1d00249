"""The kernel's vfat as the medium: FAT16, FAT32, a bit that turns over, full, read-only, not one's own, writes that fail below it, and a
disk that is pulled and comes back (scsi_debug). Runs in User-mode Linux, see uml-vfat."""
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))
import house  # pylint: disable=wrong-import-position
import media_house as media  # pylint: disable=wrong-import-position

OPTIONS = "flush,iocharset=utf8,shortname=mixed"  # as the desktop mounts sticks


def is_copied(server, folder):
    found = media.copies(folder)
    return len(found) == 1 and found[0] in [path.read_bytes() for path in server.key_files()]


def whole(place, server, report):
    for kind, size in (("vfat", 32), ("vfat32", 64)):
        with media.Image(place, f"whole-{kind}", kind, size=size) as medium:
            _, answer = media.start(place, server, medium.point)
            report.check(f"{kind}: copied, re-read past the cache ({answer.json.get('method')}), proved",
                         [] if answer.code == 0 and media.proof(answer, 1)[0] == "proved" and is_copied(server, medium.point) else [answer, media.proof(answer, 1)])


def flipped(place, server, report):
    wrong = place.dba_file("wrong", "Another-Passw0rd\n")
    with media.Image(place, "flip", "vfat") as medium:
        data, answer = media.start(place, server, medium.point, again=wrong)
        medium.flip(media.copies(medium.point)[0])
        again = media.go_on(place, server, data, "verify", "--no-verify-password")
        report.check("one bit turned over in the image after the write: found", [] if answer.code == 4 and media.proof(again, 1)[1] == "verify.differs" else [answer, again])


def refused(place, server, report):
    before = len(server.key_files())
    with media.Image(place, "locked", "vfat", options="ro") as medium:
        _, answer = media.start(place, server, medium.point)
        report.check("read-only: refused before the statement", [] if (answer.code, answer.problem) == (3, "medium.read-only") else [answer])
    with media.Image(place, "full", "vfat", size=4) as medium:
        with open(medium.point / "ballast", "wb") as ballast:
            try:
                while True:
                    ballast.write(b"\0" * 65536)
                    ballast.flush()
            except OSError:
                pass
        _, answer = media.start(place, server, medium.point)
        report.check("full: refused before the statement", [] if (answer.code, answer.problem) == (3, "medium.full") else [answer])
    with media.Image(place, "foreign", "vfat", mounted=False) as medium:
        media.call("mount", "-t", "vfat", "-o", f"{OPTIONS},uid=0,umask=022", medium.loop, medium.point)
        _, answer = media.start(place, server, medium.point)
        report.check("another user's: refused before the statement", [] if (answer.code, answer.problem) == (3, "medium.denied") else [answer])
    report.check("and no key file was made for any of them", [] if len(server.key_files()) == before else ["a key file"])


def failing(place, server, report):
    """dm-flakey: what is written fails from now on, and no more later."""
    wrong = place.dba_file("wrong-2", "Another-Passw0rd\n")
    with media.Image(place, "flaky", "vfat", mounted=False) as medium, media.Image(place, "spare", "vfat") as spare:
        sectors, mapped, flag = 32 * 2048, "/dev/mapper/flaky", None

        def load(table):
            media.call("dmsetup", "suspend", "--noflush", "flaky")
            media.call("dmsetup", "load", "flaky", "--table", table)
            media.call("dmsetup", "resume", "flaky")

        good = f"0 {sectors} flakey {medium.loop} 0 1000 0"
        media.call("dmsetup", "create", "flaky", "--table", good)
        media.call("dmsetup", "mknodes")
        media.call("mount", "-t", "vfat", "-o", f"{OPTIONS},uid={place.dba.uid},gid={place.dba.gid},umask=077", mapped, medium.point)
        try:
            data, answer = media.start(place, server, spare.point, again=wrong)
            load(f"0 {sectors} flakey {medium.loop} 0 0 1000 1 error_writes")
            copied = media.go_on(place, server, data, "copy", "--medium", medium.point)
            report.check(f"writes fail below it: exit {copied.code} {copied.problem}",
                         [] if copied.code in (4, 5) and copied.problem.split(".")[0] in ("files", "medium") else [answer, copied])
            load(good)
            # The kernel keeps a vfat whose writes failed read-only until it is mounted again.
            subprocess.run(["umount", str(medium.point)], check=True)
            subprocess.run(["fsck.vfat", "-a", mapped], capture_output=True, check=False)
            media.call("mount", "-t", "vfat", "-o", f"{OPTIONS},uid={place.dba.uid},gid={place.dba.gid},umask=077", mapped, medium.point)
            copied = media.go_on(place, server, data, "copy", "--medium", medium.point)
            verified = media.go_on(place, server, data, "verify", "--no-verify-password")
            report.check("healed, the step repeated with it, and proved", [] if copied.code == 0 and media.proof(verified, 1)[0] == "proved" else [copied, verified])
        finally:
            subprocess.run(["umount", str(medium.point)], check=False)
            subprocess.run(["dmsetup", "remove", "flaky"], check=False)


def disk():
    """The disk of scsi_debug, once it is there."""
    for _ in range(100):
        for found in pathlib.Path("/sys/block").glob("sd*"):
            if pathlib.Path("/dev", found.name).exists():
                return found
        time.sleep(0.1)
    raise RuntimeError("no disk")


def pulled(place, server, report):
    wrong = place.dba_file("wrong-3", "Another-Passw0rd\n")
    media.call("modprobe", "-d", "/run/modules", "scsi_debug", "removable=1", "dev_size_mb=32")
    block, point = disk(), place.top / "stick"
    point.mkdir()
    media.call("mkfs.vfat", "-I", "-n", "STICK", f"/dev/{block.name}")
    mount = ["mount", "-t", "vfat", "-o", f"{OPTIONS},uid={place.dba.uid},gid={place.dba.gid},umask=077"]
    media.call(*mount, f"/dev/{block.name}", point)
    report.check("a real removable flag", [] if (block / "removable").read_text().strip() == "1" else [block])
    data, answer = media.start(place, server, point, again=wrong)
    report.check("a disk that can be pulled: copied", [] if answer.code == 4 and len(media.copies(point)) == 1 else [answer])
    host = next(pathlib.Path("/sys/class/scsi_host").iterdir())
    (block / "device/delete").write_text("1")
    time.sleep(1)
    verified = media.go_on(place, server, data, "verify", "--no-verify-password")
    report.check(f"pulled before Verify: exit {verified.code} {verified.problem}; the run stays open",
                 [] if verified.code in (3, 4) and verified.problem.split(".")[0] in ("files", "medium", "procedure") else [verified])
    copied = media.go_on(place, server, data, "copy")
    report.check(f"pulled before Copy: exit {copied.code} {copied.problem}", [] if (copied.code, copied.problem) == (4, "medium.gone") else [copied])
    subprocess.run(["umount", "-l", str(point)], check=False)
    (host / "scan").write_text("- - -")
    block = disk()
    media.call(*mount, f"/dev/{block.name}", point)
    copied = media.go_on(place, server, data, "copy", "--medium", point)
    verified = media.go_on(place, server, data, "verify", "--no-verify-password")
    report.check("plugged in again, mounted: the step repeated, and proved",
                 [] if copied.code == 0 and media.proof(verified, 1)[0] == "proved" else [copied, verified, media.proof(verified, 1)])
    subprocess.run(["umount", str(point)], check=False)


def main():
    place, report = house.House(), house.Report()
    (place.top / "one").write_text("1\n")
    parts = [whole, flipped, refused, failing, pulled]
    with place.server() as server:
        for part in parts:
            try:
                part(place, server, report)
            except (OSError, RuntimeError, subprocess.CalledProcessError, IndexError) as error:
                report.check(part.__name__, [f"{error} {getattr(error, 'stderr', '')}"])
    report.end()


main()
