#include "removable_policy.h"

namespace smk {

bool forbidsUsbStorage(const QByteArray &modprobeConfiguration)
{
    for (const QByteArray &raw : modprobeConfiguration.split('\n')) {
        const QList<QByteArray> parts = raw.simplified().split(' ');
        if (parts.size() < 2)
            continue;
        const QByteArray module = QByteArray(parts[1]).replace('-', '_');
        if (module != "usb_storage" && module != "uas")
            continue;
        if (parts[0] == "blacklist" && module == "usb_storage")
            return true;
        const QByteArray program = parts.size() > 2 ? parts[2].mid(parts[2].lastIndexOf('/') + 1) : QByteArray();
        if (parts[0] == "install" && module == "usb_storage" && (program == "false" || program == "true"))
            return true;
    }
    return false;
}

} // namespace smk
