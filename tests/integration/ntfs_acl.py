"""NTFS security descriptors on a real NTFS: each is written as the attribute system.ntfs_acl of a folder (ntfs-3g, default mount
options), read back after another mount, read by this project's decoder, and compared with the words of ntfssecaudit, which
looks at the unmounted image and knows nothing of us."""
import ctypes
import json
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import time

import house
import media_house as media

NAME = b"system.ntfs_acl"
RECORDED = pathlib.Path(__file__).resolve().parents[1] / "recorded/access-control"
LIBC = ctypes.CDLL(None, use_errno=True)
READ, WRITE, TRAVERSE, DELETE, CHANGE, FULL = 1, 2, 4, 8, 16, 31
WORDS = {"List directory": READ, "Add file": WRITE, "Traverse": TRAVERSE, "Delete": DELETE, "Delete child": DELETE, "Write DAC": CHANGE,
         "Write owner": CHANGE, "Generic all": FULL, "Generic read": READ, "Generic write": WRITE, "Generic execute": TRAVERSE}


def sid(text):
    _, revision, authority, *rest = text.split("-")
    return bytes([int(revision), len(rest)]) + int(authority).to_bytes(6, "big") + b"".join(struct.pack("<I", int(one)) for one in rest)


ADMINISTRATORS, EVERYONE, USERS, SYSTEM = "S-1-5-32-544", "S-1-1-0", "S-1-5-32-545", "S-1-5-18"
SERVICE = "S-1-5-80-3880718306-3832830129-1677859214-2598158968-1052248003"  # NT SERVICE\MSSQLSERVER


def descriptor(entries, control=0x8004, owner=ADMINISTRATORS):
    """entries: (type, flags, mask, SID); None: no list at all."""
    head, group = sid(owner), sid(ADMINISTRATORS)
    acl = b""
    if entries is not None:
        aces = b"".join(struct.pack("<BBHI", kind, flags, 8 + len(sid(who)), mask) + sid(who) for kind, flags, mask, who in entries)
        acl = struct.pack("<BBHHH", 2, 0, 8 + len(aces), len(entries), 0) + aces
    return struct.pack("<BBHIIII", 1, 0, control, 20, 20 + len(head), 0, 20 + len(head) + len(group) if acl else 0) + head + group + acl


def owned(raw):
    """A recorded one that names no owner is given one: NTFS keeps none without."""
    _, _, control, owner, group, sacl, dacl = struct.unpack("<BBHIIII", raw[:20])
    if owner and group:
        return raw
    if sacl or not dacl:
        return None
    head = sid(ADMINISTRATORS) * 2
    return struct.pack("<BBHIIII", 1, 0, control, 20, 36, 0, 52) + head + raw[dacl:]


def made():
    everyone = [(0, 3, 0x1f01ff, EVERYONE)]
    cases = {"the vault: administrators, the system, the service": descriptor([(0, 3, 0x1f01ff, ADMINISTRATORS), (0, 3, 0x1f01ff, SYSTEM), (0, 0, 0x100026, SERVICE)], 0x9004),
             "everyone, full": descriptor(everyone), "protected": descriptor(everyone, 0x9004), "no list": descriptor(None),
             "no list, said to be present": descriptor(None, 0x8000), "empty list": descriptor([]), "denied": descriptor([(1, 0, 0x1f01ff, USERS), *everyone]),
             "inherited": descriptor([(0, 0x13, 0x1200a9, USERS)], 0x8404), "inherit only": descriptor([(0, 0x0b, 0x10000000, "S-1-3-0"), *everyone]),
             "the service owns it": descriptor(everyone, owner=SERVICE)}
    for bit in (*(1 << i for i in range(9)), *(1 << i for i in range(16, 21))):
        cases[f"the right 0x{bit:x} alone"] = descriptor([(0, 0, bit, USERS), (0, 0, 0x1f01ff, ADMINISTRATORS)])
    for name, bit in (("all", 0x10000000), ("execute", 0x20000000), ("write", 0x40000000), ("read", 0x80000000)):
        cases[f"generic {name}"] = descriptor([(0, 3, bit, USERS), (0, 0, 0x1f01ff, ADMINISTRATORS)])
    for flags in range(16):
        cases[f"inheritance {flags:04b}"] = descriptor([(0, flags, 0x1301bf, USERS), (0, 0, 0x1f01ff, ADMINISTRATORS)])
    cases["fifteen parts"] = descriptor([(0, 0, 0x1200a9, "S-1-5-" + "-".join(str(i) for i in range(15)))])
    cases["forty entries"] = descriptor([(i % 2, 0, 0x120089 + i, f"S-1-5-21-1-2-3-{1000 + i}") for i in range(40)])
    return cases


