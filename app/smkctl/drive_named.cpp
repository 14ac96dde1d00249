#include "drive_named.h"

#include "interrupt.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

bool isDevicePath(const QString &wish)
{
    return wish.startsWith("/dev/"_L1);
}

} // namespace

bool namesFolder(const QString &wish)
{
    return QDir::fromNativeSeparators(wish).contains(u'/') && (!isDevicePath(wish) || QFileInfo(wish).isDir());
}

Result<Drive> driveNamed(DriveSource &source, const QString &wish)
{
    const Result<std::vector<Drive>> drives = source.list(interrupt::token());
    if (!drives)
        return fail(drives.error());
    if (wish.isEmpty()) // a drive without a label is called nothing
        return fail(Problem{u"procedure.medium-label-unknown"_s, {wish}});
    // "/dev/disk/by-id/…" is a link to it.
    const QString device = isDevicePath(wish) ? QFileInfo(wish).canonicalFilePath() : wish;
    const Drive *found = nullptr;
    for (const Drive &drive : *drives) {
        if (drive.label.compare(wish, Qt::CaseInsensitive) != 0 && drive.deviceName != wish
            && drive.deviceName != device && drive.mountPoint.text() != wish)
            continue;
        if (found)
            return fail(Problem{u"procedure.medium-label-twice"_s, {wish}});
        found = &drive;
    }
    if (!found)
        return fail(Problem{u"procedure.medium-label-unknown"_s, {wish}});
    return *found;
}

} // namespace smk
