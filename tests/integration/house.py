"""What the integration tests stand on: two users without a common group, programs in a folder of the test's own, the
practice server as one user, smkctl as the other. The programs under test never run as root."""
import atexit
import fcntl
import grp
import json
import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

KEY_PASSWORD = "Kestrel;Harbour'73}Lantern"
SKIPPED = 77


class Report:
    """Lines "ok NAME", "not ok NAME: why", "skipped NAME: why"; the summary counts them."""

    def __init__(self):
        self.failed = 0
        self.done = 0

    def check(self, name, complaints):
        """complaints: a list of sentences, empty when all is well."""
        self.done += 1
        if complaints:
            self.failed += 1
            print(f"not ok {name}: {'; '.join(str(complaint) for complaint in complaints)}", flush=True)
        else:
            print(f"ok {name}", flush=True)

    def end(self):
        sys.exit(1 if self.failed or not self.done else 0)


def skip(name, why, allowed=False):
    """allowed: it may be missing in CI too (.ci/summary.py says so, and counts it)."""
    print(f"{'left out' if allowed else 'skipped'} {name}: {why}", flush=True)
    sys.exit(1 if os.environ.get("CI") == "true" and not allowed else SKIPPED)


def options_as_words(options):
    """option: value, True (a switch), None or False (left out)."""
    words = []
    for option, value in options.items():
        if value is True:
            words.append(f"--{option}")
        elif value not in (None, False):
            words += [f"--{option}", value]
    return words


def receipts(data):
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((data / "rehearsal").glob("*.json"))]


def wait_for_end(server):
    """A practice server's process: it ends when its standard input closes."""
    if server.poll() is None:
        server.stdin.close()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


class User:
    def __init__(self, name):
        self.name = name
        for attempt in range(20):
            made = subprocess.run(["/usr/sbin/useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
                                   "--shell", "/usr/sbin/nologin", name], capture_output=True, text=True, check=False)
            if made.returncode == 0:
                break
            if attempt == 19:
                raise RuntimeError(f"useradd {name}: {made.stderr.strip()}")
            time.sleep(0.3)
        entry = pwd.getpwnam(name)
        self.uid, self.gid = entry.pw_uid, entry.pw_gid

    def remove(self):
        for _ in range(20):
            if subprocess.run(["/usr/sbin/userdel", self.name], capture_output=True, check=False).returncode in (0, 6):
                break
            time.sleep(0.3)
        subprocess.run(["/usr/sbin/groupdel", self.name], capture_output=True, check=False)


def remove_leftovers():
    """Users and folders of test runs that were killed: their name ends with the number of a process that is no more."""
    for entry in pwd.getpwall():
        match = re.fullmatch(r"smkt-(?:server|dba)-(\d+)", entry.pw_name)
        if match and not os.path.exists(f"/proc/{match.group(1)}"):
            subprocess.run(["/usr/sbin/userdel", entry.pw_name], capture_output=True, check=False)
    for folder in pathlib.Path("/var/tmp").glob("smk-test-[0-9]*-*"):
        if not os.path.exists(f"/proc/{folder.name.split('-')[2]}"):
            shutil.rmtree(folder, ignore_errors=True)


