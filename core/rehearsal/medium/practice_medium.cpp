#include "practice_medium.h"

#include "rehearsal_user.h"

#include "thread_rule.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Size = 64 * 1024 * 1024;

// Two rehearsals have two media; the same root always has the same.
QString digits(const LocalPath &root, int from, int count)
{
    const QByteArray hash =
        QCryptographicHash::hash(QFileInfo(root.text()).absoluteFilePath().toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().mid(from, count).toUpper());
}

qint64 used(const QString &folder)
{
    qint64 sum = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        sum += QFileInfo(files.next()).size();
    return sum;
}

} // namespace

PracticeMedium::PracticeMedium(LocalPath root)
    : m_root(std::move(root))
{
}

bool PracticeMedium::prepare(const LocalPath &root)
{
    const PracticeMedium medium(root);
    const QString slot = medium.slot().text();
    // In a slot that exists the medium may be unplugged: made anew, there would be two.
    if (QFileInfo(slot).isDir())
        return true;
    return QDir().mkpath(medium.folder().text()) && setMode(slot, 0777) && setMode(medium.folder().text(), 01777);
}

bool PracticeMedium::isPluggedIn() const
{
    return QFileInfo(folder().text()).isDir();
}

Result<std::vector<Drive>> PracticeMedium::list(const CancelToken &)
{
    aboutToBlock("PracticeMedium::list");
    std::vector<Drive> drives;
    if (!isPluggedIn())
        return drives;
    Drive drive;
    drive.kind = MediumKind::RemovableDrive;
    drive.identity = {u"RH"_s + digits(m_root, 0, 10), Size, digits(m_root, 12, 4) + u'-' + digits(m_root, 16, 4)};
    drive.label = u"REHEARSAL-MEDIUM"_s;
    drive.deviceName = folder().text();
    drive.model = u"Practice medium"_s;
    drive.fileSystem = u"folder"_s;
    drive.freeBytes = std::max<qint64>(0, Size - used(folder().text()));
    drive.readOnly = !QFileInfo(folder().text()).isWritable();
    drive.mountPoint = folder();
    drive.practice = true;
    drives.push_back(std::move(drive));
    return drives;
}

Result<void> PracticeMedium::rename(const LocalPath &from, const LocalPath &to, const char *problem) const
{
    aboutToBlock("PracticeMedium::rename");
    if (QDir().rename(from.text(), to.text()))
        return {};
    return fail(Problem{.id = QString::fromLatin1(problem), .arguments = {from.text()}});
}

Result<void> PracticeMedium::eject(const Drive &)
{
    return unplug();
}

Result<Drive> PracticeMedium::mount(const Drive &drive)
{
    if (const Result<void> plugged = plugIn(); !plugged)
        return fail(plugged.error());
    return drive;
}

Result<void> PracticeMedium::unplug()
{
    return rename(folder(), awayFolder(), "rehearsal.medium-not-plugged-in");
}

Result<void> PracticeMedium::plugIn()
{
    return rename(awayFolder(), folder(), "rehearsal.medium-not-away");
}

} // namespace smk
