"""Integrated sign-in in the real window, by keys: what Connect says of the ticket, and that the server took it. Pictures lie in
SMK_PICTURES, where that is set."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import house
import kerberos_names as names
import realm as realms


class Desk:
    """A screen of the test's own, and the wizard as the DBA in it."""

    def __init__(self, place):
        self.place = place
        for number in range(3000 + os.getpid() % 1000 * 10, 65000):
            if not os.path.exists(f"/tmp/.X{number}-lock"):
                break
        self.display = f":{number}"
        self.screen = subprocess.Popen(["Xvfb", self.display, "-screen", "0", "1280x900x24", "-ac", "-nolisten", "tcp"],
                                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait_for(lambda: os.path.exists(f"/tmp/.X11-unix/X{number}"), 10)
        self.environment = {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "SMK_THREAD_RULE": "abort"}
        self.manager = subprocess.Popen(["openbox"], env={**place.environment(place.top), **self.environment}, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wizard = None

    @staticmethod
    def wait_for(condition, seconds):
        deadline = time.monotonic() + seconds
        while not condition() and time.monotonic() < deadline:
            time.sleep(0.1)
        return condition()

    def open(self, environment, *arguments):
        self.wizard = subprocess.Popen([str(self.place.bin / "smk-wizard"), "--data", str(self.place.data()), *arguments], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                       **self.place.options(self.place.dba, self.place.dba_home, {**self.environment, **environment}))
        return self.wait_for(lambda: self.tool("search", "--onlyvisible", "--pid", str(self.wizard.pid)).returncode == 0, 20)

    def tool(self, *arguments):
        return subprocess.run(["xdotool", *arguments], env={**os.environ, **self.environment}, capture_output=True, text=True, check=False)

    def press(self, *keys):
        for key in keys:
            self.tool("key", key)
            time.sleep(0.3)

    def picture(self, name):
        folder = os.environ.get("SMK_PICTURES")
        if folder:
            time.sleep(1)
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            subprocess.run(["import", "-display", self.display, "-window", "root", f"{folder}/{name}.png"], check=False)

    def close_wizard(self):
        if self.wizard and self.wizard.poll() is None:
            self.wizard.kill()
            self.wizard.wait()

    def close(self):
        self.close_wizard()
        for process in (self.manager, self.screen):
            process.terminate()
            process.wait()


def signed_in(server):
    log = server.root / "statements.log"
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
    return [line["sql"] for line in lines if line["procedure"] == "(sspi)"]


def main():
    name = pathlib.Path(sys.argv[0]).stem
    realms.have_programs(name)
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool", "import") if not shutil.which(tool)]
    if missing:
        house.skip(name, f"there is no {', '.join(missing)}")
    place = house.House()
    report = house.Report()
    with realms.Realm(place) as realm:
        port = realms.free_port()
        dba = realm.keytab(place.dba, "dba")
        keytab = realm.keytab(place.server_user, *names.principals(port))
        good = realm.ticket("dba", dba)
        desk = Desk(place)
        try:
            with place.server("default", ["--record", "--name", "DBSRV01", "--port", str(port), "--keytab", str(keytab)]) as server:
                opened = desk.open(realm.no_ticket(), "--server", f"localhost,{port}")
                time.sleep(2)
                desk.press("alt+w")
                desk.picture("kerberos-no-ticket")
                desk.press("Return")
                time.sleep(2)
                desk.picture("kerberos-no-ticket-refused")
                report.check("without a ticket nothing is sent", ([] if opened else ["no window"]) + signed_in(server))
                desk.close_wizard()
                opened = desk.open(good, "--server", f"localhost,{port}")
                time.sleep(2)
                desk.press("alt+w")
                desk.picture("kerberos-ticket")
                desk.press("Return")
                Desk.wait_for(lambda: signed_in(server), 15)
                time.sleep(1)
                desk.picture("kerberos-signed-in")
                report.check("with one the window signs in", ([] if opened else ["no window"])
                             + ([] if signed_in(server)[-1:] == [f"{names.ACCOUNT}, name empty, password empty"] else [signed_in(server)]))
        finally:
            desk.close()
    report.end()


main()
