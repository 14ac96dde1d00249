"""What a person at a terminal meets: passwords asked for without echo, a generated one shown on the terminal alone; no
secret in arguments or environment; no core dump."""
import os
import pty
import re
import resource
import select
import signal
import sys
import time

import house


class Terminal:
    """smkctl as the DBA with a terminal of its own; standard output may go elsewhere."""

    def __init__(self, place, arguments, stdout=None):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            if stdout is not None:
                os.dup2(os.open(stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 1)
            os.setgroups([])
            os.setgid(place.dba.gid)
            os.setuid(place.dba.uid)
            os.chdir(place.dba_home)
            os.execve(str(place.bin / "smkctl"), ["smkctl", *map(str, arguments)], place.environment(place.dba_home))
        self.seen = ""

    def read(self, until=None, seconds=30):
        """Until that text was printed since the last answer, or the end."""
        start, deadline = len(self.seen), time.monotonic() + seconds
        while time.monotonic() < deadline:
            if select.select([self.fd], [], [], 0.1)[0]:
                try:
                    chunk = os.read(self.fd, 65536)
                except OSError:
                    return until is None
                if not chunk:
                    return until is None
                self.seen += chunk.decode("utf-8", "replace")
            if until and re.search(until, self.seen[start:]):
                return True
        return False

    def type(self, text):
        time.sleep(0.1)
        os.write(self.fd, text.encode() + b"\n")

    def end(self):
        self.read()
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status)


def prompts(place, report):
    with place.server() as server:
        arguments = place.backup_arguments(server, place.data(), hand_over=None, server=server.address, login=server.facts["login"],
                                           ca_file=server.facts["caFile"], medium=None, directory=None, password_from=None,
                                           password_again_from=None)
        # Reached by its address it takes any medium; the practice one lies on this machine's disk, so the hand-over names it.
        arguments = place.backup_arguments(server, place.data(), password_from=None, password_again_from=None)
        terminal = Terminal(place, arguments)
        complaints = []
        for what in ("first", "again", "from where it is kept"):
            if not terminal.read(r"[:?] ?$"):
                complaints.append(f"not asked for the password ({what})")
                break
            terminal.type(house.KEY_PASSWORD)
        code = terminal.end()
        if code != 0:
            complaints.append(f"exit {code}: {terminal.seen[-300:]}")
        if house.KEY_PASSWORD in terminal.seen:
            complaints.append("the password was echoed")
        report.check("asked three times, never echoed", complaints)


def generated(place, report):
    with place.server() as server:
        output = place.dba_home / "output"
        arguments = place.backup_arguments(server, place.data(), password_from=None, generate=True, password_again_from=None, no_verify_password=True)
        terminal = Terminal(place, arguments, stdout=output)
        code = terminal.end()
        shown = re.search(r"store it now[^\n]*\n\s+(\S+)", terminal.seen)
        complaints = [] if shown and code in (0, 1) else [f"exit {code}: {terminal.seen[-300:]}"]
        if shown:
            secret = shown.group(1).encode()
            complaints += [f"{path} holds it" for folder in (place.dba_home, server.root) for path in folder.rglob("*")
                           if path.is_file() and secret in path.read_bytes()]
        report.check("a generated password is shown on the terminal alone", complaints)
        answer = place.backup(server, place.data(), password_from=None, generate=True)
        report.check("without a terminal nothing is generated", [] if answer.code == 2 else [answer])


def process_list(place, report):
    with place.server() as server:
        process = place.start(place.backup_arguments(server, place.data()))
        seen = b""
        while process.poll() is None:
            for name in ("cmdline", "environ"):
                try:
                    with open(f"/proc/{process.pid}/{name}", "rb") as file:
                        seen += file.read()
                except OSError:
                    pass
            time.sleep(0.005)
        process.communicate()
        secrets = (house.KEY_PASSWORD, server.facts["password"])
        report.check("no secret in arguments or environment", ["one was there" for secret in secrets if secret.encode() in seen] or ([] if b"smkctl" in seen else ["nothing was seen"]))
    for option in ("--password=x", "--login-password"):
        answer = place.smkctl("backup", option, "Secret-1234", "--server", "h")
        report.check(f"{option} is refused", [] if answer.code == 2 and "Secret-1234" not in answer.out + answer.err else [answer])


def core_dump(place, report):
    with place.server("slow") as server:
        process = place.start(place.backup_arguments(server, place.data()),
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)))
        time.sleep(3)
        alive = process.poll() is None
        with open(f"/proc/{process.pid}/limits", encoding="ascii") as limits:
            core = next(line for line in limits if line.startswith("Max core"))
        process.send_signal(signal.SIGABRT)
        process.communicate()
        report.check("a crash leaves no core", ([] if alive else ["it had ended"]) + ([] if re.search(r"\s0\s+0\s", core) else [core])
                     + [str(path) for path in place.top.rglob("core*") if path.is_file()])


def main():
    place = house.House()
    report = house.Report()
    for part in (prompts, generated, process_list, core_dump):
        part(place, report)
    report.end()


sys.exit(main())
