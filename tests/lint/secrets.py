"""Ways by which a password would get where it must not: each with its reason."""
import re

import source_tree

RULES = [
    (re.compile(r"\bsetPassword\s*\(", 0), re.compile(r"QSqlDatabase"),
     "QSqlDatabase::setPassword: FreeTDS refuses the login (18456), and Qt keeps the password"),
    (re.compile(r"(?:setArguments|setProcessEnvironment|qputenv|\bsetenv)\s*\(.*revealed\("), re.compile(r""),
     "a secret goes to a program by a pipe or a file of mode 0600, never as argument or environment"),
    (re.compile(r"(?:qDebug|qInfo|qWarning|qCritical|qC?Debug|std::cout|std::cerr|printf)\b.*revealed\("),
     re.compile(r""), "a secret in a log or on the terminal"),
]

complaints, checked = [], 0
for path in source_tree.files(("core", "app", "ui"), source_tree.CODE):
    checked += 1
    text = source_tree.without_comments(path.read_text(encoding="utf-8"))
    for pattern, needs, reason in RULES:
        if not needs.search(text):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            # Procedure::setPassword takes a SecretString; it is another thing of the same name.
            if pattern.search(line) and not re.search(r"procedure\w*\s*(->|\.|\(\)\.|\(\)->)\s*setPassword|void setPassword\(SecretString|Procedure::setPassword", line, re.I):
                complaints.append(f"{source_tree.name(path)}:{number}: {line.strip()}: {reason}")
source_tree.end("secrets", complaints, checked)
