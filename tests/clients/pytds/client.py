"""python-tds. Its folder comes in PYTHONPATH."""
import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import lines  # pylint: disable=wrong-import-position
import pytds  # pylint: disable=wrong-import-position


def number_of(error):
    return getattr(error, "number", None) or getattr(error, "msg_no", None) or 0


def say_messages(cursor, errors):
    for _, message in cursor.messages or []:
        number = number_of(message)
        if number not in errors:
            lines.say("message", number, lines.coded(message))


def run(connection, sql, until):
    clock = lines.Clock()
    with connection.cursor() as cursor:
        timer = threading.Timer(until / 1000, cursor.cancel) if until else None
        if timer:
            timer.start()
        try:
            cursor.execute(sql)
            while True:
                if cursor.description:
                    lines.say("columns", *(lines.coded(column[0]) for column in cursor.description))
                    for row in cursor.fetchall():
                        lines.say_row(row)
                if not cursor.nextset():
                    break
            say_messages(cursor, set())
        except Exception as error:  # pylint: disable=broad-except
            lines.say("error", number_of(error), lines.coded(f"{type(error).__name__}: {error}"))
        if timer:
            timer.cancel()
            timer.join()
    clock.end()


def main():
    settings, statements = lines.read()
    more = {}
    if settings["line"] in ("tls", "login"):
        more = {"cafile": settings.get("ca") or "/etc/ssl/certs/ca-certificates.crt", "validate_host": True, "enc_login_only": settings["line"] == "login"}
    try:
        connection = pytds.connect(dsn=settings["host"], port=int(settings["port"]), user=settings["login"], password=settings["password"],
                                   autocommit=True, login_timeout=20, disable_connect_retry=True, **more)
    except Exception as error:  # pylint: disable=broad-except
        lines.say("refused", number_of(error), lines.coded(f"{type(error).__name__}: {error}"))
        return
    lines.say("connected")
    for sql, until in statements:
        run(connection, sql, until)
    connection.close()


main()
