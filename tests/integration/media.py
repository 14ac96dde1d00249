"""Real file systems as media: NTFS, exFAT, FAT, ext4; one bit that turns over after the write; the yank; a full and a
write-protected medium; faults at each moment of Medium, Copy and Verify, and the step repeated. As unprivileged users."""
import errno
import fcntl
import os
import struct
import subprocess
import sys
import time

import house
import media_house as media

EXT4_IOC_SHUTDOWN = 0x8004587D


def is_copied(server, folder):
    found = media.copies(folder)
    keys = [path.read_bytes() for path in server.key_files()]
    return len(found) == 1 and found[0] in keys


def file_systems(place, server, report):
    for kind in ("ext4", "ntfs", "exfat", "fat"):
        with media.Image(place, f"whole-{kind}", kind) as medium:
            data, answer = media.start(place, server, medium.point)
            past = answer.json.get("method") != "plain"
            wanted = (0, "proved") if kind == "ext4" else (1, "not-verified")
            got = (answer.code, media.proof(answer, 1)[0])
            report.check(f"{kind}: copied; the cache {'was' if past else 'was not'} excluded, and that is what is said",
                         [] if got == wanted and past == (kind == "ext4") and is_copied(server, medium.point) else [got, answer])


def flipped_bit(place, server, report):
    wrong = place.dba_file("wrong-password", "Another-Passw0rd\n")
    for kind in ("ext4", "ntfs", "exfat", "fat"):
        with media.Image(place, f"flip-{kind}", kind) as medium:
            # The run stays open behind Copy, for what was typed again is not the password.
            data, answer = media.start(place, server, medium.point, again=wrong)
            if answer.code != 4 or len(media.copies(medium.point)) != 1:
                report.check(f"{kind}: a run that stays open", [answer])
                continue
            medium.flip(media.copies(medium.point)[0])
            again = media.go_on(place, server, data, "verify", "--no-verify-password")
            state, reason = media.proof(again, 1)
            found = again.code == 4 and reason == "verify.differs"
            said = again.code == 1 and (state, reason) == ("not-verified", "verify.cache-not-excluded")
            report.check(f"{kind}: one bit turned over in the image after the write: {'found' if found else 'the cache not excluded, and said'}",
                         [] if found or (said and kind != "ext4") else [state, reason, again])


def yank(place, server, report):
    wrong = place.dba_file("wrong-password-2", "Another-Passw0rd\n")
    with media.Image(place, "yank") as medium, media.Image(place, "other") as other:
        data, answer = media.start(place, server, medium.point, again=wrong)
        folder = os.open(medium.point, os.O_RDONLY)
        fcntl.ioctl(folder, EXT4_IOC_SHUTDOWN, struct.pack("I", 2))
        os.close(folder)
        verified = media.go_on(place, server, data, "verify", "--no-verify-password")
        report.check("pulled before Verify (ext4 shut down): said, the run stays open",
                     [] if verified.code in (3, 4) and verified.problem.split(".")[0] in ("files", "medium", "procedure") else [verified])
        copied = media.go_on(place, server, data, "copy")
        report.check("pulled before Copy: said, nothing lost",
                     [] if copied.code == 4 and copied.problem.split(".")[0] in ("files", "medium") else [copied])
        copied = media.go_on(place, server, data, "copy", "--medium", other.point)
        report.check("the step repeated with another medium", [] if copied.code == 0 and is_copied(server, other.point) else [copied])
        verified = media.go_on(place, server, data, "verify", "--no-verify-password")
        report.check("and proved there", [] if verified.code == 0 and media.proof(verified, 1)[0] == "proved" else [verified])


def small_and_locked(place, server, report):
    before = len(server.key_files())
    point = place.top / "tiny"
    point.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size=64k,uid={place.dba.uid}", "tiny", str(point)], check=True)
    _, answer = media.start(place, server, point)
    report.check("memory of 64 KiB is no medium", [] if answer.code == 3 and answer.problem.startswith("medium.") else [answer])
    subprocess.run(["umount", str(point)], check=True)
    for kind in ("ext4", "ntfs"):
        with media.Image(place, f"locked-{kind}", kind, options="ro") as medium:
            _, answer = media.start(place, server, medium.point)
            report.check(f"{kind}, read-only: refused before the statement", [] if (answer.code, answer.problem) == (3, "medium.read-only") else [answer])
    with media.Image(place, "foreign") as medium:
        os.chown(medium.point, 0, 0)
        medium.point.chmod(0o755)
        _, answer = media.start(place, server, medium.point)
        report.check("no right to write on it: refused before the statement", [] if (answer.code, answer.problem) == (3, "medium.denied") else [answer])
    with media.Image(place, "twice") as medium:
        second = place.top / "twice-second"
        second.mkdir()
        subprocess.run(["mount", medium.loop, str(second)], check=True)
        _, answer = media.start(place, server, medium.point, directory=f"{second}/keys")
        report.check("a folder on the medium's own disk, by another way in: refused before the statement",
                     [] if (answer.code, answer.problem) == (3, "directory.path.medium") and not list(second.glob("keys")) else [answer])
        subprocess.run(["umount", str(second)], check=True)
    report.check("and no key file was made for any of them", [] if len(server.key_files()) == before else ["a key file"])


