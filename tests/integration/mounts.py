"""Real file systems as the medium of a server reached by its address: written, re-read past the cache, full, read-only; a
removable disk, a disk of this machine, a folder of another host. All mounts live in a mount namespace of this process."""
import ctypes
import hashlib
import os
import subprocess
import sys
import time

import house


class Mount:
    """An ext4 image on a loop device, the DBA's own. No USB here: the kernel's flag "removable" is covered by a file of ours."""

    def __init__(self, place, name, options="rw", removable=True):
        self.image = place.top / f"{name}.img"
        self.point = place.top / name
        self.point.mkdir()
        with open(self.image, "wb") as image:
            image.truncate(32 * 1024 * 1024)
        subprocess.run(["mkfs.ext4", "-q", "-m", "0", "-L", "STICK", "-E", f"root_owner={place.dba.uid}:{place.dba.gid}", str(self.image)], check=True)
        self.loop, self.flag = "", None
        try:
            self.loop = subprocess.run(["losetup", "--show", "-f", str(self.image)], capture_output=True, text=True, check=True).stdout.strip()
            subprocess.run(["mount", "-o", options, self.loop, str(self.point)], check=True, capture_output=True)
            if removable:
                one = place.top / "one"
                one.write_text("1\n")
                self.flag = f"/sys/block/{os.path.basename(self.loop)}/removable"
                subprocess.run(["mount", "--bind", str(one), self.flag], check=True, capture_output=True)
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            self.close()
            house.skip("mounts", f"no loop device can be mounted here: {error}")

    def close(self):
        if self.flag:
            subprocess.run(["umount", self.flag], capture_output=True, check=False)
        subprocess.run(["umount", str(self.point)], capture_output=True, check=False)
        if self.loop:
            subprocess.run(["losetup", "-d", self.loop], capture_output=True, check=False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class RemoteFolder:
    """A folder of another host: a real SFTP client and server, joined by pipes instead of a network."""

    def __init__(self, place, name):
        self.point, there = place.top / name, place.folder(f"{name}-there", place.dba.uid, place.dba.gid, 0o700)
        self.point.mkdir()
        self.server = subprocess.Popen(["/usr/lib/openssh/sftp-server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       **place.options(place.dba, place.dba_home))
        self.client = subprocess.Popen(["sshfs", "-f", "-o", "passive,allow_other", f"vault.example:{there}", str(self.point)],
                                       stdin=self.server.stdout, stdout=self.server.stdin)
        for _ in range(100):
            if os.path.ismount(self.point):
                return
            time.sleep(0.05)
        raise RuntimeError("sshfs did not mount")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", str(self.point)], capture_output=True, check=False)
        for process in (self.client, self.server):
            process.terminate()
            process.wait()


def private_mounts():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x00020000) != 0:
        house.skip("mounts", f"no mount namespace: {os.strerror(ctypes.get_errno())}")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)


def identical(server, folder):
    copies, keys = list(folder.rglob("*.key")), server.key_files()
    digests = {hashlib.sha256(path.read_bytes()).digest() for path in copies}
    return len(copies) == 1 and digests <= {hashlib.sha256(path.read_bytes()).digest() for path in keys}


def run(place, server, medium, **wishes):
    data = place.data()
    return place.backup(server, data, hand_over=None, server=server.address, login=server.facts["login"],
                        login_password_from=server.login_password_file, ca_file=server.facts["caFile"],
                        medium=medium, directory=f"{server.facts['serverFolder']}/{place.new_name('folder')}", **wishes)


def refused(server, answer, before, problem):
    return [] if (answer.code, answer.problem) == (3, problem) and len(server.key_files()) == before else [answer]


def fill(folder):
    with open(folder / "ballast", "wb") as ballast:
        try:
            while True:
                ballast.write(b"\0" * 65536)
                ballast.flush()
                os.fsync(ballast.fileno())
        except OSError:
            pass


def main():
    place = house.House()
    private_mounts()
    report = house.Report()
    with place.server() as server:
        with Mount(place, "stick") as mount:
            answer = run(place, server, mount.point)
            report.check("a removable disk, ext4: copied, identical", [] if answer.code == 0 and identical(server, mount.point) else [answer, answer.json.get("medium")])
            report.check("a removable disk: re-read past the cache", [] if answer.json.get("method") in ("direct", "dropped-cache") else [answer.json.get("method")])
            media = place.smkctl("media", "--json")
            report.check("media lists it", [] if str(mount.point) in media.out else [media.out[:300]])
        with RemoteFolder(place, "vault") as mount:
            answer = run(place, server, mount.point)
            report.check("a folder of another host: copied, identical; the cache not excluded, so not verified",
                         [] if answer.code == 1 and identical(server, mount.point) and answer.json.get("method") == "plain" else [answer, answer.json.get("method")])
        before = len(server.key_files())
        with Mount(place, "inner", removable=False) as mount:
            report.check("a disk of this machine is no medium", refused(server, run(place, server, mount.point), before, "medium.fixed-disk"))
        with Mount(place, "locked", options="ro") as mount:
            report.check("read-only: refused before the statement", refused(server, run(place, server, mount.point), before, "medium.read-only"))
        with Mount(place, "full") as mount:
            fill(mount.point)
            report.check("full: refused before the statement", refused(server, run(place, server, mount.point), before, "medium.full"))
        answer = run(place, server, place.top / "nothing-here")
        report.check("a folder that does not exist", [] if answer.code == 3 and answer.problem.startswith("medium.") else [answer])
    report.end()


sys.exit(main())
