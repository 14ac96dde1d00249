#include "storage_answers.h"

#include "block_device.h"

#include <QtEndian>

namespace smk {

namespace {

constexpr qsizetype deviceHead = 36;  // STORAGE_DEVICE_DESCRIPTOR up to RawDeviceProperties
constexpr qsizetype hotplugSize = 8;  // STORAGE_HOTPLUG_INFO: a size, four bytes
constexpr qsizetype extentsHead = 8;  // VOLUME_DISK_EXTENTS up to its array
constexpr qsizetype extentSize = 24;  // DISK_EXTENT
constexpr quint32 mostExtents = 1024; // a volume over more disks than that is no answer

template <typename T>
T at(const QByteArray &bytes, qsizetype offset)
{
    return qFromLittleEndian<T>(bytes.constData() + offset);
}

// A text ends at its NUL; offset 0 means that there is none, and one outside of the answer is no text.
QString textAt(const QByteArray &bytes, quint32 offset)
{
    if (offset < quint32(deviceHead) || qsizetype(offset) >= bytes.size())
        return {};
    const char *begin = bytes.constData() + offset;
    return QString::fromLatin1(begin, qsizetype(qstrnlen(begin, size_t(bytes.size() - qsizetype(offset)))))
        .simplified();
}

// Old ATA bridges hand the serial over as hex digits of the bytes, in pairs swapped or not: shown as it came.
QString serialOf(const QString &text)
{
    return text.contains(QLatin1Char('&')) ? QString() : usefulSerial(text);
}

} // namespace

std::optional<StorageDevice> decodeStorageDevice(const QByteArray &answer)
{
    if (answer.size() < deviceHead || at<quint32>(answer, 4) < quint32(deviceHead))
        return std::nullopt;
    const QByteArray own = answer.left(qsizetype(std::min<quint32>(at<quint32>(answer, 4), quint32(answer.size()))));
    StorageDevice device;
    device.removableMedia = own[10] != 0;
    device.model = (textAt(own, at<quint32>(own, 12)) + QLatin1Char(' ') + textAt(own, at<quint32>(own, 16))).trimmed();
    device.serial = serialOf(textAt(own, at<quint32>(own, 24)));
    const quint32 bus = at<quint32>(own, 28);
    device.bus = bus <= 0x7f ? static_cast<StorageBus>(bus) : StorageBus::Unknown;
    return device;
}

std::optional<HotplugInfo> decodeHotplugInfo(const QByteArray &answer)
{
    if (answer.size() < hotplugSize || at<quint32>(answer, 0) < quint32(hotplugSize))
        return std::nullopt;
    return HotplugInfo{.mediaRemovable = answer[4] != 0, .deviceHotplug = answer[6] != 0};
}

std::optional<std::vector<DiskExtent>> decodeDiskExtents(const QByteArray &answer)
{
    if (answer.size() < extentsHead)
        return std::nullopt;
    const quint32 count = at<quint32>(answer, 0);
    if (count > mostExtents || answer.size() < extentsHead + qsizetype(count) * extentSize)
        return std::nullopt;
    std::vector<DiskExtent> extents;
    for (quint32 i = 0; i < count; ++i) {
        const qsizetype begin = extentsHead + qsizetype(i) * extentSize;
        const DiskExtent extent{at<quint32>(answer, begin), at<qint64>(answer, begin + 8),
                                at<qint64>(answer, begin + 16)};
        if (extent.offset < 0 || extent.length < 0)
            return std::nullopt;
        extents.push_back(extent);
    }
    return extents;
}

BitLocker decodeBitLocker(int property)
{
    switch (property) {
    case 1:
        return BitLocker::On;
    case 2: // off
    case 3: // still encrypting
    case 4: // decrypting
    case 5: // suspended: the key lies on the disk in the clear
    case 8: // waiting for activation: the same
        return BitLocker::Off;
    case 6:
        return BitLocker::Locked;
    default:
        return BitLocker::Unknown;
    }
}

QString serialOfInstance(const QString &devicePath)
{
    const QString instance = devicePath.section(QLatin1Char('#'), 2, 2);
    if (instance.size() >= 2 && instance[1] == QLatin1Char('&'))
        return {};
    return serialOf(instance.section(QLatin1Char('&'), 0, 0));
}

EjectVeto decodeVeto(int type)
{
    switch (type) {
    case 3: // PNP_VetoWindowsApp
    case 4: // PNP_VetoWindowsService
    case 5: // PNP_VetoOutstandingOpen
    case 2: // PNP_VetoPendingClose
        return EjectVeto::InUse;
    case 8: // PNP_VetoNonDisableable
    case 1: // PNP_VetoLegacyDevice
        return EjectVeto::NotEjectable;
    case 11: // PNP_VetoInsufficientRights
        return EjectVeto::Forbidden;
    default:
        return EjectVeto::Other;
    }
}

} // namespace smk
