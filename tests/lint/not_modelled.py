"""What the tests under Wine do not prove: the list must not grow, and each name stands in the check for a real Windows."""
import source_tree

AT_MOST = 26

folder = source_tree.TOP / "tests" / "windows"
complaints, names = [], []
for number, line in enumerate((folder / "not-modelled.txt").read_text(encoding="utf-8").splitlines(), 1):
    if not line.strip() or line.startswith("#"):
        continue
    name, tab, why = line.partition("\t")
    if not tab or not why.strip() or name != name.strip():
        complaints.append(f"tests/windows/not-modelled.txt:{number}: a name, a tab, why")
    names.append(name)
if len(names) > AT_MOST:
    complaints.append(f"tests/windows/not-modelled.txt: {len(names)} names, more than {AT_MOST}: model it, or test it elsewhere")
if len(set(names)) != len(names):
    complaints.append("tests/windows/not-modelled.txt: a name stands twice")
checklist = (folder / "CHECKLIST.md").read_text(encoding="utf-8")
complaints += [f"tests/windows/CHECKLIST.md: nobody looks at [{name}]" for name in names if f"[{name}]" not in checklist]
source_tree.end("not_modelled", complaints, len(names))
