"""Brings one foreign client into the build tree: from the cache of this user, else with the tools' own configuration.
fetch(NAME) returns its folder, or raises NotToBeHad with the reason."""
import contextlib
import fcntl
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
BUILT = HERE.parents[1] / "build" / "foreign-clients"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "smk-backup-wizard" / "clients"
SECONDS = 400


class NotToBeHad(Exception):
    def __init__(self, why, allowed=False):
        super().__init__(why)
        self.allowed = allowed  # in CI too


def version(name):
    for line in (HERE / "versions.txt").read_text(encoding="utf-8").splitlines():
        if line.split()[:1] == [name]:
            return line.split()[1]
    raise KeyError(name)


def run(*command, cwd, env=None):
    try:
        done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, timeout=SECONDS, check=False,
                              stdin=subprocess.DEVNULL, env={**os.environ, **(env or {})})
    except FileNotFoundError as error:
        raise NotToBeHad(f"{command[0]} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise NotToBeHad(f"{command[0]} did not end within {SECONDS} s") from error
    if done.returncode != 0:
        text = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr).strip()
        raise NotToBeHad(f"{pathlib.Path(command[0]).name} failed: {text[-300:]}")
    return done.stdout


def fetch_pip(package, folder):
    run("/usr/bin/python3", "-m", "pip", "install", "--retries", "1", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-compile",
        "--target", folder, f"{package}=={version(package)}", cwd=folder)


def fetch_jdbc(folder):
    plugin = f"org.apache.maven.plugins:maven-dependency-plugin:{version('maven-dependency')}:copy"
    run("mvn", "-B", "-q", plugin, f"-Dartifact=com.microsoft.sqlserver:mssql-jdbc:{version('mssql-jdbc')}", f"-DoutputDirectory={folder}", cwd=folder)
    run("javac", "-cp", next(folder.glob("*.jar")), "-d", folder, HERE / "jdbc" / "Client.java", cwd=folder)


def fetch_tedious(folder):
    # Locked with Node 18, Debian 12's: npm chose what still runs on it; the newest of its dependencies want Node 20.
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / "tedious" / name, folder)
    locked_version = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]["node_modules/tedious"]["version"]
    if locked_version != version("tedious"):
        raise NotToBeHad(f"tedious/package-lock.json has {locked_version}, versions.txt {version('tedious')}")
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--fetch-retries=1", cwd=folder)
    for path in list(folder.rglob("*")):  # three quarters of it are for browsers, bundlers and editors
        if path.is_file() and (path.suffix in (".map", ".md") or path.name.endswith((".d.ts", ".d.mts", ".d.cts")) or "/dist/browser/" in str(path)
                               or "/dist/react-native/" in str(path) or "/dist/esm/" in str(path)):
            path.unlink()


def fetch_go(folder):
    found = re.search(r"go(\d+)\.(\d+)", run("go", "version", cwd=folder, env={"GOTOOLCHAIN": "local"})) if shutil.which("go") else None
    if not found or tuple(map(int, found.groups())) < (1, 25):
        raise NotToBeHad(f"go-mssqldb wants Go 1.25, here is {found.group(0) if found else 'none'}", allowed=True)
    environment = {"GOTOOLCHAIN": "local", "CGO_ENABLED": "0", "GOFLAGS": "-mod=mod -buildvcs=false"}
    shutil.copy(HERE / "go" / "main.go", folder)
    run("go", "mod", "init", "client", cwd=folder, env=environment)
    run("go", "get", f"github.com/microsoft/go-mssqldb@{version('go-mssqldb')}", cwd=folder, env=environment)
    run("go", "build", "-o", "client", ".", cwd=folder, env=environment)


# name: (package, the file of ours that it is made with, how)
KINDS = {
    "msodbc": ("mssql-python-odbc", None, lambda folder: fetch_pip("mssql-python-odbc", folder)),
    "pytds": ("python-tds", None, lambda folder: fetch_pip("python-tds", folder)),
    "jdbc": ("mssql-jdbc", "jdbc/Client.java", fetch_jdbc),
    "tedious": ("tedious", "tedious/package-lock.json", fetch_tedious),
    "go": ("go-mssqldb", "go/main.go", fetch_go),
}


@contextlib.contextmanager
def locked(name):
    BUILT.mkdir(parents=True, exist_ok=True)
    with open(BUILT / f".{name}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def take(source, target):
    """A whole folder or none, also when two do it at once."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source, beside, symlinks=True)
    try:
        beside.rename(target)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)


def give_to_owner(top):
    """What root made in somebody's checkout is theirs, or they could not remove it."""
    if os.geteuid() != 0 or HERE.stat().st_uid == 0:
        return
    owner = HERE.stat()
    for path in [top, *top.rglob("*")]:
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def fetch(name):
    package, program, how = KINDS[name]
    mark = hashlib.sha256((HERE / program).read_bytes()).hexdigest()[:12] if program else "0"
    target = BUILT / f"{name}-{version(package)}-{mark}"
    with locked(name):
        kept = CACHE / target.name
        if not target.exists() and kept.is_dir():
            take(kept, target)
        if not target.exists():
            making = BUILT / f".{target.name}.making"
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            how(making)
            making.rename(target)
            with contextlib.suppress(OSError):
                take(target, kept)
        if target.stat().st_uid != HERE.stat().st_uid:
            give_to_owner(BUILT)
    return target


if __name__ == "__main__":
    try:
        print(fetch(sys.argv[1]))
    except NotToBeHad as reason:
        print(reason, file=sys.stderr)
        sys.exit(1)
