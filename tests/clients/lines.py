"""The line protocol of tests/clients, for the programs written in Python."""
import base64
import datetime
import decimal
import sys
import time
import uuid


def coded(text):
    return base64.b64encode(str(text).encode("utf-8", "replace")).decode() or "="


def decoded(text):
    return "" if text == "=" else base64.b64decode(text).decode("utf-8")


def canonical(value):
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "0x" + bytes(value).hex().upper()
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.") + f"{value.microsecond // 1000:03d}"
    if isinstance(value, uuid.UUID):
        return str(value).upper()
    if isinstance(value, decimal.Decimal):
        return str(value)
    return str(value)


def say(*words):
    print(*words, flush=True)


def say_row(values):
    say("row", *("-" if value is None else coded(canonical(value)) for value in values))


def read():
    """(settings, [(sql, milliseconds until it is called off)])."""
    settings, statements = {}, []
    for line in sys.stdin:
        words = line.split()
        if words[:1] == ["set"]:
            settings[words[1]] = decoded(words[2])
        elif words[:1] == ["sql"]:
            statements.append((decoded(words[1]), int(words[2])))
    return settings, statements


class Clock:
    def __init__(self):
        self.begin = time.monotonic()

    def end(self):
        say("end", int((time.monotonic() - self.begin) * 1000))
