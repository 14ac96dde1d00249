"""Real file systems as the medium of a server reached by its address: written, re-read past the cache, full, read-only; a
removable disk, a disk of this machine, a folder of another host. All mounts live in a mount namespace of this process."""
import hashlib
import os
import subprocess
import time

import house
import media_house


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


def identical(server, folder):
    copies, keys = list(folder.rglob("*.key")), server.key_files()
    digests = {hashlib.sha256(path.read_bytes()).digest() for path in copies}
    return len(copies) == 1 and digests <= {hashlib.sha256(path.read_bytes()).digest() for path in keys}


def run(place, server, medium):
    return media_house.start(place, server, medium)[1]


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
    media_house.private_mounts("mounts")
    try:
        media_house.Image(place, "probe").close()
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        house.skip("mounts", f"no loop device can be mounted here: {error}")
    report = house.Report()
    with place.server() as server:
        with media_house.Image(place, "stick") as mount:
            answer = run(place, server, mount.point)
            report.check("a removable disk, ext4: copied, identical", [] if answer.code == 0 and identical(server, mount.point) else [answer, answer.json.get("medium")])
            report.check("a removable disk: re-read past the cache", [] if answer.json.get("method") in ("direct", "dropped-cache") else [answer.json.get("method")])
            listed = place.smkctl("media", "--json")
            report.check("media lists it", [] if str(mount.point) in listed.out else [listed.out[:300]])
            by_device = run(place, server, mount.loop)
            report.check("named by its device: the same medium", [] if by_device.code == 0 and by_device.json["medium"]["mountPoint"] == str(mount.point) else [by_device])
            before = len(server.key_files())
            report.check("a device that is no medium", refused(server, run(place, server, "/dev/null"), before, "procedure.medium-label-unknown"))
            nameless = place.smkctl("media", "--eject", "", "--json")
            report.check("nothing is called nothing", [] if (nameless.code, nameless.problem) == (3, "procedure.medium-label-unknown") else [nameless])
        with media_house.Image(place, "rights") as mount:
            mine, closed, bound = mount.point / "mine", mount.point / "closed", place.folder("bound", place.dba.uid, place.dba.gid, 0o700)
            for folder, owner in ((mine, place.dba.uid), (closed, 0), (mount.point, 0)):
                folder.mkdir(exist_ok=True)
                os.chown(folder, owner, -1)
                folder.chmod(0o755)
            before = len(server.key_files())
            report.check("a folder on the medium that we may not write in: refused before the backup", refused(server, run(place, server, closed), before, "medium.denied"))
            answer = run(place, server, mine)
            report.check("our folder on a medium that is another's: the copy lies in it", [] if answer.code == 0 and len(list(mine.rglob("*.key"))) == 1 else [answer])
            os.chown(mount.point, place.dba.uid, -1)
            subprocess.run(["mount", "--bind", str(mine), str(bound)], check=True)
            answer = run(place, server, bound)
            report.check("a folder of the medium that is bound elsewhere: the copy lies in it",
                         [] if answer.code == 0 and len(list(bound.rglob("*.key"))) == 2 else [answer, list(mount.point.rglob("*.key"))])
            subprocess.run(["umount", str(bound)], check=True)
        with RemoteFolder(place, "vault") as mount:
            answer = run(place, server, mount.point)
            report.check("a folder of another host: copied, identical; the cache not excluded, so not verified",
                         [] if answer.code == 1 and identical(server, mount.point) and answer.json.get("method") == "plain" else [answer, answer.json.get("method")])
        with RemoteFolder(place, f"{os.path.relpath(server.facts['serverFolder'], place.top)}/there") as mount:
            looked = place.smkctl("directory", "--json", "--server", server.address, "--login", server.facts["login"], "--login-password-from",
                                  server.login_password_file, "--ca-file", server.facts["caFile"], "--directory", mount.point)
            ids = [finding["id"] for finding in looked.json.get("findings", [])]
            report.check("the server's folder on another host: who reads it is not told from here",
                         [] if "directory.readers.elsewhere" in ids and "directory.readers" not in ids else [looked, ids])
        before = len(server.key_files())
        with media_house.Image(place, "inner", removable=False) as mount:
            report.check("a disk of this machine is no medium", refused(server, run(place, server, mount.point), before, "medium.fixed-disk"))
        with media_house.Image(place, "locked", options="ro") as mount:
            report.check("read-only: refused before the statement", refused(server, run(place, server, mount.point), before, "medium.read-only"))
        with media_house.Image(place, "full") as mount:
            fill(mount.point)
            report.check("full: refused before the statement", refused(server, run(place, server, mount.point), before, "medium.full"))
        answer = run(place, server, place.top / "nothing-here")
        report.check("a folder that does not exist", [] if answer.code == 3 and answer.problem.startswith("medium.") else [answer])
    report.end()


main()
