"""A made-up UDisks2 for hot-plug: python3 -m dbusmock --system --template mock_udisks.py. Methods on the main object:
AddStick(device, label, type, mount point), RemoveStick(device)."""
import dbus
import dbusmock
from dbusmock import MOCK_IFACE

BUS_NAME = "org.freedesktop.UDisks2"
MAIN_OBJ = "/org/freedesktop/UDisks2"
MAIN_IFACE = "org.freedesktop.UDisks2"
SYSTEM_BUS = True
IS_OBJECT_MANAGER = True


def load(_mock, _parameters):
    pass


def text(value):
    return dbus.Array(value.encode() + b"\0", signature="y")


@dbus.service.method(MOCK_IFACE, in_signature="ssss", out_signature="")
def AddStick(self, device, label, file_system, mount_point):
    drive, block = f"{MAIN_OBJ}/drives/Acme_{device}", f"{MAIN_OBJ}/block_devices/{device}"
    self.AddObject(drive, "org.freedesktop.UDisks2.Drive",
                   {"Vendor": "Acme", "Model": "Stick", "Serial": f"4C53{device}", "ConnectionBus": "usb", "Removable": True, "MediaRemovable": True,
                    "MediaAvailable": True, "Ejectable": True, "CanPowerOff": True, "Size": dbus.UInt64(1 << 30)},
                   [("Eject", "a{sv}", "", ""), ("PowerOff", "a{sv}", "", "")])
    self.AddObject(block, "org.freedesktop.UDisks2.Block",
                   {"Device": text(f"/dev/{device}"), "IdLabel": label, "IdType": file_system, "IdUsage": "filesystem", "IdUUID": f"uuid-{device}",
                    "Drive": dbus.ObjectPath(drive), "HintSystem": False, "ReadOnly": False, "Size": dbus.UInt64(1 << 30)}, [])
    made = dbusmock.get_object(block)
    made.AddProperties("org.freedesktop.UDisks2.Filesystem",
                       {"MountPoints": dbus.Array([text(mount_point)] if mount_point else [], signature="ay")})
    made.AddMethods("org.freedesktop.UDisks2.Filesystem",
                    [("Mount", "a{sv}", "s", f"ret = '/media/{label}'"), ("Unmount", "a{sv}", "", "")])
    for path in (drive, block):
        self.object_manager_emit_added(path)


@dbus.service.method(MOCK_IFACE, in_signature="s", out_signature="")
def RemoveStick(self, device):
    for path in (f"{MAIN_OBJ}/block_devices/{device}", f"{MAIN_OBJ}/drives/Acme_{device}"):
        self.object_manager_emit_removed(path)
        self.RemoveObject(path)
