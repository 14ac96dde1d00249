"""Media for the integration tests: images on loop devices that count as removable, the fault file system, and what may be
said of a run. All mounts live in a mount namespace of the test's process."""
import ctypes
import os
import pathlib
import subprocess
import time

import house


def private_mounts(name):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x00020000) != 0:
        house.skip(name, f"no mount namespace: {os.strerror(ctypes.get_errno())}")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)


def needs(name, *programs):
    path = "/usr/sbin:/usr/bin:/sbin:/bin"
    for program in programs:
        if not any((pathlib.Path(folder) / program).exists() for folder in path.split(":")):
            house.skip(name, f"{program} is not installed")


def call(*command, **more):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True, **more).stdout.strip()


class Image:
    """A file system in an image on a loop device of its own, which the machine takes for a removable disk. No USB here: the kernel's flag is covered by a file of ours."""

    MAKERS = {
        "ext4": lambda image, dba: ["mkfs.ext4", "-q", "-m", "0", "-L", "STICK", "-E", f"root_owner={dba.uid}:{dba.gid}", image],
        "ntfs": lambda image, dba: ["mkntfs", "-F", "-Q", "-q", "-L", "STICK", image],
        "exfat": lambda image, dba: ["mkfs.exfat", "-L", "STICK", image],
        "fat": lambda image, dba: ["mkfs.vfat", "-n", "STICK", image],
        "vfat": lambda image, dba: ["mkfs.vfat", "-n", "STICK", image],
        "vfat32": lambda image, dba: ["mkfs.vfat", "-F", "32", "-n", "STICK", image],
    }
    MOUNTERS = {
        "ext4": lambda loop, point, dba, options: ["mount", "-o", options, loop, point],
        "ntfs": lambda loop, point, dba, options: ["ntfs-3g", "-o", f"{options},uid={dba.uid},gid={dba.gid},umask=077", loop, point],
        "exfat": lambda loop, point, dba, options: ["mount.exfat-fuse", "-o", f"{options},uid={dba.uid},gid={dba.gid},umask=077", loop, point],
        "fat": lambda loop, point, dba, options: ["fusefat", "-o", f"{'rw+' if options == 'rw' else options},allow_other,fsname={loop}", loop, point],
        "vfat": lambda loop, point, dba, options: Image.kernel_vfat(loop, point, dba, options),
        "vfat32": lambda loop, point, dba, options: Image.kernel_vfat(loop, point, dba, options),
    }

    @staticmethod
    def kernel_vfat(loop, point, dba, options):
        """Where the kernel has it (tests/slow/uml-vfat); with the options of desktops."""
        return ["mount", "-t", "vfat", "-o", f"{options},flush,iocharset=utf8,shortname=mixed,uid={dba.uid},gid={dba.gid},umask=077", loop, point]

    def __init__(self, place, name, kind="ext4", options="rw", size=32, mounted=True, removable=True):
        self.dba, self.kind = place.dba, kind
        self.image, self.point = place.top / f"{name}.img", place.top / name
        self.point.mkdir()
        with open(self.image, "wb") as image:
            image.truncate(size * 1024 * 1024)
        call(*self.MAKERS[kind](self.image, place.dba))
        one = place.top / "one"
        one.write_text("1\n")
        self.loop = call("losetup", "--show", "-f", self.image)
        self.flag = f"/sys/block/{os.path.basename(self.loop)}/removable"
        if removable:
            call("mount", "--bind", one, self.flag)
        if mounted:
            self.mount(options)

    def mount(self, options="rw"):
        call(*self.MOUNTERS[self.kind](self.loop, self.point, self.dba, options))
        for _ in range(100):
            if os.path.ismount(self.point):
                return
            time.sleep(0.05)
        raise RuntimeError(f"{self.kind} was not mounted")

    def unmount(self):
        for _ in range(50):
            if subprocess.run(["umount", str(self.point)], capture_output=True, check=False).returncode == 0:
                break
            if not os.path.ismount(self.point):
                break
            time.sleep(0.1)
        time.sleep(0.5 if self.kind != "ext4" else 0)  # the server of a FUSE mount closes the device a moment later

    def detach(self):
        subprocess.run(["losetup", "-d", self.loop], capture_output=True, check=False)

    def attach(self):
        call("losetup", self.loop, self.image)

    def flip(self, content):
        """One bit of the file's beginning turns over in the image, below every cache of the file system."""
        marker = content[:48]
        assert len(marker) == 48, "nothing to look for"
        os.sync()  # fusefat hands an fsync on to nobody
        with open(self.image, "r+b") as image:
            at = image.read().find(marker)
            assert at >= 0, "the file is not in the image"
            image.seek(at + 40)
            byte = image.read(1)[0] ^ 1
            image.seek(at + 40)
            image.write(bytes([byte]))
            image.flush()
            os.fsync(image.fileno())

    def close(self):
        self.unmount()
        subprocess.run(["umount", self.flag], capture_output=True, check=False)
        self.detach()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class FaultyMedium(Image):
    """The fault file system over a folder; its source is a loop device, so that it counts as a removable drive."""

    def __init__(self, place, name):
        super().__init__(place, name, mounted=False, size=1)
        self.folder = place.folder(f"{name}-below", place.dba.uid, place.dba.gid, 0o700)
        self.faults = pathlib.Path(f"{self.folder}.faults")
        self.program = place.bin / "fault_fs"
        self.server = None
        self.mount()

    def mount(self, options="rw"):
        self.server = subprocess.Popen([self.program, self.folder, self.point, "-f", "-o", f"allow_other,fsname={self.loop}"])
        for _ in range(100):
            if os.path.ismount(self.point):
                return
            time.sleep(0.05)
        raise RuntimeError("fault_fs did not mount")

    def fail(self, text):
        self.faults.write_text(text + "\n")

    def heal(self):
        self.faults.unlink(missing_ok=True)

    def abort(self):
        """As if it were pulled: everything answers "not connected" from now on."""
        pathlib.Path(f"/sys/fs/fuse/connections/{self.connection}/abort").write_text("1")

    @property
    def connection(self):
        for line in pathlib.Path("/proc/self/mountinfo").read_text().splitlines():
            fields = line.split(" ")
            if fields[4] == str(self.point):
                return fields[2].split(":")[1]
        raise RuntimeError("not mounted")

    def close(self):
        self.heal()
        subprocess.run(["umount", "-l", str(self.point)], capture_output=True, check=False)
        if self.server:
            self.server.kill()
            self.server.wait()
        subprocess.run(["umount", self.flag], capture_output=True, check=False)
        self.detach()


def start(place, server, medium, **wishes):
    """A whole run by address; the arguments of place.backup."""
    data = wishes.pop("data", None) or place.data()
    return data, place.backup(server, data, hand_over=None, server=server.address, login=server.facts["login"],
                              login_password_from=server.login_password_file, ca_file=server.facts["caFile"],
                              medium=medium, **{"directory": f"{server.facts['serverFolder']}/{place.new_name('folder')}", **wishes})


def go_on(place, server, data, verb, *more, seconds=120):
    """A verb that goes on with the newest open run, with the server at hand."""
    if verb == "store":
        return place.smkctl(verb, "--data", data, "--json", "--place", "Vault 7", "--custodian", "Operations", "--access", "Two", *more, seconds=seconds)
    return place.smkctl(verb, "--data", data, "--json", "--server", server.address, "--login", server.facts["login"],
                        "--login-password-from", server.login_password_file, "--ca-file", server.facts["caFile"], *more, seconds=seconds)


def copies(folder):
    return [path.read_bytes() for path in pathlib.Path(folder).rglob("*.key")]


def proof(answer, level):
    for one in answer.json.get("proofs", []):
        if one["level"] == level:
            return one["state"], one["reason"]
    return "", ""
