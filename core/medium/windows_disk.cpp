#include "windows_disk.h"

#include "block_device.h"

namespace smk {

ExtentAnswer extentAnswer(unsigned long error, int extents, qint64 length)
{
    constexpr unsigned long invalidFunction = 1;
    constexpr unsigned long notSupported = 50;
    if (error == invalidFunction || error == notSupported || (error == 0 && extents == 0))
        return ExtentAnswer::NoDisk;
    if (error != 0 || length == 0)
        return ExtentAnswer::Empty;
    return extents == 1 ? ExtentAnswer::OneDisk : ExtentAnswer::SeveralDisks;
}

MediumKind kindOfWindowsDisk(const WindowsDiskFacts &facts)
{
    if (facts.holdsWindows || facts.extents == ExtentAnswer::NoDisk || facts.extents == ExtentAnswer::SeveralDisks)
        return MediumKind::FixedDisk;
    switch (facts.bus) {
    case WindowsBus::Usb:
    case WindowsBus::Sd:
    case WindowsBus::Ieee1394:
        return MediumKind::RemovableDrive;
    default:
        // A hot-plug bit alone is what internal SATA bays have.
        return facts.removableMedia ? MediumKind::RemovableDrive : MediumKind::FixedDisk;
    }
}

QString serialOfInstanceId(const QString &instanceId)
{
    const QString last = instanceId.section(QLatin1Char('\\'), -1);
    if (last.size() > 1 && last[1] == QLatin1Char('&'))
        return {};
    return usefulSerial(last.section(QLatin1Char('&'), 0, 0));
}

std::optional<bool> isProtected(BitLockerProtection protection)
{
    if (protection == BitLockerProtection::Unknown)
        return std::nullopt;
    return protection != BitLockerProtection::Off;
}

} // namespace smk
