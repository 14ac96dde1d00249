"""A system bus of the test's own with daemons beside it, in the mount namespace of the test's process."""
import pathlib
import signal
import subprocess
import time

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow send_type="signal"/>
<allow send_requested_reply="true" send_type="method_return"/><allow send_requested_reply="true" send_type="error"/><allow receive_sender="*"/></policy>
</busconfig>
"""
POLKITD = "/usr/lib/polkit-1/polkitd"
RULES = pathlib.Path("/etc/polkit-1/rules.d")


class Daemons:
    """Each is ended by its own number; `folders` lie on memory of the test's namespace."""

    def __init__(self, place, socket, folders):
        self.place, self.socket, self.address = place, socket, f"unix:path={socket}"
        self.processes = {}
        for folder in (*folders, RULES):
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "smk-test", str(folder)], check=True)

    def start_bus(self):
        configuration = self.place.top / "bus.conf"
        configuration.write_text(BUS.format(path=self.socket))
        self.run("bus", "dbus-daemon", f"--config-file={configuration}", "--nofork")
        self.wait(self.socket.exists)

    def run(self, name, *command):
        log = open(self.place.top / f"{name}.log", "ab")
        self.processes[name] = subprocess.Popen(command, stdout=log, stderr=log)

    @staticmethod
    def wait(condition, seconds=30):
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise RuntimeError("waited in vain")
            time.sleep(0.1)

    def ask(self, *question):
        return subprocess.run(["dbus-send", f"--bus={self.address}", "--print-reply", *question], capture_output=True, text=True, check=False)

    def owns(self, name):
        return "true" in self.ask("--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", f"string:{name}").stdout

    def authority_answers(self):
        return self.ask("--dest=org.freedesktop.PolicyKit1", "/org/freedesktop/PolicyKit1/Authority", "org.freedesktop.DBus.Properties.Get",
                        "string:org.freedesktop.PolicyKit1.Authority", "string:BackendName").returncode == 0

    def rules(self, text):
        """polkitd with these rules alone."""
        self.end("polkitd")
        (RULES / "00-smk-test.rules").write_text(text)
        self.run("polkitd", POLKITD, "--no-debug")
        self.wait(self.authority_answers)

    def end(self, name, how=signal.SIGTERM):
        process = self.processes.pop(name, None)
        if process and process.poll() is None:
            process.send_signal(how)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for name in list(reversed(self.processes)):
            self.end(name)
