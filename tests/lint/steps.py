"""Each step of core/procedure/step.cpp has a room, a page, a verb, a help page and tests."""
import source_tree


def main():
    steps = source_tree.steps()
    complaints = []
    if len(steps) != 8:
        complaints.append(f"core/procedure/step.cpp: found {len(steps)} steps, not eight")
    top = source_tree.TOP
    for room, verb in steps:
        wanted = {
            "room": [top / "core" / room],
            "page": list((top / "ui/backup").glob(f"{room}_page.cpp")),
            "verb": list((top / "app/smkctl").glob(f"*{verb}*.cpp")),
            "help page": [top / "docs/help" / f"{room}.md"],
            "unit test": list((top / "tests/unit" / room).glob("tst_*.cpp")),
        }
        for what, places in wanted.items():
            if not any(place.exists() for place in places):
                complaints.append(f"step {room}: no {what}" + (f" ({verb})" if what == "verb" else ""))
    source_tree.end("steps", complaints, len(steps))


main()
