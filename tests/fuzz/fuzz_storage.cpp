// What Windows' storage drivers answer. The first byte says which answers there are; each of the others is "size (2
// bytes), bytes".
#include "drive_list.h"
#include "fuzz_input.h"
#include "windows_volume.h"

#include <algorithm>

using namespace smk;

namespace {

class Parts
{
public:
    explicit Parts(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    [[nodiscard]] QByteArray next()
    {
        if (m_bytes.size() < 2)
            return {};
        const qsizetype size = std::min<qsizetype>(
            static_cast<quint8>(m_bytes[0]) | static_cast<quint8>(m_bytes[1]) << 8, m_bytes.size() - 2);
        const QByteArray part = m_bytes.mid(2, size);
        m_bytes.remove(0, size + 2);
        return part;
    }

private:
    QByteArray m_bytes;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 3)
        return 0;
    Parts parts(fuzz::bytes(data + 3, size - 3));
    WindowsVolume volume;
    volume.letter = QStringLiteral("E:");
    volume.type = static_cast<LetterType>(data[0] % 7);
    volume.ready = (data[1] & 1) != 0;
    volume.slotEmpty = (data[1] & 2) != 0;
    volume.bitLocker = decodeBitLocker(data[2]);
    (void)decodeVeto(data[2]);
    volume.device = decodeStorageDevice(parts.next());
    volume.hotplug = decodeHotplugInfo(parts.next());
    volume.extents = decodeDiskExtents(parts.next());
    if (volume.device)
        fuzz::hold(!volume.device->model.contains(QChar(0)) && !volume.device->serial.contains(QLatin1Char('&')));
    if (volume.extents)
        for (const DiskExtent &extent : *volume.extents)
            fuzz::hold(extent.offset >= 0 && extent.length >= 0);
    const QString text = QString::fromUtf8(parts.next());
    volume.instanceSerial = serialOfInstance(text);
    volume.share = shareOfDosDevice(text);
    if (const std::optional<Drive> drive = driveOfVolume(volume, {0, 1}))
        fuzz::hold(!judgeDrive(*drive, {}).finding.id.isEmpty());
    return 0;
}
