"""odbcinst.ini and freetds.conf that are missing, broken or hostile, and drivers that are none: each has its words, and none takes smkctl
down or makes it wait. The user's own freetds.conf is never read by the driver, but a dump file in it is."""
import os
import pathlib

import house

DONE, NOT_VERIFIED, BLOCKED, USAGE = 0, 1, 3, 2
FREETDS = "/usr/lib/x86_64-linux-gnu/odbc/libtdsodbc.so"


def main():
    place = house.House()
    report = house.Report()
    library = str(place.driver) if place.driver else FREETDS
    ours = "My ODBC Driver 18" if place.driver else "My FreeTDS"  # the kind is known by the name
    with place.server("default") as server:
        def preflight(name, wanted, driver=None, env=None, codes=None):
            arguments = ["preflight", "--hand-over", server.dba_hand_over, "--login-timeout", "5", "--json"]
            if driver:
                arguments += ["--driver", driver]
            answer = place.smkctl(*arguments, seconds=60, more_environment=env)
            codes = codes or ((BLOCKED,) if wanted else (DONE, NOT_VERIFIED))
            complaints = [] if answer.code in codes and answer.problem in ((wanted,) if isinstance(wanted, str) else wanted) else [f"wanted '{wanted}', got {answer}"]
            if "did not end" in answer.err:
                complaints.append("hangs")
            if server.facts["password"] in answer.out + answer.err:
                complaints.append("the login's password is in its output")
            report.check(name, complaints)

        def ini(content, name="odbcinst.ini"):
            folder = place.dba_home / place.new_name("ini")
            folder.mkdir()
            file = folder / name
            if isinstance(content, bytes):
                file.write_bytes(content)
            elif content is not None:
                content(file)
            for path in (folder, file):
                if path.exists() and not path.is_symlink():
                    os.chown(path, place.dba.uid, place.dba.gid)
            return {"ODBCSYSINI": str(folder), "ODBCINSTINI": "odbcinst.ini"} if name == "odbcinst.ini" else {"FREETDSCONF": str(file)}

        def section(path, name=ours):
            return f"[{name}]\nDescription=x\nDriver={path}\n".encode()

        def unreadable(file):
            file.write_bytes(section(library))
            file.chmod(0)

        text = place.dba_file("no-library.so", "this is text\n")
        empty = place.dba_file("empty.so", "")
        closed = place.dba_file("closed.so", "x")
        closed.chmod(0)
        os.chown(closed, 0, 0)
        missing = place.dba_home / "missing.so"
        other = "/lib/x86_64-linux-gnu/libz.so.1"  # a library, and no driver
        no_driver = ("connect.driver-missing", "connect.driver-refused", "connect.no-driver")

        preflight("no odbcinst.ini at all", "", driver=library, env=ini(None))
        preflight("odbcinst.ini is empty", "", driver=library, env=ini(b""))
        preflight("odbcinst.ini is random bytes", "", driver=library, env=ini(bytes(range(256)) * 400))
        preflight("odbcinst.ini is one line of 2 MB", "", driver=library, env=ini(b"[" + b"x" * 2_000_000))
        preflight("odbcinst.ini is a folder", "", driver=library, env=ini(pathlib.Path.mkdir))
        preflight("odbcinst.ini cannot be read", "", driver=library, env=ini(unreadable))
        preflight("the folder of odbcinst.ini does not exist", "", driver=library, env={"ODBCSYSINI": "/nonexistent"})
        preflight("a section of ours in odbcinst.ini", "", driver=ours, env=ini(section(library)))
        preflight("10000 sections", "", driver=ours, env=ini(b"".join(section(missing, f"D{number}") for number in range(10000)) + section(library)))
        for name, path in {"a text file": text, "an empty file": empty, "a folder": place.dba_home, "unreadable": closed, "missing": missing,
                           "a library that is no driver": other, "/dev/null": "/dev/null"}.items():
            preflight(f"driver is {name}, by its path", no_driver, driver=path)
            preflight(f"driver is {name}, in odbcinst.ini", no_driver, driver=ours, env=ini(section(path)))
        preflight("a driver that is in no list", no_driver, driver="No such driver")
        preflight("a driver's name with a brace", (*no_driver, "connect.value-not-possible"), driver="x}y{z", codes=(BLOCKED, USAGE))
        preflight("a driver's name with a semicolon", (*no_driver, "connect.value-not-possible"), driver="x;UID=sa", codes=(BLOCKED, USAGE))
        preflight("tracing in odbcinst.ini", "connect.tracing-on", driver=library,
                  env=ini(b"[ODBC]\nTrace=Yes\nTraceFile=/tmp/never-written\n" + section(library)))

        preflight("TDSDUMP is set and is taken out", "", driver=library, env={"TDSDUMP": str(place.dba_home / "dump")})
        preflight("TDSDUMPCONFIG is set and is taken out", "", driver=library, env={"TDSDUMPCONFIG": str(place.dba_home / "dump")})
        dump = place.dba_home / "dump-file"
        preflight("dump file in freetds.conf", "connect.tracing-on", driver=library, env=ini(f"[global]\n\tdump file = {dump}\n".encode(), "freetds.conf"))
        preflight("dump file in freetds.conf, oddly written", "connect.tracing-on", driver=library, env=ini(f"[GLOBAL]\n;x\n DUMP   File={dump}\n".encode(), "freetds.conf"))
        preflight("freetds.conf sends us elsewhere", "", driver=library, env=ini(b"[global]\n\thost = 192.0.2.1\n\tport = 1\n\ttds version = 4.2\n\tencryption = off\n", "freetds.conf"))
        preflight("TDSHOST, TDSPORT and TDSVER send us elsewhere", "", driver=library, env={"TDSHOST": "192.0.2.1", "TDSPORT": "1", "TDSVER": "4.2"})
        preflight("freetds.conf is random bytes", "", driver=library, env=ini(bytes(range(256)) * 400, "freetds.conf"))
        preflight("freetds.conf is a folder", "", driver=library, env=ini(pathlib.Path.mkdir, "freetds.conf"))
        preflight("freetds.conf cannot be read", "", driver=library, env=ini(unreadable, "freetds.conf"))
        preflight("freetds.conf is a pipe that nobody writes to", "", driver=library, env=ini(os.mkfifo, "freetds.conf"))
        preflight("freetds.conf is missing", "", driver=library, env={"FREETDSCONF": "/nonexistent/freetds.conf"})
        report.check("nothing was dumped", [str(file) for file in (dump, place.dba_home / "dump", pathlib.Path("/tmp/never-written")) if file.exists()])
    print(f"cases: hostile_config {report.done}")
    report.end()


main()
