"""A file is one idea: over 500 lines it is named, over 800 it is refused."""
import source_tree

NAMED, REFUSED = 500, 800

complaints, checked = [], 0
for path in source_tree.files(("app", "ui", "core", "tests"), (".cpp", ".h", ".py", ".cmake")):
    checked += 1
    length = len(source_tree.lines(path))
    if length > REFUSED:
        complaints.append(f"{source_tree.name(path)}: {length} lines, more than {REFUSED}")
    elif length > NAMED:
        print(f"note: {source_tree.name(path)} has {length} lines: is it still one idea?")
source_tree.end("sizes", complaints, checked)
