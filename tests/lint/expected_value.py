"""A Result is asked before it is opened: .value() throws, so product code uses * and -> after a look."""
import re

import source_tree

# value() of a JSON object, a map or a settings file takes a key; that of a Result or an optional takes nothing.
BARE = re.compile(r"[.>]value\(\s*\)")

complaints, checked = [], 0
for path in source_tree.files(("core", "app", "ui"), source_tree.CODE):
    checked += 1
    text = source_tree.without_comments(path.read_text(encoding="utf-8"))
    for number, line in enumerate(text.splitlines(), 1):
        # Widgets (bars, spin boxes) and SQL records have a value() of their own.
        if BARE.search(line) and not re.search(r"(bar|Bar|slider|spin|progress|iterator|\bit)(->|\.)value\(\)", line):
            complaints.append(f"{source_tree.name(path)}:{number}: {line.strip()}")
source_tree.end("expected value", complaints, checked)
