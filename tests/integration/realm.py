"""A Kerberos realm of the test's own: KDC on a free loopback port, its database, keys and tickets in a folder of the test's own.
The system's krb5.conf, keytab and ticket caches are not touched."""
import os
import shutil
import socket
import subprocess
import time

import house

REALM = "PRACTICE.TEST"


def free_port():
    """Free for both kinds, at every address: the KDC binds them all."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as line, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
            line.bind(("", 0))
            try:
                datagrams.bind(("", line.getsockname()[1]))
            except OSError:
                continue
            return line.getsockname()[1]


def have_programs(name):
    missing = [program for program in ("krb5kdc", "kdb5_util", "kadmin.local", "kinit") if not shutil.which(program, path="/usr/sbin:/usr/bin")]
    if missing:
        house.skip(name, f"there is no {', '.join(missing)} (krb5-kdc, krb5-admin-server, krb5-user)")


class Realm:
    """use: realm = Realm(place); realm.environment for clients; ends with stop()."""

    def __init__(self, place):
        self.place = place
        self.folder = place.folder(place.new_name("realm"), 0, 0, 0o755)
        self.private = self.folder / "kdc"
        self.private.mkdir(mode=0o700)
        self.log = self.private / "kdc.log"
        # Another test may take the port between the look and the KDC's own bind; then another one.
        for _ in range(5):
            self.begin()
            if self.starts():
                return
        raise RuntimeError(f"the KDC did not start: {self.log.read_text() if self.log.exists() else ''}")

    def begin(self):
        self.port = free_port()
        self.configuration = self.write("krb5.conf", self.port)
        (self.private / "kdc.conf").write_text(
            f"[realms]\n {REALM} = {{\n  database_name = {self.private}/principal\n  key_stash_file = {self.private}/stash\n"
            f"  acl_file = {self.private}/acl\n  kdc_ports = {self.port}\n  kdc_tcp_ports = {self.port}\n  max_life = 1d\n }}\n"
            f"[logging]\n kdc = FILE:{self.log}\n", encoding="utf-8")
        self.server_environment = {**self.place.environment(self.private), "KRB5_CONFIG": str(self.configuration),
                                   "KRB5_KDC_PROFILE": str(self.private / "kdc.conf")}
        if not (self.private / "principal").exists():
            self.run("kdb5_util", "create", "-s", "-r", REALM, "-P", "practice-master-key")

    def starts(self):
        self.log.unlink(missing_ok=True)
        self.process = subprocess.Popen(["/usr/sbin/krb5kdc", "-n", "-r", REALM], env=self.server_environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not self.answers():
            if self.process.poll() is not None:
                return False
            if time.monotonic() > deadline:
                self.process.kill()
                self.process.wait()
                return False
            time.sleep(0.05)
        return True

    def write(self, name, port, more=""):
        path = self.folder / name
        path.write_text(
            f"[libdefaults]\n default_realm = {REALM}\n dns_lookup_realm = false\n dns_lookup_kdc = false\n rdns = false\n"
            " dns_canonicalize_hostname = false\n udp_preference_limit = 1\n" + more +
            f"[realms]\n {REALM} = {{\n  kdc = 127.0.0.1:{port}\n }}\n[domain_realm]\n localhost = {REALM}\n", encoding="utf-8")
        path.chmod(0o644)
        return path

    def answers(self):
        """By its own word: on a port that is somebody else's, somebody else would answer."""
        return self.log.exists() and "commencing operation" in self.log.read_text()

    def run(self, program, *arguments):
        done = subprocess.run([shutil.which(program, path="/usr/sbin:/usr/bin"), *arguments], env=self.server_environment, capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{program} {arguments[0]}: {done.stderr.strip()}")

    def admin(self, query):
        self.run("kadmin.local", "-r", REALM, "-q", query)

    def keytab(self, owner, *principals, name=None):
        """New principals with random keys, in a file that only its owner reads."""
        path = (self.place.server_home if owner is self.place.server_user else self.place.dba_home) / (name or self.place.new_name("keytab"))
        for principal in principals:
            self.admin(f"addprinc -randkey {principal}")
            self.admin(f"ktadd -k {path} {principal}")
        os.chown(path, owner.uid, owner.gid)
        path.chmod(0o600)
        return path

    def ticket(self, principal, keytab, *options):
        """The DBA's environment with a ticket of its own."""
        cache = self.place.dba_home / self.place.new_name("tickets")
        environment = {"KRB5_CONFIG": str(self.configuration), "KRB5CCNAME": f"FILE:{cache}"}
        done = subprocess.run(["/usr/bin/kinit", "-k", "-t", str(keytab), *options, principal], capture_output=True, text=True, check=False,
                              **self.place.options(self.place.dba, self.place.dba_home, environment))
        if done.returncode != 0:
            raise RuntimeError(f"kinit {principal}: {done.stderr.strip()}")
        return environment

    def no_ticket(self):
        return {"KRB5_CONFIG": str(self.configuration), "KRB5CCNAME": f"FILE:{self.place.dba_home / self.place.new_name('tickets')}"}

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
