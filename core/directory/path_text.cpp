#include "path_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

bool isDriveLetter(QChar unit)
{
    return (unit >= u'A' && unit <= u'Z') || (unit >= u'a' && unit <= u'z');
}

bool startsWithDrive(const QString &text)
{
    return text.size() >= 2 && isDriveLetter(text[0]) && text[1] == u':';
}

// Splits behind the root; remembers doubled separators, drops the empty names they make.
QStringList namesOf(QString text, Platform platform, bool &doubled)
{
    if (platform == Platform::Windows)
        text.replace(u'/', u'\\');
    const QChar separator = platform == Platform::Windows ? u'\\' : u'/';
    while (text.endsWith(separator))
        text.chop(1);
    while (text.startsWith(separator))
        text.remove(0, 1);
    QStringList names = text.isEmpty() ? QStringList{} : text.split(separator);
    doubled = names.contains(QString());
    names.removeAll(QString());
    return names;
}

PathParts windowsParts(const QString &text)
{
    PathParts parts;
    QString back = text;
    back.replace(u'/', u'\\');
    if (back.startsWith("\\\\?\\"_L1) || back.startsWith("\\\\.\\"_L1)) {
        parts.root = PathRoot::Device;
    } else if (back.startsWith("\\\\"_L1)) {
        parts.root = PathRoot::Share;
        QStringList names = namesOf(back.mid(2), Platform::Windows, parts.doubled);
        if (!names.isEmpty())
            parts.host = names.takeFirst();
        if (names.isEmpty())
            parts.root = PathRoot::None; // a host without a share is no place
        else
            names.removeFirst();
        parts.names = names;
    } else if (startsWithDrive(back) && back.size() >= 3 && back[2] == u'\\') {
        parts.root = PathRoot::Drive;
        parts.names = namesOf(back.mid(3), Platform::Windows, parts.doubled);
    } else if (text.startsWith(u'/')) {
        parts.root = PathRoot::Foreign;
    }
    return parts;
}

PathParts linuxParts(const QString &text)
{
    PathParts parts;
    if (text.startsWith(u'/')) {
        parts.root = PathRoot::Slash;
        parts.names = namesOf(text.mid(1), Platform::Linux, parts.doubled);
        parts.doubled |= text.startsWith("//"_L1);
    } else if (startsWithDrive(text) || text.startsWith(u'\\')) {
        parts.root = PathRoot::Foreign; // "\var\opt" in public scripts
    }
    return parts;
}

} // namespace

PathParts partsOf(const ServerPath &path, Platform platform)
{
    return platform == Platform::Windows ? windowsParts(path.text()) : linuxParts(path.text());
}

QString comparable(const QString &path, Platform platform)
{
    const bool windows = platform == Platform::Windows;
    const QChar separator = windows ? u'\\' : u'/';
    QString text = windows ? path.toLower() : path;
    if (windows)
        text.replace(u'/', separator);
    const bool share = windows && text.startsWith("\\\\"_L1);
    const QString twice = QString(2, separator);
    while (text.contains(twice))
        text.replace(twice, QString(separator));
    if (share)
        text.prepend(separator);
    while (text.size() > 1 && text.endsWith(separator))
        text.chop(1);
    return text;
}

bool liesIn(const QString &path, const QString &folder, Platform platform)
{
    if (folder.isEmpty())
        return false;
    const QChar separator = platform == Platform::Windows ? u'\\' : u'/';
    const QString inner = comparable(path, platform);
    const QString outer = comparable(folder, platform);
    return inner == outer || inner.startsWith(outer.endsWith(separator) ? outer : outer + separator);
}

bool isReservedName(const QString &name)
{
    QString base = name.section(u'.', 0, 0).trimmed().toUpper();
    if (base == "CON"_L1 || base == "PRN"_L1 || base == "AUX"_L1 || base == "NUL"_L1 || base == "CONIN$"_L1
        || base == "CONOUT$"_L1)
        return true;
    if (base.size() != 4 || !(base.startsWith("COM"_L1) || base.startsWith("LPT"_L1)))
        return false;
    return QStringView(u"123456789\u00b9\u00b2\u00b3").contains(base[3]);
}

QChar forbiddenOnWindows(const QString &name)
{
    const auto found = std::find_if(name.begin(), name.end(),
                                    [](QChar unit) { return unit < u' ' || QStringView(u"<>:\"|?*").contains(unit); });
    return found == name.end() ? QChar() : *found;
}

} // namespace smk
