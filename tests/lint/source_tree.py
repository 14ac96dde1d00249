"""What every lint needs: the project's own files, and one way to end."""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("app", "ui", "core", "tests", "resources", "installer", "docs", ".ci")
CODE = (".cpp", ".h")


def files(folders=FOLDERS, suffixes=None):
    """Paths below the folders, sorted; suffixes None: every file."""
    for folder in folders:
        for path in sorted((TOP / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and (suffixes is None or path.suffix in suffixes):
                yield path


def name(path):
    return path.relative_to(TOP).as_posix()


def lines(path):
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def without_comments(text):
    """C++ text with comments and string contents blanked, line numbers kept."""
    def blank(match):
        found = match.group(0)
        if found.startswith(("//", "/*")):
            return re.sub(r"[^\n]", " ", found)
        return found[0] + " " * (len(found) - 2) + found[-1] if found[0] in "\"'" else found
    return re.sub(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", blank, text, flags=re.S)


def steps():
    """(room, verb) of the eight steps, from the one place that knows them."""
    text = (TOP / "core/procedure/step.cpp").read_text(encoding="utf-8")
    rows = re.findall(r'\{"([a-z-]+)", QT_TRANSLATE_NOOP\("words", "[^"]+"\), "([a-z-]+)"\}', text)
    return rows


def end(rule, complaints, checked):
    for complaint in complaints:
        print(complaint)
    print(f"{rule}: {checked} looked at, {len(complaints)} complaint{'s' if len(complaints) != 1 else ''}")
    sys.exit(1 if complaints or not checked else 0)
