"""The project stands by itself: no folder of one machine, no host of a registry or mirror, in any of its files."""
import re

import source_tree

FOREIGN = [
    (re.compile(r"(?<![\w.])/" + r"work/"), "a folder of one machine"),
    (re.compile(r"/home/(?!user\b|dba\b|USER\b|\$|\.\.\.|NAME\b)[a-z]+/"), "somebody's home"),
    (re.compile(r"/root/(?!\.?\W)"), "the home of one machine's root"),
    (re.compile(r"https?://[\w.-]*(?:deb\.debian\.org|pypi\.org|registry\.npmjs\.org|proxy\.golang|artifactory|nexus)", re.I), "a registry's host"),
]
TEXT = (".cpp", ".h", ".py", ".md", ".txt", ".cmake", ".json", ".sh", "", ".ts", ".qrc", ".svg", ".yml")

complaints, checked = [], 0
top_files = [path for path in sorted(source_tree.TOP.iterdir()) if path.is_file()]
for path in list(source_tree.files(suffixes=TEXT)) + top_files:
    if "recorded" in path.parts:
        continue
    checked += 1
    for number, line in enumerate(source_tree.lines(path), 1):
        for pattern, reason in FOREIGN:
            if pattern.search(line):
                complaints.append(f"{source_tree.name(path)}:{number}: {reason}: {line.strip()[:100]}")
source_tree.end("places", complaints, checked)
