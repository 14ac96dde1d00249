"""What clang-format would change."""
import subprocess
import sys

import source_tree

complaints, checked = [], 0
paths = list(source_tree.files(("app", "ui", "core", "tests"), source_tree.CODE))
run = subprocess.run(["clang-format", "--dry-run", "--ferror-limit=1", *map(str, paths)], cwd=source_tree.TOP,
                     capture_output=True, text=True, check=False)
if "error:" in run.stderr.replace("error: code should be", ""):
    print(run.stderr[:2000])
    sys.exit(1)
for line in run.stderr.splitlines():
    if "code should be clang-formatted" in line:
        complaints.append(source_tree.name(source_tree.pathlib.Path(line.split(":")[0]).resolve()) + ": clang-format would change it")
complaints = sorted(set(complaints))
source_tree.end("format", complaints, len(paths))
