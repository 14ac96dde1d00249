"""What stands between smkctl and a good server, and is not good: a proxy that understands packets, and mutations of the server's
messages. Everything random comes from a seed that is printed."""
import os
import random
import socket
import struct
import threading

BACKUP = "BACKUP SERVICE MASTER KEY".encode("utf-16-le")


def packet(payload, kind=4, last=True, length=None):
    return struct.pack(">BBHHBB", kind, 1 if last else 0, len(payload) + 8 if length is None else length, 52, 1, 0) + payload


def message(payload, size=4096):
    parts = [payload[at:at + size - 8] for at in range(0, len(payload), size - 8)] or [b""]
    return b"".join(packet(part, last=number + 1 == len(parts)) for number, part in enumerate(parts))


def prelogin(encryption=2):
    options = bytes.fromhex("00001a0006 0100200001 0200210001 0300220000 0400220001 ff")
    return message(options + bytes.fromhex("100003e80000") + bytes([encryption]) + b"\0" + b"\0")


def text16(text):
    return struct.pack("<H", len(text)) + text.encode("utf-16-le")


def error(number=50000, text="x", severity=16):
    body = struct.pack("<iBB", number, 1, severity) + text16(text) + b"\x01S\0" + b"\0" + struct.pack("<i", 1)
    return b"\xaa" + struct.pack("<H", len(body)) + body


def done(status=0, kind=0xFD, rows=0):
    return struct.pack("<BHHQ", kind, status, 0, rows)


def columns(*types):
    return b"\x81" + struct.pack("<H", len(types)) + b"".join(struct.pack("<IH", 0, 1) + kind + b"\x01a\0" for kind in types)


LOGINACK = b"\xad" + struct.pack("<H", 10 + 40) + b"\x01" + bytes.fromhex("74000004") + b"\x14" + "Microsoft SQL Server".encode("utf-16-le") + \
    bytes.fromhex("10001045")
COLLATION = bytes.fromhex("0904d00034")
NVARCHAR_MAX = b"\xe7\xff\xff" + COLLATION
HUGE = 100 * 1024 * 1024


