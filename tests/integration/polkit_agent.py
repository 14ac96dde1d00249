"""An authentication agent of polkit for pkexec.py: runs as the DBA, registers for one process and answers its one question.
polkit_agent.py PROCESS dismiss|password READY-FILE HELPER; the password comes by stdin."""
import os
import pathlib
import pwd
import subprocess
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib


def main(process, how, ready, helper):
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    password = sys.stdin.readline().rstrip("\n")
    bus = dbus.SystemBus()
    loop = GLib.MainLoop()

    class Cancelled(dbus.DBusException):
        _dbus_error_name = "org.freedesktop.PolicyKit1.Error.Cancelled"

    class Agent(dbus.service.Object):
        @dbus.service.method("org.freedesktop.PolicyKit1.AuthenticationAgent", in_signature="sssa{ss}sa(sa{sv})", out_signature="")
        def BeginAuthentication(self, action, message, icon, details, cookie, identities):
            print(f"asked: {action}", flush=True)
            GLib.timeout_add(1000, loop.quit)
            if how == "dismiss":
                raise Cancelled("the person closed the question")
            user = pwd.getpwuid(int(identities[0][1]["uid"])).pw_name
            asking = subprocess.Popen([helper, user], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            asking.stdin.write(cookie + "\n")
            asking.stdin.flush()
            for line in asking.stdout:
                if line.startswith("PAM_PROMPT_ECHO_OFF"):
                    asking.stdin.write(password + "\n")
                    asking.stdin.flush()
                elif line.strip() in ("SUCCESS", "FAILURE"):
                    print(f"helper: {line.strip()}", flush=True)
                    break
            asking.stdin.close()
            asking.wait()

        @dbus.service.method("org.freedesktop.PolicyKit1.AuthenticationAgent", in_signature="s", out_signature="")
        def CancelAuthentication(self, cookie):
            print("cancelled", flush=True)

    Agent(bus, "/smk/test/agent")
    started = int(pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[19])
    authority = dbus.Interface(bus.get_object("org.freedesktop.PolicyKit1", "/org/freedesktop/PolicyKit1/Authority"),
                               "org.freedesktop.PolicyKit1.Authority")
    subject = ("unix-process", {"pid": dbus.UInt32(process), "start-time": dbus.UInt64(started), "uid": dbus.Int32(os.getuid())})
    authority.RegisterAuthenticationAgent(subject, "en_US.UTF-8", "/smk/test/agent")
    pathlib.Path(ready).touch()
    GLib.timeout_add_seconds(60, loop.quit)
    loop.run()


main(int(sys.argv[1]), *sys.argv[2:5])