class House:
    """use: house = House(); it ends with the process."""

    def __init__(self, arguments=None):
        arguments = sys.argv[1:] if arguments is None else arguments
        if len(arguments) < 2:
            sys.exit("usage: TEST BIN-FOLDER freetds|microsoft")
        self.built, self.driver_name = pathlib.Path(arguments[0]), arguments[1]
        name = pathlib.Path(sys.argv[0]).stem + " " + self.driver_name
        if os.geteuid() != 0:
            skip(name, "needs root to make two users; run it through .ci/test")
        library = self.find_driver(name)
        remove_leftovers()
        self.top = pathlib.Path(tempfile.mkdtemp(prefix=f"smk-test-{os.getpid()}-", dir="/var/tmp"))
        self.top.chmod(0o755)
        self.server_user = User(f"smkt-server-{os.getpid()}")
        self.dba = User(f"smkt-dba-{os.getpid()}")
        self.servers = []
        atexit.register(self.close)
        for wanted in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wanted, lambda *_: sys.exit(1))
        common = set(self.groups(self.server_user)) & set(self.groups(self.dba))
        assert not common, f"the two users share {common}"
        self.bin = self.folder("bin", 0, 0, 0o755)
        for program in ("smkctl", "smk-wizard"):
            if (self.built / program).exists():
                shutil.copy(self.built / program, self.bin / program)
                (self.bin / program).chmod(0o755)
        self.server_home = self.folder("server", self.server_user.uid, self.server_user.gid, 0o711)
        self.dba_home = self.folder("dba", self.dba.uid, self.dba.gid, 0o700)
        self.count = 0
        self.driver = self.install_driver(library) if library else None

    def find_driver(self, name):
        if self.driver_name == "freetds":
            return None
        here = pathlib.Path(__file__).resolve().parent
        library = subprocess.run([here / "fetch-msodbc"], capture_output=True, text=True, check=False)
        if library.returncode != 0:
            skip(name, "Microsoft's driver is not to be had: " + library.stderr.strip())
        return library.stdout.strip()

    def install_driver(self, library):
        """Its whole folder (it looks for its texts beside itself), where the DBA can reach it."""
        folder = pathlib.Path(library).parents[1]
        shutil.copytree(folder, self.top / "msodbc")
        for path in [self.top / "msodbc", *(self.top / "msodbc").rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        return self.top / "msodbc" / pathlib.Path(library).relative_to(folder)

    @staticmethod
    def groups(user):
        return os.getgrouplist(user.name, user.gid)

    def folder(self, name, uid, gid, mode):
        path = self.top / name
        path.mkdir()
        os.chown(path, uid, gid)
        path.chmod(mode)
        return path

    def close(self):
        for server in list(self.servers):
            server.stop()
        self.kill_own_processes()
        if os.environ.get("SMK_KEEP") != "1":
            shutil.rmtree(self.top, ignore_errors=True)
        for user in (self.server_user, self.dba):
            user.remove()

    def kill_own_processes(self):
        """Only what runs from the test's own folder: a number of a user may mean somebody else in another container."""
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if pathlib.Path(os.readlink(process / "exe")).is_relative_to(self.top):
                    os.kill(int(process.name), signal.SIGKILL)
            except OSError:
                pass

    def environment(self, home, more=None):
        base = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": str(home), "TMPDIR": str(home), "XDG_RUNTIME_DIR": str(home)}
        return {**base, **(more or {})}

    def options(self, user, home, more=None):
        return {"user": user.uid, "group": user.gid, "extra_groups": [], "umask": 0o022, "cwd": home,
                "env": self.environment(home, more)}

    def new_name(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def give_dba(self, source):
        """A program, or a script, where the DBA can run it."""
        target = self.dba_home / source.name
        target.write_bytes(source.read_bytes())
        target.chmod(0o755)

    def dba_file(self, name, content):
        """A file that only the DBA can read, for --…-from FILE."""
        path = self.dba_home / name
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(content)
        os.chown(path, self.dba.uid, self.dba.gid)
        return path

    def server(self, scenario="default", arguments=(), root=None):
        server = Server(self, scenario, list(arguments), root)
        self.servers.append(server)
        return server

    def data(self):
        """A new, empty data folder of the DBA's."""
        path = self.dba_home / self.new_name("data")
        path.mkdir(mode=0o700)
        os.chown(path, self.dba.uid, self.dba.gid)
        return path

    def start(self, arguments, **popen):
        """smkctl as the DBA."""
        more = popen.pop("more_environment", None)
        return subprocess.Popen([str(self.bin / "smkctl"), *map(str, arguments)], **self.options(self.dba, self.dba_home, more),
                                **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **popen})

    def smkctl(self, *arguments, seconds=120, **popen):
        process = self.start(arguments, **popen)
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            err += "\n[did not end in time]"
        return Answer(process.returncode, out, err)

    def backup_arguments(self, server, data, /, password_file=None, again=None, **wishes):
        """The whole run with the practice medium. wishes: option=value, option=True (a switch), option=None (left out)."""
        password_file = password_file or self.dba_file("key-password", KEY_PASSWORD + "\n")
        options = {"hand-over": server.dba_hand_over, "password-from": password_file, "password-again-from": again or password_file,
                   "create-directory": True, "place": "Vault 7", "custodian": "Operations", "access": "Two of operations",
                   "password-keeper": "Security office", "prove-by-server": True, "data": data, "driver": self.driver}
        options.update({key.replace("_", "-"): value for key, value in wishes.items()})
        return ["backup", *options_as_words(options)]

    def backup(self, server, data, /, seconds=120, more_environment=None, **wishes):
        return self.smkctl(*self.backup_arguments(server, data, **wishes), "--json", seconds=seconds, more_environment=more_environment)


class Answer:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err
        try:
            self.json = json.loads(out)
        except ValueError:
            self.json = {}

    @property
    def problem(self):
        return self.json.get("problem", {}).get("id", "")

    def __str__(self):
        return f"exit {self.code}, problem '{self.problem}', {self.err.strip()[-300:]}"


class BrowserPort:
    """UDP 1434 of the loopback, where clients look for SQL Server Browser: one test of this computer at a time."""

    def __enter__(self):
        # The folder itself: a file in there that another user has made could not be opened for writing.
        self.lock = os.open("/var/tmp", os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        return self

    def __exit__(self, *_):
        os.close(self.lock)


class Server:
    """The practice server as its own user; ends when its standard input closes."""

    def __init__(self, house, scenario, arguments, root):
        self.house = house
        self.root = pathlib.Path(root) if root else house.server_home / house.new_name("root")
        hand_over = house.server_home / house.new_name("hand-over")
        self.process = subprocess.Popen(
            [str(house.bin / "smkctl"), "rehearse", "--serve", "--until-stdin-closes", "--scenario", scenario, "--root", str(self.root),
             "--hand-over", str(hand_over), *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            **house.options(house.server_user, house.server_home))
        deadline = time.monotonic() + 30
        while not (hand_over.exists() and hand_over.read_text().endswith("\n")):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the practice server did not start: {self.process.stderr.read()}")
            time.sleep(0.02)
        text = hand_over.read_text()
        self.facts = json.loads(text)
        mode = hand_over.stat().st_mode & 0o777
        assert mode == 0o600, f"the hand-over file has mode {mode:o}"
        # Made by the server's user for itself; the DBA gets a copy of its own.
        self.dba_hand_over = house.dba_file(house.new_name("hand-over"), text)
        self.login_password_file = house.dba_file(house.new_name("login-password"), self.facts["password"] + "\n")

    @property
    def address(self):
        return f"127.0.0.1,{self.facts['port']}"

    @property
    def medium(self):
        return self.root / "medium" / "REHEARSAL-MEDIUM"

    def key_files(self):
        """Key files below the root that are not on the medium, read by root."""
        return sorted(path for path in self.root.rglob("*.key") if "medium" not in path.relative_to(self.root).parts)

    def medium_files(self):
        return sorted(path for path in self.medium.rglob("*") if path.is_file()) if self.medium.exists() else []

    def stop(self):
        if self in self.house.servers:
            self.house.servers.remove(self)
        wait_for_end(self.process)
        self.process.stderr.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
