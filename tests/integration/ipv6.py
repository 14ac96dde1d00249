"""Over IPv6, by the address in its three spellings. The practice server speaks IPv4; a relay of the test's own stands before it."""
import socket

import house
import relay

DONE = 0


def main():
    place = house.House()
    try:
        socket.socket(socket.AF_INET6, socket.SOCK_STREAM).bind(("::1", 0))
    except OSError as error:
        house.skip(f"ipv6 {place.driver_name}", f"this machine has no IPv6 loopback: {error}", allowed=True)
    report = house.Report()
    with place.server() as server, relay.Relay(server.facts["port"], socket.AF_INET6) as wire:
        sign_in = ["--login", server.facts["login"], "--login-password-from", server.login_password_file, "--ca-file", server.facts["caFile"]]
        if place.driver:
            sign_in += ["--driver", place.driver]
        for name in (f"[::1],{wire.port}", f"::1,{wire.port}", f"tcp:[::1],{wire.port}"):
            before = dict(wire.taken)
            answer = place.smkctl("preflight", "--server", name, *sign_in, "--data", place.data(), "--json")
            complaints = [] if answer.code == DONE else [answer]
            if wire.taken == before:
                complaints.append("nothing came over IPv6")
            if answer.json.get("server", {}).get("name") != server.facts["serverName"]:
                complaints.append(f"says {answer.json.get('server')}")
            report.check(f"preflight by {name.replace(str(wire.port), 'PORT')}", complaints)
    report.end()


main()
