"""What the tests with a realm call things."""
import socket

ACCOUNT = "PRACTICE\\dba"


def principals(port):
    """FreeTDS asks for the name that was typed; Microsoft's driver puts this computer's in the place of localhost."""
    hosts = {"localhost", "127.0.0.1", socket.gethostname(), socket.getfqdn()}
    return [f"MSSQLSvc/{host}:{port}" for host in sorted(hosts)]
