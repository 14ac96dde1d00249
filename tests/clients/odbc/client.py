"""Any ODBC driver through the driver manager's own functions. ODBC_STRING: the connection string without login."""
import ctypes
import os
import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import lines  # pylint: disable=wrong-import-position

ODBC = ctypes.CDLL("libodbc.so.2")
ENV, DBC, STMT = 1, 2, 3
WCHAR, BINARY = -8, -2
NTS, OK, INFO, NO_DATA, NULL = -3, 0, 1, 100, -1


def wide(text):
    return ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")


def new(kind, parent):
    handle = ctypes.c_void_p()
    assert ODBC.SQLAllocHandle(kind, parent, ctypes.byref(handle)) in (OK, INFO)
    return handle


def records(kind, handle):
    for number in range(1, 50):
        state, native, size = ctypes.create_string_buffer(12), ctypes.c_int(), ctypes.c_short()
        text = ctypes.create_string_buffer(8192)
        if ODBC.SQLGetDiagRecW(kind, handle, number, state, ctypes.byref(native), text, 4000, ctypes.byref(size)) not in (OK, INFO):
            return
        yield state.raw[:10].decode("utf-16-le"), native.value, text.raw[:size.value * 2].decode("utf-16-le", "replace")


def columns(statement):
    count = ctypes.c_short()
    ODBC.SQLNumResultCols(statement, ctypes.byref(count))
    found = []
    for number in range(1, count.value + 1):
        name, size, kind = ctypes.create_string_buffer(600), ctypes.c_short(), ctypes.c_short()
        ODBC.SQLDescribeColW(statement, number, name, 256, ctypes.byref(size), ctypes.byref(kind), None, None, None)
        found.append((name.raw[:size.value * 2].decode("utf-16-le"), kind.value))
    return found


def value(statement, number, kind):
    binary = kind in (-2, -3, -4)
    whole = b""
    while True:
        part, size = ctypes.create_string_buffer(4096), ctypes.c_ssize_t()
        code = ODBC.SQLGetData(statement, number, BINARY if binary else WCHAR, part, 4096, ctypes.byref(size))
        if size.value == NULL and code != NO_DATA:
            return None
        if code not in (OK, INFO):
            break
        room = 4096 if binary else 4094
        whole += part.raw[:room if size.value < 0 or size.value > room else size.value]
        if code == OK:
            break
    if binary:
        return whole
    text = whole.decode("utf-16-le")
    return (text + ".000")[:23] if kind == 93 and "." not in text else text[:23] if kind == 93 else text.upper() if kind == -11 else text


def run(connection, sql, until):
    clock = lines.Clock()
    statement = new(STMT, connection)
    timer = threading.Timer(until / 1000, lambda: ODBC.SQLCancel(statement)) if until else None
    if timer:
        timer.start()
    code = ODBC.SQLExecDirectW(statement, wide(sql), NTS)
    while True:
        for state, number, text in records(STMT, statement):
            lines.say("message" if code in (OK, INFO) else "error", number, lines.coded(f"{state} {text}"))
        if code not in (OK, INFO):
            break
        found = columns(statement)
        if found:
            lines.say("columns", *(lines.coded(name) for name, _ in found))
            while ODBC.SQLFetch(statement) in (OK, INFO):
                lines.say_row([value(statement, number + 1, kind) for number, (_, kind) in enumerate(found)])
        code = ODBC.SQLMoreResults(statement)
        if code == NO_DATA:
            break
    if timer:
        timer.cancel()
        timer.join()
    ODBC.SQLFreeHandle(STMT, statement)
    clock.end()


def main():
    for function in ("SQLAllocHandle", "SQLFreeHandle", "SQLDriverConnectW", "SQLExecDirectW", "SQLGetDiagRecW", "SQLFetch", "SQLMoreResults",
                     "SQLNumResultCols", "SQLDescribeColW", "SQLGetData", "SQLCancel", "SQLSetEnvAttr", "SQLDisconnect"):
        getattr(ODBC, function).restype = ctypes.c_short
    settings, statements = lines.read()
    environment = new(ENV, None)
    ODBC.SQLSetEnvAttr(environment, 200, ctypes.c_void_p(3), 0)
    connection = new(DBC, environment)
    text = f"{os.environ['ODBC_STRING']};UID={settings['login']};PWD={settings['password']};"
    code = ODBC.SQLDriverConnectW(connection, None, wide(text), NTS, None, 0, None, 0)
    if code not in (OK, INFO):
        found = list(records(DBC, connection))
        number = next((number for _, number, _ in found if number), 0)
        lines.say("refused", number, lines.coded(" | ".join(f"{state} {words}" for state, _, words in found)))
        return
    lines.say("connected")
    for sql, until in statements:
        run(connection, sql, until)
    ODBC.SQLDisconnect(connection)


main()
