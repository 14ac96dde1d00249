"""File names are lower_snake, header names unique in the project (they are included bare)."""
import collections
import re

import source_tree

SNAKE = re.compile(r"^[a-z0-9_]+(\.[a-z0-9]+)+$")

complaints, checked, headers = [], 0, collections.defaultdict(list)
for path in source_tree.files(("app", "ui", "core", "tests"), source_tree.CODE):
    checked += 1
    if not SNAKE.match(path.name):
        complaints.append(f"{source_tree.name(path)}: file names are lower_snake")
    if path.suffix == ".h":
        headers[path.name].append(source_tree.name(path))
for header, places in headers.items():
    if len(places) > 1:
        complaints.append(f"{header} stands for two things: {', '.join(places)}")
source_tree.end("names", complaints, checked)
