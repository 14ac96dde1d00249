#include "mountinfo.h"

#include "paths.h"

#include <algorithm>

namespace smk {

namespace {

QStringList words(const QByteArray &field)
{
    return decodeOctal(field).split(QLatin1Char(','), Qt::SkipEmptyParts);
}

bool isOctal(char unit)
{
    return unit >= '0' && unit <= '7';
}

} // namespace

QString decodeOctal(const QByteArray &field)
{
    QByteArray decoded;
    decoded.reserve(field.size());
    for (qsizetype i = 0; i < field.size(); ++i) {
        const bool escape = field[i] == '\\' && i + 3 < field.size() && isOctal(field[i + 1]) && isOctal(field[i + 2])
                            && isOctal(field[i + 3]);
        if (!escape) {
            decoded += field[i];
            continue;
        }
        decoded += static_cast<char>(((field[i + 1] - '0') << 6) | ((field[i + 2] - '0') << 3) | (field[i + 3] - '0'));
        i += 3;
    }
    return QString::fromUtf8(decoded);
}

bool MountEntry::readOnly() const
{
    const auto isRo = [](const QStringList &list) {
        return list.contains(QStringLiteral("ro")) || list.contains(QStringLiteral("emergency_ro"));
    };
    return isRo(options) || isRo(superOptions);
}

QString MountEntry::superOption(const QString &name) const
{
    for (const QString &option : superOptions)
        if (option.startsWith(name + QLatin1Char('=')))
            return option.mid(name.size() + 1);
    return {};
}

std::vector<MountEntry> decodeMountinfo(const QByteArray &text)
{
    std::vector<MountEntry> entries;
    for (const QByteArray &line : text.split('\n')) {
        // Blanks are never collapsed: the source may be empty. Before " - " stand optional fields in any number.
        const qsizetype dash = line.indexOf(" - ");
        if (dash < 0)
            continue;
        const QList<QByteArray> head = line.left(dash).split(' ');
        const QList<QByteArray> tail = line.mid(dash + 3).split(' ');
        if (head.size() < 6 || tail.size() < 2)
            continue;
        MountEntry entry{.device = QString::fromLatin1(head[2]),
                         .root = decodeOctal(head[3]),
                         .mountPoint = decodeOctal(head[4]),
                         .options = words(head[5]),
                         .fileSystem = decodeOctal(tail[0]),
                         .source = decodeOctal(tail[1]),
                         .superOptions = tail.size() > 2 ? words(tail[2]) : QStringList()};
        // The kernel writes no mount without a place; such a line would be a mount that nothing lies in.
        if (!entry.mountPoint.startsWith(QLatin1Char('/')))
            continue;
        // A later mount on the same place hides the earlier one.
        std::erase_if(entries, [&](const MountEntry &other) { return other.mountPoint == entry.mountPoint; });
        entries.push_back(std::move(entry));
    }
    return entries;
}

const MountEntry *mountOf(const std::vector<MountEntry> &mounts, const QString &path)
{
    const MountEntry *best = nullptr;
    for (const MountEntry &entry : mounts)
        if (LocalPath(path).liesIn(LocalPath(entry.mountPoint))
            && (!best || entry.mountPoint.size() >= best->mountPoint.size()))
            best = &entry;
    return best;
}

} // namespace smk
