"""A name that the name service does not know, and a name service that does not tell: two answers, and only the first says that there is
no such machine. A server for names of the test's own, behind this process's own /etc/resolv.conf."""
import socket
import subprocess
import threading

import house
from media_house import private_mounts

BLOCKED = 3
NO_SUCH_NAME, SERVER_FAILURE = 3, 2


class Names:
    """Answers every question with one code (RFC 1035, 4.1.1), without any record."""

    def __init__(self, address, code):
        self.code, self.asked = code, 0
        self.line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.line.bind((address, 53))
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                question, asker = self.line.recvfrom(1500)
            except OSError:
                return
            self.asked += 1
            # The question as it came, called an answer, recursion available; no sections but its own.
            self.line.sendto(question[:2] + bytes([0x81, 0x80 | self.code]) + question[4:6] + bytes(6) + question[12:], asker)

    def close(self):
        self.line.close()


def main():
    place = house.House()
    private_mounts(f"name_service {place.driver_name}")
    report = house.Report()
    settings = place.top / "resolv.conf"
    settings.write_text("")
    settings.chmod(0o644)
    subprocess.run(["mount", "--bind", settings, "/etc/resolv.conf"], check=True)
    password = place.dba_file("login-password", "Any-1\n")
    rows = [("a name that is not known", "127.0.0.121", NO_SUCH_NAME, "connect.unknown-host"),
            ("a name service that fails", "127.0.0.122", SERVER_FAILURE, "connect.name-not-looked-up"),
            ("nobody answers for names", "127.0.0.123", None, "connect.name-not-looked-up")]
    for name, address, code, wanted in rows:
        settings.write_text(f"nameserver {address}\noptions timeout:1 attempts:1\n")
        names = Names(address, code) if code is not None else None
        answer = place.smkctl("preflight", "--server", "dbsrv01.corp.example", "--login", "backup", "--login-password-from", password,
                              "--data", place.data(), *(["--driver", place.driver] if place.driver else []), "--json")
        complaints = [] if (answer.code, answer.problem) == (BLOCKED, wanted) else [answer]
        if names and not names.asked:
            complaints.append("the test's name service was not asked")
        report.check(name, complaints)
        if names:
            names.close()
    print(f"{len(rows)} rows")
    report.end()


main()