# Operation, how, at which call of it the fault begins, and the exit code: 3 before the statement, 4 not copied, 5 it may be there (the
# name was changed, or may have been), 1 where only the papers beside the key are missing or the way is proved otherwise.
FAULTS = [("statfs", errno.EIO, 0, 3), ("readdir", errno.EIO, 0, 1), ("mkdir", errno.ENOSPC, 0, 4), ("mkdir", errno.EROFS, 0, 4), ("create", errno.EROFS, 0, 4),
          ("create", errno.ENOSPC, 0, 4), ("write", errno.EIO, 0, 4), ("write", errno.ENOSPC, 0, 4), ("write", "short", 0, 4), ("fsync", errno.EIO, 0, 4),
          ("fsyncdir", errno.EIO, 0, 5), ("flush", errno.EIO, 0, 4), ("rename", errno.EIO, 0, 5), ("rename", errno.EROFS, 0, 4), ("open", errno.EIO, 0, 4),
          ("read", errno.EIO, 0, 4), ("read", "flip", 0, 4), ("getattr", errno.ENOTCONN, 6, 4), ("create", errno.EIO, 1, 1), ("write", errno.EIO, 1, 1),
          ("fsync", errno.ENOSPC, 1, 1)]


def faults(place, server, report):
    with media.FaultyMedium(place, "faulty") as medium:
        for operation, how, after, code in FAULTS:
            for old in medium.folder.iterdir():
                subprocess.run(["rm", "-rf", str(old)], check=True)
            before = server.key_files()
            medium.fail(f"{operation} {how} {after}")
            data, answer = media.start(place, server, medium.point)
            medium.heal()
            title = f"{operation} {errno.errorcode.get(how, how)} at call {after + 1}"
            complaints = [] if answer.code == code and (answer.problem or answer.code in (1, 4)) else [f"wanted exit {code}", answer]
            if answer.code == 3 and server.key_files() != before:
                complaints.append("nothing was to be written, and a key file is there")
            if answer.code in (4, 5) and not complaints:
                for verb in ("copy", "verify", "store"):
                    more = ["--no-verify-password"] if verb == "verify" else []
                    again = media.go_on(place, server, data, verb, *more)
                    complaints += [] if again.code in (0, 1) else [verb, again]
            if answer.code != 3 and not complaints:
                keys = [path.read_bytes() for path in server.key_files()]
                complaints = [] if any(one in keys for one in media.copies(medium.folder)) else ["no whole copy"]
            report.check(f"{title}: exit {answer.code} {answer.problem or ''}, then repeated to the end", complaints)


def sleeping(place, server, report):
    with media.FaultyMedium(place, "sleepy") as medium:
        for operation, moment in (("statfs", "Medium"), ("write", "Copy"), ("read", "Verify")):
            medium.fail(f"{operation} sleep 0")
            data = place.data()
            started = time.monotonic()
            process = place.start(place.backup_arguments(server, data, hand_over=None, server=server.address, login=server.facts["login"],
                                                         login_password_from=server.login_password_file, ca_file=server.facts["caFile"],
                                                         medium=medium.point, directory=f"{server.facts['serverFolder']}/{place.new_name('folder')}") + ["--json"])
            try:
                out, err = process.communicate(timeout=25)
            except subprocess.TimeoutExpired:
                medium.abort()
                out, err = process.communicate(timeout=60)
            answer = house.Answer(process.returncode, out, err)
            report.check(f"asleep at {moment}, then gone: exit {answer.code} {answer.problem}, after {time.monotonic() - started:.0f} s",
                         [] if answer.code in (3, 4) and answer.problem.split(".")[0] in ("files", "medium") else [answer])
            medium.close()
            medium.attach()
            media.call("mount", "--bind", place.top / "one", medium.flag)
            medium.mount()


def main():
    place = house.House()
    media.private_mounts("media")
    media.needs("media", "mkntfs", "ntfs-3g", "mkfs.exfat", "mount.exfat-fuse", "mkfs.vfat", "fusefat", "losetup")
    if not (place.built / "fault_fs").exists():
        house.skip("media", "fault_fs was not built (libfuse3-dev)")
    subprocess.run(["cp", str(place.built / "fault_fs"), str(place.bin / "fault_fs")], check=True)
    if not os.path.ismount("/sys/fs/fuse/connections"):
        subprocess.run(["mount", "-t", "fusectl", "none", "/sys/fs/fuse/connections"], check=False)
    report = house.Report()
    parts = {"file_systems": file_systems, "flipped_bit": flipped_bit, "yank": yank, "small": small_and_locked, "faults": faults, "sleeping": sleeping}
    wanted = sys.argv[3:] or list(parts)
    with place.server() as server:
        for name in wanted:
            parts[name](place, server, report)
    report.end()


main()
