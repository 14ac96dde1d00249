// Disks as the configuration manager knows them: their device paths, and letting them go.
#include "volume_windows.h"

#include <initguid.h>

#include <winioctl.h>

#include <cfgmgr32.h>
#include <setupapi.h>

namespace smk {

namespace {

struct DiskDevice
{
    DEVINST instance = 0;
    QString path; // "\\?\usbstor#disk&ven_…"
};

std::optional<DiskDevice> deviceOfDisk(quint32 disk)
{
    const HDEVINFO list =
        SetupDiGetClassDevsW(&GUID_DEVINTERFACE_DISK, nullptr, nullptr, DIGCF_PRESENT | DIGCF_DEVICEINTERFACE);
    if (list == INVALID_HANDLE_VALUE)
        return std::nullopt;
    std::optional<DiskDevice> found;
    SP_DEVICE_INTERFACE_DATA entry = {};
    entry.cbSize = sizeof entry;
    for (DWORD i = 0; !found && SetupDiEnumDeviceInterfaces(list, nullptr, &GUID_DEVINTERFACE_DISK, i, &entry); ++i) {
        DWORD size = 0;
        SetupDiGetDeviceInterfaceDetailW(list, &entry, nullptr, 0, &size, nullptr);
        if (size < sizeof(SP_DEVICE_INTERFACE_DETAIL_DATA_W))
            continue;
        QByteArray room(qsizetype(size), '\0');
        auto *detail = reinterpret_cast<SP_DEVICE_INTERFACE_DETAIL_DATA_W *>(room.data());
        detail->cbSize = sizeof(SP_DEVICE_INTERFACE_DETAIL_DATA_W);
        SP_DEVINFO_DATA device = {};
        device.cbSize = sizeof device;
        if (!SetupDiGetDeviceInterfaceDetailW(list, &entry, detail, size, nullptr, &device))
            continue;
        const QString path = QString::fromWCharArray(detail->DevicePath);
        const auto answer = StorageHandle(path).ask(IOCTL_STORAGE_GET_DEVICE_NUMBER);
        if (answer && answer->size() >= qsizetype(sizeof(STORAGE_DEVICE_NUMBER))
            && reinterpret_cast<const STORAGE_DEVICE_NUMBER *>(answer->constData())->DeviceNumber == disk)
            found = DiskDevice{device.DevInst, path};
    }
    SetupDiDestroyDeviceInfoList(list);
    return found;
}

// What is pulled is the device above the disk (the stick, the USB enclosure): the nearest one that says it can be.
DEVINST pulledDevice(DEVINST disk)
{
    DEVINST at = disk;
    for (int up = 0; up < 4; ++up) {
        ULONG capabilities = 0;
        ULONG size = sizeof capabilities;
        ULONG type = 0;
        if (CM_Get_DevNode_Registry_PropertyW(at, CM_DRP_CAPABILITIES, &type, &capabilities, &size, 0) == CR_SUCCESS
            && (capabilities & (CM_DEVCAP_REMOVABLE | CM_DEVCAP_EJECTSUPPORTED)))
            return at;
        DEVINST parent = 0;
        if (CM_Get_Parent(&parent, at, 0) != CR_SUCCESS)
            break;
        at = parent;
    }
    return 0;
}

} // namespace

QString instanceSerialOfDisk(quint32 disk)
{
    const std::optional<DiskDevice> device = deviceOfDisk(disk);
    return device ? serialOfInstance(device->path) : QString();
}

std::optional<EjectRefusal> ejectDisk(quint32 disk)
{
    const std::optional<DiskDevice> device = deviceOfDisk(disk);
    const DEVINST pulled = device ? pulledDevice(device->instance) : 0;
    if (pulled == 0)
        return EjectRefusal{EjectVeto::NotEjectable, {}};
    PNP_VETO_TYPE veto = PNP_VetoTypeUnknown;
    wchar_t name[MAX_PATH + 1] = {};
    const CONFIGRET result = CM_Request_Device_EjectW(pulled, &veto, name, MAX_PATH, 0);
    if (result == CR_SUCCESS)
        return std::nullopt;
    const QString words = QString::fromWCharArray(name);
    const QString code = QStringLiteral("CR %1, veto %2").arg(result).arg(int(veto));
    return EjectRefusal{result == CR_ACCESS_DENIED ? EjectVeto::Forbidden : decodeVeto(int(veto)),
                        words.isEmpty() ? code : words + QStringLiteral(" (") + code + QLatin1Char(')')};
}

} // namespace smk