def cases():
    for file in ("sddl-and-bytes-file-rights.tsv", "sddl-and-bytes-no-or-empty-dacl.tsv"):
        for line in (RECORDED / file).read_text().splitlines():
            text, _, digits = line.partition("\t")
            raw = owned(bytes.fromhex(digits.strip())) if digits else None
            if raw:
                yield text, raw
    yield from made().items()


def put(path, raw):
    if LIBC.lsetxattr(str(path).encode(), NAME, raw, len(raw), 0) != 0:
        return os.strerror(ctypes.get_errno())
    return None


def got(path):
    """The size is asked first: a buffer that is too small is answered with EIO here."""
    size = LIBC.lgetxattr(str(path).encode(), NAME, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    size = LIBC.lgetxattr(str(path).encode(), NAME, buffer, size)
    return buffer.raw[:max(size, 0)]


def audited(image, folder):
    """ntfssecaudit's words as the decoder would tell them."""
    text = subprocess.run(["ntfssecaudit", "-vv", str(image), folder], capture_output=True, text=True, errors="replace", check=False).stdout
    owner = re.search(r"O:dec (S-[\d-]+)", text)
    told = {"owner": owner and owner.group(1), "protected": "DACL cannot be modified by inheritable ACEs" in text, "entries": [],
            "missing": "No DACL" in text or not re.search(r"^DACL$", text, re.M)}
    body = text.split("\nDACL\n", 1)[1].split("SACL\n")[0] if "\nDACL\n" in text else ""
    for part in re.split(r"\n    ACE \d+ at ", body)[1:]:
        kind = int(re.search(r"type +(?:0x)?([0-9a-f]+)", part).group(1), 16)
        if kind not in (0, 1, 9, 10):
            continue
        lines = {line.strip() for line in part.splitlines()}
        rights = 0
        for word, right in WORDS.items():
            rights |= right if word in lines else 0
        told["entries"].append({"sid": re.search(r"dec (S-[\d-]+)", part).group(1), "rights": rights, "allow": kind in (0, 9),
                                "inherited": "ACE was inherited" in lines, "inheritOnly": "Inherit only ACE" in lines,
                                "inheritable": bool(lines & {"Object inherits ACE", "Container inherits ACE"})})
    return told


def unmount(point):
    subprocess.run(["umount", str(point)], check=True)
    time.sleep(1)  # the server of the mount closes the image a moment later


def main():
    if os.geteuid() != 0:
        house.skip("ntfs_acl", "needs root to mount")
    media.needs("ntfs_acl", "mkntfs", "ntfs-3g", "ntfssecaudit")
    program, report = pathlib.Path(sys.argv[1]) / "descriptor_words", house.Report()
    media.private_mounts("ntfs_acl")
    with tempfile.TemporaryDirectory(prefix="smk-ntfs-", dir="/var/tmp") as top:
        image, point = pathlib.Path(top) / "image", pathlib.Path(top) / "mount"
        point.mkdir()
        with open(image, "wb") as file:
            file.truncate(32 << 20)
        media.call("mkntfs", "-F", "-Q", "-q", image)
        media.call("ntfs-3g", image, point)
        written, refused = [], []
        for name, raw in cases():
            folder = f"f{len(written) + len(refused)}"
            (point / folder).mkdir()
            why = put(point / folder, raw)
            (refused if why else written).append((name, folder, raw, why))
        unmount(point)
        media.call("ntfs-3g", image, point)
        read = [got(point / folder) for _, folder, _, _ in written]
        unmount(point)
        answers = subprocess.run([str(program)], input="".join(raw.hex() + "\n" for raw in read), capture_output=True, text=True, check=True).stdout
        decoded = [json.loads(line) for line in answers.splitlines()]
        different, moved = [], []
        for (name, folder, raw, _), back, ours in zip(written, read, decoded, strict=True):
            theirs = audited(image, "/" + folder)
            if ours != theirs:
                different.append(f"{name}: {ours} / {theirs}")
            if raw != back:
                moved.append(name)
        entries = sum(len(ours["entries"]) for ours in decoded)
        report.check(f"{len(written)} descriptors with {entries} entries: the decoder reads what ntfssecaudit reads", different)
        report.check("each comes back as it was written, byte by byte", moved)
        report.check("at least 100 were compared", [] if len(written) >= 100 else [len(written)])
        for name, _, _, why in refused:
            print(f"not kept by this file system: {name}: {why}", flush=True)
    report.end()


main()
