"""A function that returns a Result says [[nodiscard]] in its header: an error is never dropped by silence."""
import re

import source_tree

DECLARATION = re.compile(r"^[ \t]*((?:\[\[nodiscard\]\]|static|virtual|inline|constexpr|friend)\s+)*Result<[^;{}()=]*>\s+\w+\s*\(", re.M)

complaints, checked = [], 0
for path in source_tree.files(("core", "app", "ui"), (".h",)):
    text = source_tree.without_comments(path.read_text(encoding="utf-8"))
    for match in DECLARATION.finditer(text):
        checked += 1
        if "[[nodiscard]]" not in match.group(0):
            before = text[:match.start()].rstrip()
            if not before.endswith("[[nodiscard]]"):
                number = text.count("\n", 0, match.start()) + 1
                complaints.append(f"{source_tree.name(path)}:{number}: {match.group(0).strip()}…: [[nodiscard]] is missing")
source_tree.end("nodiscard", complaints, checked)
