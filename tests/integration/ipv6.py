"""Over IPv6, by the address in its three spellings. The practice server speaks IPv4; a relay of the test's own stands before it."""
import socket
import threading

import house

DONE = 0


class Relay:
    """Bytes from [::1] to 127.0.0.1 and back; as transparent as a wire."""

    def __init__(self, port):
        self.listening = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
        self.listening.bind(("::1", 0))
        self.listening.listen(8)
        self.port, self.target, self.taken = self.listening.getsockname()[1], port, 0
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                near, _ = self.listening.accept()
            except OSError:
                return
            self.taken += 1
            far = socket.create_connection(("127.0.0.1", self.target))
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self.carry, args=(source, sink), daemon=True).start()

    @staticmethod
    def carry(source, sink):
        try:
            while block := source.recv(65536):
                sink.sendall(block)
        except OSError:
            pass
        try:
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listening.close()


def main():
    place = house.House()
    try:
        socket.socket(socket.AF_INET6, socket.SOCK_STREAM).bind(("::1", 0))
    except OSError as error:
        house.skip(f"ipv6 {place.driver_name}", f"this machine has no IPv6 loopback: {error}", allowed=True)
    report = house.Report()
    with place.server() as server, Relay(server.facts["port"]) as relay:
        sign_in = ["--login", server.facts["login"], "--login-password-from", server.login_password_file, "--ca-file", server.facts["caFile"]]
        if place.driver:
            sign_in += ["--driver", place.driver]
        for name in (f"[::1],{relay.port}", f"::1,{relay.port}", f"tcp:[::1],{relay.port}"):
            before = relay.taken
            answer = place.smkctl("preflight", "--server", name, *sign_in, "--data", place.data(), "--json")
            complaints = [] if answer.code == DONE else [answer]
            if relay.taken == before:
                complaints.append("nothing came over IPv6")
            if answer.json.get("server", {}).get("name") != server.facts["serverName"]:
                complaints.append(f"says {answer.json.get('server')}")
            report.check(f"preflight by {name.replace(str(relay.port), 'PORT')}", complaints)
    report.end()


main()