def absurd():
    """Messages that a server could send, by what is wrong with them. A function where it is large."""
    return {
        "no token at all": message(b""),
        "a token that is none": message(b"\x00\x01\x02\x03"),
        "ERROR that tells 65535 bytes and has 10": message(b"\xaa\xff\xff" + b"x" * 10),
        "ERROR with a text longer than itself": message(b"\xaa\x20\x00" + struct.pack("<iBB", 1, 1, 16) + b"\xff\x7f" + b"x" * 24 + done(2)),
        "ERROR without a length": message(b"\xaa"),
        "ERROR of severity 255, then nothing": message(error(severity=255)),
        "LOGINACK with a name of 255 and two bytes": message(b"\xad\x08\x00\x01\x74\x00\x00\x04\xff\x4d" + done()),
        "LOGINACK of length 0": message(b"\xad\x00\x00" + done()),
        "LOGINACK of TDS 4.2": message(LOGINACK.replace(bytes.fromhex("74000004"), bytes.fromhex("04020000")) + done()),
        "LOGINACK alone, without DONE": message(LOGINACK),
        "ENVCHANGE packet size 1": message(b"\xe3\x0a\x00\x04\x01" + "1".encode("utf-16-le") + b"\x01" + "1".encode("utf-16-le") + LOGINACK + done()),
        "ENVCHANGE packet size 2147483647": message(b"\xe3\x19\x00\x04\x0a" + "2147483647".encode("utf-16-le") + b"\x01" + "1".encode("utf-16-le") + LOGINACK + done()),
        "ENVCHANGE with a value longer than itself": message(b"\xe3\x04\x00\x01\xffxx" + LOGINACK + done()),
        "ENVCHANGE collation of 255 bytes": message(b"\xe3\x04\x00\x07\xffxx" + LOGINACK + done()),
        "ENVCHANGE routing to port 0": message(b"\xe3\x09\x00\x14\x05\x00\x00\x00\x00\x00\x00\x00" + LOGINACK + done()),
        "FEATUREEXTACK of 4 GiB": message(LOGINACK + b"\xae\x0a\xff\xff\xff\xff\x01\xff" + done()),
        "FEATUREEXTACK without an end": message(LOGINACK + b"\xae\x0a\x01\x00\x00\x00\x01"),
        "COLMETADATA of 65534 columns": message(b"\x81\xfe\xff" + b"\x00" * 60),
        "COLMETADATA of a type that is none": message(columns(b"\xf0") + b"\xd1\x01" + done(0x10)),
        "ROW before its COLMETADATA": message(b"\xd1" + b"\x04\x00\x00\x00" + done(0x10)),
        "NBCROW before its COLMETADATA": message(b"\xd2\xff\xff" + done(0x10)),
        "nvarchar(max) of 2^63 bytes": message(columns(NVARCHAR_MAX) + b"\xd1" + struct.pack("<Q", 1 << 63) + struct.pack("<I", 4) + b"aaaa"),
        "a PLP chunk of 4 GiB": message(columns(NVARCHAR_MAX) + b"\xd1" + struct.pack("<Q", 0xFFFFFFFFFFFFFFFE) + struct.pack("<I", 0xFFFFFFFF) + b"aaaa"),
        "a PLP of odd length": message(columns(NVARCHAR_MAX) + b"\xd1" + struct.pack("<QI", 3, 3) + b"abc" + struct.pack("<I", 0) + done(0x10, rows=1)),
        "nvarchar longer than its column": message(columns(b"\xe7\x08\x00" + COLLATION) + b"\xd1" + struct.pack("<H", 60000) + b"a\0" * 30000 + done(0x10, rows=1)),
        "varbinary of 65534 bytes and five": message(columns(b"\xa5\x08\x00") + b"\xd1" + struct.pack("<H", 65534) + b"abcde"),
        "int of 200 bytes": message(columns(b"\x26\x04") + b"\xd1\xc8" + b"\x01" * 200 + done(0x10, rows=1)),
        "int column of 17 bytes": message(columns(b"\x26\x11") + b"\xd1\x11" + b"\x01" * 17 + done(0x10, rows=1)),
        "decimal of precision 255": message(columns(b"\x6a\x11\xff\xff") + b"\xd1\x11" + b"\x01" * 17 + done(0x10, rows=1)),
        "datetime of the year that is none": message(columns(b"\x6f\x08") + b"\xd1\x08" + b"\xff" * 8 + done(0x10, rows=1)),
        "datetime2 of scale 255": message(columns(b"\x2a\xff") + b"\xd1\x08" + b"\xff" * 8 + done(0x10, rows=1)),
        "text with a pointer of 255 bytes": message(columns(b"\x23\xff\xff\xff\x7f" + COLLATION + b"\x01\x01\x00t\0") + b"\xd1\xff" + b"p" * 20),
        "sql_variant of 4 GiB": message(columns(b"\x62\x49\x1f\x00\x00") + b"\xd1\xff\xff\xff\xff\xe7\x07" + b"x" * 30),
        "xml with a schema of 255 letters": message(columns(b"\xf1\x01\xffx") + b"\xd1" + b"\xff" * 8),
        "a UDT": message(columns(b"\xf0\xff\xff\xffx") + b"\xd1" + b"\xff" * 8),
        "RETURNVALUE with a name of 255": message(b"\xac\x00\x00\xffx\0"),
        "RETURNSTATUS cut": message(b"\x79\x00"),
        "DONE cut": message(b"\xfd\x00\x00"),
        "DONE that tells of more, and no more": message(done(1)),
        "DONE of 2^64-1 rows": message(done(0x10, rows=(1 << 64) - 1)),
        "10000 DONE": message(done(1) * 9999 + done()),
        "ORDER of 65535 bytes": message(b"\xa9\xff\xff\x01"),
        "TABNAME longer than itself": message(b"\xa4\x02\x00\xff\xff" + done()),
        "SSPI nobody asked for": message(b"\xed\xff\xff" + b"x" * 30),
        "FEDAUTHINFO of 4 GiB": message(b"\xee\xff\xff\xff\xff" + b"x" * 30),
        "SESSIONSTATE of 4 GiB": message(b"\xe4\xff\xff\xff\xff" + b"x" * 30),
        "compute columns that are none": message(b"\x88\x01\x00\x01\x00\x00" + b"x" * 30),
        "a packet of length 0": packet(b"", length=0),
        "a packet of length 7": packet(b"", length=7),
        "a packet that tells 65535 bytes": packet(done(), length=65535),
        "a packet of a type that is none": packet(done(), kind=0x99),
        "a packet of the client's": packet(done(), kind=1),
        "a thousand empty packets": packet(b"", last=False) * 1000 + message(done()),
        "one byte": b"\x04",
        "HTTP": b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
        "random bytes": random.Random(7).randbytes(5000),
        "an error message of 100 MB": lambda: message(error(text="All is lost. " * 2500) * (HUGE // 65000) + done(2)),
        "a value of 100 MB": lambda: message(columns(NVARCHAR_MAX) + b"\xd1" + struct.pack("<QI", HUGE, HUGE) + b"a\0" * (HUGE // 2) + struct.pack("<I", 0) + done(0x10, rows=1)),
    }


class Reset(Exception):
    """The line is reset, as when a server dies."""


class Cut(Exception):
    """These bytes, and the end of the line."""


class Stall(Exception):
    """These bytes, and nothing more while the client waits."""


class Proxy:
    """Before a server on the loopback that speaks in the clear. `change(place, bytes)` sees each whole reply; place is its number over all
    connections, or "backup" for the answer to BACKUP. `at_backup(when)` is called "before" the statement goes on and "after" its answer came."""

    def __init__(self, target, change=None, at_backup=None, raw=None, owner=0):
        self.target, self.change, self.at_backup, self.raw = target, change, at_backup, raw
        self.lock = threading.Lock()
        self.replies = 0
        self.sizes = {}
        self.connections = 0
        self.open = []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=20)
        os.fchown(self.listener.fileno(), owner, owner)  # smkctl looks up whose port it is, to let that user write
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with self.lock:
                self.connections += 1
                number = self.connections
            self.open.append(client)
            threading.Thread(target=self.serve, args=(client, number), daemon=True).start()

    def serve(self, client, number):
        try:
            if self.raw and self.raw(number, client):
                client.close()
                return
            if not self.target:
                client.close()
                return
            server = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            client.close()
            return
        self.open.append(server)
        state = {"backup": False, "seen": b""}
        threading.Thread(target=self.upward, args=(client, server, state), daemon=True).start()
        self.downward(client, server, state)

    def upward(self, client, server, state):
        try:
            while data := client.recv(65536):
                state["seen"] = (state["seen"] + data)[-8192:]
                if BACKUP in state["seen"] and not state["backup"]:
                    state["backup"] = True
                    if self.at_backup:
                        self.at_backup("before")
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def downward(self, client, server, state):
        try:
            while True:
                whole, last = b"", False
                while not last:
                    head = self.exactly(server, 8)
                    whole += head + self.exactly(server, struct.unpack(">H", head[2:4])[0] - 8)
                    last = bool(head[1] & 1)
                with self.lock:
                    place, self.replies = self.replies, self.replies + 1
                if state["backup"]:
                    place, state["backup"], state["seen"] = "backup", False, b""
                    if self.at_backup:
                        self.at_backup("after")
                self.sizes[place] = len(whole)
                client.sendall(self.change(place, whole) if self.change else whole)
        except Cut as end:
            self.say(client, end.args[0])
        except Stall as end:
            self.say(client, end.args[0])
            return
        except Reset:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass
        for end in (client, server):
            try:
                end.shutdown(socket.SHUT_RD)  # the thread that reads from it would hold it open
            except OSError:
                pass
            end.close()

    @staticmethod
    def say(client, data):
        try:
            client.sendall(data)
        except OSError:
            pass

    @staticmethod
    def exactly(line, count):
        data = b""
        while len(data) < count:
            more = line.recv(count - len(data))
            if not more:
                raise OSError("closed")
            data += more
        return data

    def close(self):
        self.listener.close()
        for line in self.open:
            try:
                line.close()
            except OSError:
                pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def flip(dice, data):
    """One to three bits, most often behind the packet's head."""
    data = bytearray(data)
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(data)) if dice.random() < 0.2 else min(len(data) - 1, 8 + dice.randrange(max(1, len(data) - 8)))
        data[at] ^= 1 << dice.randrange(8)
    return bytes(data)


def mutation(seed, places):
    """A change() for this seed, and its name."""
    dice = random.Random(seed)
    kind, where = dice.choice(("flip", "flip", "flip", "flip", "cut", "reset")), dice.choice(places)

    def change(place, data):
        if place != where:
            return data
        if kind == "flip":
            return flip(dice, data)
        if kind == "cut":
            raise Cut(data[:dice.randrange(len(data))])
        raise Reset()

    return change, f"seed {seed}: {kind} in reply {where}"


