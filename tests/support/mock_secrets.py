"""A Secret Service whose one collection is locked and whose question for unlocking is always dismissed, as by a user who
closes it: mock_secrets.py COMMAND…, on the session bus of this process."""
import subprocess
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME = "org.freedesktop.secrets"
TOP = "/org/freedesktop/secrets"
COLLECTION = f"{TOP}/collection/login"
SERVICE = "org.freedesktop.Secret.Service"
PROPERTIES = "org.freedesktop.DBus.Properties"
LOCKED = {"org.freedesktop.Secret.Collection": {"Items": dbus.Array([], signature="o"), "Label": "Login", "Locked": True,
                                                "Created": dbus.UInt64(0), "Modified": dbus.UInt64(0)},
          SERVICE: {"Collections": dbus.Array([dbus.ObjectPath(COLLECTION)], signature="o")},
          "org.freedesktop.Secret.Session": {}}


class WithProperties(dbus.service.Object):
    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return LOCKED[interface][name]

    @dbus.service.method(PROPERTIES, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return dbus.Dictionary(LOCKED.get(interface, {}), signature="sv")


class Question(dbus.service.Object):
    @dbus.service.method("org.freedesktop.Secret.Prompt", in_signature="s", out_signature="")
    def Prompt(self, _window):
        print("the question was dismissed", flush=True)
        GLib.timeout_add(50, self.closed)

    def closed(self):
        self.Completed(True, dbus.Array([], signature="o", variant_level=1))
        return False

    @dbus.service.method("org.freedesktop.Secret.Prompt", in_signature="", out_signature="")
    def Dismiss(self):
        self.closed()

    @dbus.service.signal("org.freedesktop.Secret.Prompt", signature="bv")
    def Completed(self, dismissed, result):
        pass


class Collection(WithProperties):
    @dbus.service.method("org.freedesktop.Secret.Collection", in_signature="a{ss}", out_signature="ao")
    def SearchItems(self, _attributes):
        return dbus.Array([], signature="o")

    @dbus.service.method("org.freedesktop.Secret.Collection", in_signature="a{sv}(oayays)b", out_signature="oo")
    def CreateItem(self, _properties, _secret, _replace):
        raise dbus.DBusException("locked", name="org.freedesktop.Secret.Error.IsLocked")


class Service(WithProperties):
    @dbus.service.method(SERVICE, in_signature="sv", out_signature="vo")
    def OpenSession(self, algorithm, _input):
        if algorithm != "plain":
            raise dbus.DBusException("plain alone", name="org.freedesktop.DBus.Error.NotSupported")
        return dbus.String("", variant_level=1), dbus.ObjectPath(f"{TOP}/session/1")

    @dbus.service.method(SERVICE, in_signature="a{ss}", out_signature="aoao")
    def SearchItems(self, _attributes):
        return dbus.Array([], signature="o"), dbus.Array([], signature="o")

    @dbus.service.method(SERVICE, in_signature="ao", out_signature="aoo")
    def Unlock(self, _objects):
        return dbus.Array([], signature="o"), dbus.ObjectPath(f"{TOP}/prompt/1")

    @dbus.service.method(SERVICE, in_signature="s", out_signature="o")
    def ReadAlias(self, _name):
        return dbus.ObjectPath(COLLECTION)


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    name = dbus.service.BusName(NAME, bus, do_not_queue=True)
    kept = [Service(name, TOP), Collection(name, COLLECTION), Collection(name, f"{TOP}/aliases/default"), Question(name, f"{TOP}/prompt/1"),
            WithProperties(name, f"{TOP}/session/1")]
    child = subprocess.Popen(sys.argv[1:])  # pylint: disable=consider-using-with
    loop, ended = GLib.MainLoop(), []

    def look():
        if child.poll() is None:
            return True
        ended.append(child.returncode)
        loop.quit()
        return False

    GLib.timeout_add(100, look)
    loop.run()
    del kept
    return ended[0] if ended[0] >= 0 else 1


if __name__ == "__main__":
    sys.exit(main())
