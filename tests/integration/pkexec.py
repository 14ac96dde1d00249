"""Administrator rights from the real pkexec, in the window, as a plain user: polkitd and a bus of the test's own stand where
the machine's would, and an agent of the test's own answers the question as a person would."""
import os
import pathlib
import secrets
import subprocess
import time

import house
import media_house
import private_bus

HELPER = "/usr/lib/polkit-1/polkit-agent-helper-1"
# Whose password is asked for; and what a rule says of the act itself, if one does.
ADMINISTRATOR = 'polkit.addAdminRule(function(a, s) {{ return ["unix-user:{}"]; }});\n'
RULE = 'polkit.addRule(function(a, s) {{ if (a.id == "org.freedesktop.policykit.exec") return polkit.Result.{}; }});\n'


class Authority(private_bus.Daemons):
    def __init__(self, place):
        super().__init__(place, pathlib.Path("/run/dbus/system_bus_socket"), ["/run/dbus"])

    def policy(self, result):
        self.rules(ADMINISTRATOR.format(self.place.dba.name) + (RULE.format(result) if result else ""))


def window(place, ends, how=None, password="", expect_said=()):
    """One window that asks for the rights; how: the agent's answer, or no agent."""
    ready = place.dba_home / place.new_name("agent-ready")
    more = {"QT_QPA_PLATFORM": "offscreen", "SMK_PKEXEC_ENDS": ends, "SMK_THREAD_RULE": "abort"}
    for name in ("SMK_PICTURES", "SMK_THEME"):
        if name in os.environ:
            more[name] = os.environ[name]
    if how:
        more["SMK_PKEXEC_READY"] = str(ready)
    with open(place.top / place.new_name("window.log"), "w+", encoding="utf-8") as log:
        test = subprocess.Popen([str(place.dba_home / "gui_pkexec")], **place.options(place.dba, place.dba_home, more), stdin=subprocess.DEVNULL,
                                stdout=log, stderr=subprocess.STDOUT)
        said = ""
        try:
            if how:
                end = time.monotonic() + 60
                process = None
                while process is None and test.poll() is None and time.monotonic() < end:
                    lines = pathlib.Path(log.name).read_text(encoding="utf-8", errors="replace").splitlines()
                    process = next((line.split()[1] for line in lines if line.startswith("process ")), None)
                    time.sleep(0.1)
                if process is None:
                    return [pathlib.Path(log.name).read_text(encoding="utf-8", errors="replace")[-1500:]]
                # Given by a pipe, as the agent's person would type it: it is in no argument and in no environment.
                said = subprocess.run(["/usr/bin/python3", "-B", str(place.dba_home / "polkit_agent.py"), process, how, str(ready), HELPER], input=password + "\n", text=True,
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=90, check=False,
                                      **place.options(place.dba, place.dba_home)).stdout
            code = test.wait(120)
        finally:
            test.kill()
            test.wait()
        out = pathlib.Path(log.name).read_text(encoding="utf-8", errors="replace")
    wrong = [] if code == 0 else [f"{code}: {out[-1500:]} agent: {said}"]
    wrong += [f"the agent did not say '{word}': {said}" for word in expect_said if word not in said]
    if password and password in out:
        wrong.append("the administrator's password is in the window's output")
    return wrong


def main():
    place = house.House()
    media_house.private_mounts("pkexec")
    media_house.needs("pkexec", "pkexec", "dbus-daemon")
    for needed in (private_bus.POLKITD, HELPER, str(place.built / "gui_pkexec")):
        if not os.path.exists(needed):
            house.skip("pkexec", f"{needed} is not there")
    for source in (place.built / "gui_pkexec", place.built / "smkctl", pathlib.Path(__file__).parent / "polkit_agent.py"):
        place.give_dba(source)
    password = secrets.token_urlsafe(16)
    subprocess.run(["chpasswd"], input=f"{place.dba.name}:{password}\n", text=True, check=True)
    report = house.Report()
    with Authority(place) as authority:
        report.check("without a bus: refused, nothing made", window(place, "elevation.refused"))
        authority.start_bus()
        report.check("without polkitd: refused", window(place, "elevation.refused"))
        authority.policy(None)
        report.check("no agent to ask: said as that", window(place, "elevation.no-agent"))
        report.check("the question closed: dismissed", window(place, "elevation.dismissed", "dismiss", expect_said=["asked: org.freedesktop.policykit.exec"]))
        report.check("a wrong password: refused", window(place, "elevation.refused", "password", "not-" + password, ["helper: FAILURE"]))
        report.check("the right password: made, protected, and the run ends", window(place, "done", "password", password, ["helper: SUCCESS"]))
        authority.policy("NO")
        report.check("forbidden by a rule: refused", window(place, "elevation.refused"))
        authority.policy("YES")
        report.check("allowed by a rule: made without a question", window(place, "done"))
    report.end()


main()
