"""What the tests of the .exe under Wine stand on: the practice server and smkctl, both Windows programs of one Wine
prefix; QODBC goes through Wine's odbc32 to unixODBC and FreeTDS. One user plays both, so rights prove nothing here."""
import atexit
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "integration"))
from house import KEY_PASSWORD, Answer, Report, options_as_words, receipts, wait_for_end  # noqa: F401 pylint: disable=wrong-import-position,unused-import


def windows_path(path):
    return "Z:" + str(path).replace("/", "\\")


def wine_environment():
    script = f"source {HERE}/wine-env && wine_paths && env -0"
    answer = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    if answer.returncode != 0:
        sys.exit("not ok wine: " + answer.stderr.decode(errors="replace"))
    return dict(line.split("=", 1) for line in answer.stdout.decode().split("\0") if "=" in line)


class House:
    """House(BIN-FOLDER, BRIDGE): `bridge` is the library made of freetds_conf_bridge.c."""

    def __init__(self, built, bridge):
        self.bin = pathlib.Path(built).resolve()
        self.top = pathlib.Path(tempfile.mkdtemp(prefix=f"smk-wine-{os.getpid()}-", dir="/var/tmp"))
        self.servers, self.count = [], 0
        atexit.register(self.close)
        self.environment = wine_environment()
        self.prefix = pathlib.Path(self.environment["WINEPREFIX"])
        # FreeTDS, a library of Unix, is handed "Z:/…" as the authority's file: here that is a path too.
        (self.top / "Z:").symlink_to("/")
        (self.top / "C:").symlink_to(self.prefix / "drive_c")
        self.environment["LD_PRELOAD"] = str(pathlib.Path(bridge).resolve())
        self.environment["SMK_WINE_FREETDS_CONFS"] = str(self.prefix / "drive_c/users/*/Temp/smk-*/freetds.conf")
        # A run that was killed leaves its private freetds.conf; the newest one counts, so old ones go.
        for left in self.private_folders():
            shutil.rmtree(left, ignore_errors=True)

    def close(self):
        for server in list(self.servers):
            server.stop()
        if os.environ.get("SMK_KEEP") != "1":
            shutil.rmtree(self.top, ignore_errors=True)

    def private_folders(self):
        """Of programs that run, or that left theirs behind."""
        return list(self.prefix.glob("drive_c/users/*/Temp/smk-*"))

    def wine(self, *arguments):
        """A program of Wine's own."""
        return subprocess.run(["wine", *map(str, arguments)], env=self.environment, cwd=self.top, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60, check=False).returncode

    def new_path(self, prefix):
        self.count += 1
        return self.top / f"{prefix}{self.count}"

    def file(self, name, content):
        path = self.new_path(name)
        path.write_text(content, encoding="utf-8")
        return path

    def start(self, arguments, out, err, stdin=subprocess.DEVNULL):
        """Into files: Wine's own services, started by the way, would keep a pipe open for ever."""
        return subprocess.Popen(["wine", str(self.bin / "smkctl.exe"), *map(str, arguments)], env=self.environment, cwd=self.top,
                                stdin=stdin, stdout=out, stderr=err)

    def smkctl(self, *arguments, seconds=60):
        out, err = self.new_path("out"), self.new_path("err")
        with out.open("wb") as to_out, err.open("wb") as to_err:
            process = self.start(arguments, to_out, to_err)
            try:
                code = process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                code = "[did not end in time]"
        return Answer(code, out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace"))

    def server(self, scenario="default", *arguments):
        return Server(self, scenario, arguments)

    def sign_in(self, server, password=None):
        """As DBAs write it, without the hand-over file."""
        login = self.file("login-password", (password or server.facts["password"]) + "\n")
        return ["--server", f"127.0.0.1,{server.facts['port']}", "--login", server.facts["login"],
                "--login-password-from", windows_path(login), "--ca-file", server.facts["caFile"]]

    def backup(self, server, data, /, seconds=60, **wishes):
        password = windows_path(self.file("key-password", KEY_PASSWORD + "\n"))
        options = {"hand-over": windows_path(server.hand_over), "password-from": password, "password-again-from": password,
                   "create-directory": True, "place": "Vault 7", "custodian": "Operations", "access": "Two of operations",
                   "password-keeper": "Security office", "prove-by-server": True, "data": windows_path(data)}
        options.update({key.replace("_", "-"): value for key, value in wishes.items()})
        return self.smkctl("backup", "--json", *options_as_words(options), seconds=seconds)


class Stick:
    """A removable drive of the Wine prefix: a folder behind a letter that the registry calls a floppy."""

    def __init__(self, house, letter, label, serial):
        self.house, self.letter, self.label = house, letter, label
        self.folder = house.new_path("stick")
        self.folder.mkdir()
        (self.folder / ".windows-label").write_text(label + "\n")
        (self.folder / ".windows-serial").write_text(serial + "\n")
        self.link = house.prefix / "dosdevices" / f"{letter.lower()}:"
        self.link.unlink(missing_ok=True)
        house.wine("reg", "add", r"HKLM\Software\Wine\Drives", "/v", f"{letter.lower()}:", "/t", "REG_SZ", "/d", "floppy", "/f")
        self.plug()
        self.restart()

    @staticmethod
    def restart():
        """Letters are looked for once, when Wine starts; afterwards a letter stays, with its stick or without."""
        subprocess.run([HERE / "wine-start"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)

    def plug(self):
        self.link.symlink_to(self.folder)

    def pull(self):
        self.link.unlink(missing_ok=True)

    def keys(self):
        return sorted(self.folder.rglob("*.key"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.pull()
        self.house.wine("reg", "delete", r"HKLM\Software\Wine\Drives", "/v", f"{self.letter.lower()}:", "/f")
        self.restart()


class Server:
    """The practice server; ends when its standard input closes."""

    def __init__(self, house, scenario, arguments):
        self.house = house
        self.root = house.new_path("root")
        self.hand_over = house.new_path("hand-over")
        self.log = house.new_path("server-log")
        with self.log.open("wb") as log:
            self.process = house.start(
                ["rehearse", "--serve", "--until-stdin-closes", "--scenario", scenario, "--root", windows_path(self.root),
                 "--hand-over", windows_path(self.hand_over), *arguments], log, log, subprocess.PIPE)
        house.servers.append(self)
        deadline = time.monotonic() + 30
        while not (self.hand_over.exists() and self.hand_over.read_text().endswith("\n")):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the practice server did not start: {self.log.read_text(errors='replace')}")
            time.sleep(0.02)
        self.facts = json.loads(self.hand_over.read_text())

    def key_files(self):
        return sorted(path for path in self.root.rglob("*.key") if "medium" not in path.relative_to(self.root).parts)

    def medium_files(self):
        return sorted(path for path in (self.root / "medium" / "REHEARSAL-MEDIUM").rglob("*") if path.is_file())

    def stop(self):
        if self in self.house.servers:
            self.house.servers.remove(self)
        wait_for_end(self.process)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
