"""The acts that need administrator rights: the verbs that pkexec starts, run as root as it would; the window's question
and its ends, as a plain user with a pkexec of the test's own."""
import os
import subprocess
import sys

import house


def root(place, *arguments):
    return subprocess.run([place.bin / "smkctl", *arguments], capture_output=True, timeout=60, check=False)


def as_user(user, *command):
    return subprocess.run(["setpriv", f"--reuid={user.uid}", f"--regid={user.gid}", "--clear-groups", *command],
                          capture_output=True, text=True, timeout=60, check=False)


def creates(place):
    folder = place.top / "keys"
    wrong = []
    made = root(place, "directory", "--create", str(folder), "--for", f"uid:{place.server_user.uid}")
    if made.returncode != 0 or b"Undo: rmdir" not in made.stdout:
        wrong.append(f"create: {made.returncode} {made.stdout} {made.stderr}")
    if as_user(place.server_user, "touch", str(folder / "a.key")).returncode != 0:
        wrong.append("the service's user may not write")
    if as_user(place.dba, "ls", str(folder)).returncode == 0:
        wrong.append("another user may look into it")
    again = root(place, "directory", "--create", str(folder), "--for", f"uid:{place.server_user.uid}")
    if again.returncode != 3:
        wrong.append(f"a folder that holds something was taken: {again.returncode}")
    for path in ("/", "relative", "/etc", str(folder / "a.key" / "x")):
        refused = root(place, "directory", "--create", path, "--for", f"uid:{place.server_user.uid}")
        if refused.returncode != 3:
            wrong.append(f"{path}: {refused.returncode} {refused.stdout}")
    for account in ([], ["--for", "nobody-of-this-name"], ["--for", "uid:-1"], ["--for", "uid:99999999999"]):
        refused = root(place, "directory", "--create", str(place.top / "never"), *account)
        if refused.returncode not in (2, 3) or (place.top / "never").exists():
            wrong.append(f"{account}: {refused.returncode}")
    return wrong


def grants(place):
    folder = place.top / "there"
    folder.mkdir(mode=0o700)
    wrong = []
    given = root(place, "directory", "--grant", str(folder), "--for", f"uid:{place.server_user.uid}")
    if given.returncode != 0 or f"setfacl -x u:{place.server_user.uid}".encode() not in given.stdout:
        wrong.append(f"grant: {given.returncode} {given.stdout} {given.stderr}")
    if as_user(place.server_user, "touch", str(folder / "a.key")).returncode != 0:
        wrong.append("the service's user may not write")
    if as_user(place.dba, "ls", str(folder)).returncode == 0:
        wrong.append("another user got a right too")
    link = place.top / "link"
    link.symlink_to(folder)
    if root(place, "directory", "--grant", str(link), "--for", f"uid:{place.dba.uid}").returncode == 0:
        wrong.append("it followed a link")
    # Nor one above the folder's name: whoever put it there would choose which folder is opened.
    inner, above = place.top / "kept" / "inner", place.top / "above"
    inner.mkdir(mode=0o700, parents=True)
    above.symlink_to(inner.parent)
    for verb, path in (("--grant", above / "inner"), ("--create", above / "new")):
        answer = root(place, "directory", verb, str(path), "--for", f"uid:{place.dba.uid}")
        if answer.returncode != 3 or str(place.top / "kept").encode() not in answer.stderr:
            wrong.append(f"{verb} through a link: {answer.returncode} {answer.stdout} {answer.stderr}")
    if (inner.parent / "new").exists() or as_user(place.dba, "ls", str(inner)).returncode == 0:
        wrong.append("it followed a link above the folder")
    # Rights that a mask keeps back stay back.
    masked = place.top / "masked"
    masked.mkdir(mode=0o700)
    subprocess.run(["setfacl", "-m", f"u:{place.dba.uid}:rwx,m::---", str(masked)], check=True)
    if root(place, "directory", "--grant", str(masked), "--for", f"uid:{place.server_user.uid}").returncode != 3:
        wrong.append("a masked right was opened")
    return wrong


def reads(place):
    key = place.top / "one.key"
    key.write_bytes(bytes(range(256)) * 4)
    key.chmod(0o600)
    wrong = []
    read = root(place, "copy", "--read", str(key))
    if read.returncode != 0 or read.stdout != key.read_bytes():
        wrong.append(f"read: {read.returncode}, {len(read.stdout)} bytes")
    target = place.top / "brought"
    into = root(place, "copy", "--read", str(key), "--into", str(target))
    if into.returncode != 0 or target.read_bytes() != key.read_bytes() or target.stat().st_mode & 0o077:
        wrong.append(f"into: {into.returncode} {into.stderr}")
    if root(place, "copy", "--read", str(key), "--into", str(target)).returncode != 4:
        wrong.append("a file that was there was replaced")
    large = place.top / "large"
    large.write_bytes(b"x" * (1024 * 1024 + 1))
    for path in (str(large), str(place.top), str(place.top / "none"), "one.key"):
        refused = root(place, "copy", "--read", path)
        if refused.returncode not in (2, 4) or refused.stdout.startswith(b"x"):
            wrong.append(f"{path}: {refused.returncode}")
    return wrong


def window(place):
    program = place.built / "gui_folder"
    if not program.exists():
        return ["gui_folder is not built"]
    for name in ("gui_folder", "smkctl"):
        place.give_dba(place.built / name)
    environment = ["env", "-i", "PATH=/usr/bin:/bin", f"HOME={place.dba_home}", "QT_QPA_PLATFORM=offscreen", "LANG=C.UTF-8"]
    done = subprocess.run(["setpriv", f"--reuid={place.dba.uid}", f"--regid={place.dba.gid}", "--clear-groups", *environment,
                           f"XDG_RUNTIME_DIR={place.dba_home}", str(place.dba_home / "gui_folder"), "administratorRights"],
                          capture_output=True, text=True, timeout=240, check=False, cwd=place.dba_home)
    if done.returncode != 0 or "looked at by the integration test" in done.stdout:
        return [f"{done.returncode}: {done.stdout[-1500:]} {done.stderr[-800:]}"]
    return []


def main():
    report = house.Report()
    place = house.House([sys.argv[1], "freetds"])
    os.umask(0o022)
    report.check("create and protect", creates(place))
    report.check("give the right", grants(place))
    report.check("read for the copy", reads(place))
    report.check("the window's question, as a plain user", window(place))
    report.end()


main()
