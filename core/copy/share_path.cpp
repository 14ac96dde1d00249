// The server's file by a name that this computer can open over the network.
#include "key_copy.h"

#include "mountinfo.h"

#include <QDir>
#include <QRegularExpression>

namespace smk {

namespace {

bool isHostOf(const QString &host, const QString &other)
{
    const auto first = [](const QString &name) { return name.section(QLatin1Char('.'), 0, 0); };
    const bool whole = host.contains(QLatin1Char('.')) && other.contains(QLatin1Char('.'));
    return (whole ? host.compare(other, Qt::CaseInsensitive) : first(host).compare(first(other), Qt::CaseInsensitive))
           == 0;
}

struct Mount
{
    QString host;
    QStringList below; // share, and what of it is mounted
    QString point;
};

std::vector<Mount> networkMounts(const QByteArray &mounts)
{
    static const QStringList kinds{QStringLiteral("cifs"), QStringLiteral("smb3"), QStringLiteral("smbfs")};
    std::vector<Mount> found;
    for (const MountEntry &entry : decodeMountinfo(mounts)) {
        if (!kinds.contains(entry.fileSystem))
            continue;
        QString there = entry.source; // "//host/share"
        QStringList source =
            there.replace(QLatin1Char('\\'), QLatin1Char('/')).split(QLatin1Char('/'), Qt::SkipEmptyParts);
        if (source.size() < 2)
            continue;
        Mount mount{source.takeFirst(), source, entry.mountPoint};
        mount.below += entry.root.split(QLatin1Char('/'), Qt::SkipEmptyParts);
        found.push_back(std::move(mount));
    }
    return found;
}

} // namespace

std::optional<LocalPath> sharePathOf(const ServerPath &file, Platform platform, const QString &machineName, Seat seat,
                                     const std::optional<QByteArray> &mounts)
{
    if (platform != Platform::Windows || seat == Seat::OnServer || seat == Seat::Container)
        return {};
    QString path = file.text();
    path.replace(QLatin1Char('\\'), QLatin1Char('/'));
    // D:\SMK\a.key is \\MACHINE\D$\SMK\a.key for an administrator of that machine.
    static const QRegularExpression drive(QStringLiteral("^([A-Za-z]):/"));
    if (const auto match = drive.match(path); match.hasMatch() && !machineName.isEmpty())
        path = QStringLiteral("//%1/%2$/%3").arg(machineName, match.captured(1).toUpper(), path.mid(3));
    if (!path.startsWith(QStringLiteral("//")))
        return {};
    if (!mounts)
        return LocalPath(path);
    const QStringList parts = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const Mount &mount : networkMounts(*mounts)) {
        const qsizetype depth = mount.below.size();
        if (parts.size() <= depth + 1 || !isHostOf(mount.host, parts[0]))
            continue;
        if (parts.mid(1, depth).join(QLatin1Char('/')).compare(mount.below.join(QLatin1Char('/')), Qt::CaseInsensitive)
            != 0)
            continue;
        return LocalPath(QDir(mount.point).filePath(parts.mid(1 + depth).join(QLatin1Char('/'))));
    }
    return {};
}

} // namespace smk
