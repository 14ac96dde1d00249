"""Arrows run one way: a room includes what core/CMakeLists.txt lets it, and steps never include one another."""
import re

import source_tree

STEPS = {"connect", "password", "medium", "directory", "execute", "copy", "verify", "store"}
ROOM = re.compile(r"smk_add_room\((\w+)([^)]*)\)")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')
# The practice server knows of the steps no more than what a drive is.
REHEARSAL_MAY = {"drive.h"}


def rooms():
    """Each room with all rooms whose headers it may include."""
    direct = {}
    for room, rest in ROOM.findall((source_tree.TOP / "core/CMakeLists.txt").read_text()):
        wanted = re.search(r"DEPENDS([\w\s]*?)(?:LIBRARIES|FOLDERS|$)", rest)
        direct[room] = set(wanted.group(1).split()) if wanted else set()
    closed = {}
    def close(room):
        if room not in closed:
            closed[room] = {room}.union(*(close(other) for other in direct[room]))
        return closed[room]
    for room in direct:
        close(room)
    return closed


def owner(path):
    """core/<room>, ui, app/<program>, tests"""
    parts = source_tree.name(path).split("/")
    return parts[1] if parts[0] == "core" else "/".join(parts[:2]) if parts[0] == "app" else parts[0]


def allowed(user, target, header, may_include):
    if target in ("tests",):
        return user == "tests"
    if user == "tests":
        return True
    if user in may_include:
        if target == "ui" or target.startswith("app/"):
            return False
        if user == "rehearsal" and target == "medium":
            return header in REHEARSAL_MAY
        if user in STEPS and target in STEPS and user != target:
            return False
        return target in may_include[user]
    if user == "ui":
        return not target.startswith("app/") and target != "rehearsal"
    if user.startswith("app/"):
        return target == user or not target.startswith("app/") and not (user == "app/smkctl" and target == "ui")
    return False


def main():
    may_include = rooms()
    headers = {}
    for path in source_tree.files(("app", "ui", "core", "tests"), (".h",)):
        headers.setdefault(path.name, path)
    complaints, checked = [], 0
    for path in source_tree.files(("app", "ui", "core", "tests"), source_tree.CODE):
        checked += 1
        for number, line in enumerate(source_tree.lines(path), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            header = match.group(1)
            where = f"{source_tree.name(path)}:{number}"
            if "/" in header:
                complaints.append(f'{where}: "{header}": headers are included by their bare name')
            elif header in headers:
                user, target = owner(path), owner(headers[header])
                if not allowed(user, target, header, may_include):
                    complaints.append(f'{where}: {user} may not include "{header}" of {target}')
    source_tree.end("include graph", complaints, checked)


main()
