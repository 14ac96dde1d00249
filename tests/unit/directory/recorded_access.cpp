#include "recorded_access.h"

#include "known_principals.h"
#include "ntfs_descriptor.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace smk::test {

namespace {

const QMap<QString, QString> aliases{
    {u"SY"_s, u"S-1-5-18"_s},     {u"BA"_s, u"S-1-5-32-544"_s}, {u"BU"_s, u"S-1-5-32-545"_s},
    {u"BG"_s, u"S-1-5-32-546"_s}, {u"AU"_s, u"S-1-5-11"_s},     {u"WD"_s, u"S-1-1-0"_s},
    {u"CO"_s, u"S-1-3-0"_s},      {u"CG"_s, u"S-1-3-1"_s},      {u"LS"_s, u"S-1-5-19"_s},
    {u"NS"_s, u"S-1-5-20"_s},     {u"AC"_s, u"S-1-15-2-1"_s},   {u"IU"_s, u"S-1-5-4"_s},
    {u"SU"_s, u"S-1-5-6"_s},      {u"SO"_s, u"S-1-5-32-549"_s}, {u"PO"_s, u"S-1-5-32-550"_s},
    {u"AO"_s, u"S-1-5-32-548"_s}, {u"RD"_s, u"S-1-5-32-555"_s}, {u"BO"_s, u"S-1-5-32-551"_s},
    {u"ED"_s, u"S-1-5-9"_s},
};

const QMap<QString, std::uint32_t> words{
    {u"FA"_s, 0x1f01ff},   {u"FR"_s, 0x120089},   {u"FW"_s, 0x120116},   {u"FX"_s, 0x1200a0}, {u"GA"_s, 0x10000000},
    {u"GX"_s, 0x20000000}, {u"GW"_s, 0x40000000}, {u"GR"_s, 0x80000000}, {u"CC"_s, 0x1},      {u"DC"_s, 0x2},
    {u"LC"_s, 0x4},        {u"SW"_s, 0x8},        {u"RP"_s, 0x10},       {u"WP"_s, 0x20},     {u"DT"_s, 0x40},
    {u"LO"_s, 0x80},       {u"CR"_s, 0x100},      {u"SD"_s, 0x10000},    {u"RC"_s, 0x20000},  {u"WD"_s, 0x40000},
    {u"WO"_s, 0x80000}};

std::uint32_t maskOf(const QString &text)
{
    if (text.startsWith("0x"_L1))
        return text.toUInt(nullptr, 16);
    std::uint32_t mask = 0;
    for (qsizetype i = 0; i + 1 < text.size(); i += 2)
        mask |= words.value(text.mid(i, 2));
    return mask;
}

Principal principal(const QString &sid)
{
    const QString id = aliases.value(sid, sid);
    return {id, knownName(id)};
}

const QMap<QString, std::uint32_t> icaclsWords{{u"F"_s, 0x1f01ff},    {u"M"_s, 0x1301bf},    {u"RX"_s, 0x1200a9},
                                               {u"R"_s, 0x120089},    {u"W"_s, 0x100116},    {u"D"_s, 0x10000},
                                               {u"GR"_s, 0x80000000}, {u"GE"_s, 0x20000000}, {u"AD"_s, 0x4},
                                               {u"WD"_s, 0x2},        {u"WA"_s, 0x100},      {u"WEA"_s, 0x10}};

QString sidOfName(const QString &name)
{
    for (const QString &sid : aliases)
        if (knownName(sid) == name)
            return sid;
    if (name == "BUILTIN\\IIS_IUSRS"_L1)
        return u"S-1-5-32-568"_s;
    if (name == "NT SERVICE\\TrustedInstaller"_L1)
        return serviceSid(u"TrustedInstaller"_s);
    const QString account = sidOfAccount(name);
    return account.isEmpty() ? u"S-1-5-21-1-2-3-"_s + QString::number(1000 + name.size()) : account;
}

std::uint32_t posixRights(const QString &rwx)
{
    const bool pass = rwx.contains(u'x');
    return (rwx.contains(u'r') ? RightRead : 0u) | (pass ? RightTraverse : 0u)
           | (rwx.contains(u'w') && pass ? RightWrite | RightDelete : 0u);
}

QString bits(int three)
{
    return QString(three & 4 ? u'r' : u'-') + QChar(three & 2 ? u'w' : u'-') + QChar(three & 1 ? u'x' : u'-');
}

} // namespace

QString recorded(const QString &name)
{
    QFile file(QStringLiteral(SMK_TEST_DATA) + u"/recorded/access-control/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

AccessList fromSddl(const QString &whole)
{
    AccessList list;
    // The SACL begins with "S:" behind a closing bracket or a flag; a SID's "S-" is none.
    const QString sddl =
        whole.left(QRegularExpression(u"S:"_s).match(whole).hasMatch() ? whole.indexOf(u"S:"_s) : whole.size());
    if (const auto owner = QRegularExpression(u"O:(S-[0-9-]+|[A-Z]{2})"_s).match(sddl); owner.hasMatch())
        list.owner = principal(owner.captured(1));
    const qsizetype dacl = sddl.indexOf(u"D:"_s);
    list.missing = dacl < 0;
    if (list.missing)
        return list;
    list.isProtected = QRegularExpression(u"^D:[A-Z]*P"_s).match(sddl.mid(dacl)).hasMatch();
    const QRegularExpression entry(u"\\((\\w*);(\\w*);([^;]*);([^;]*);([^;]*);([^;)]+)"_s);
    for (auto found = entry.globalMatch(sddl.mid(dacl)); found.hasNext();) {
        const auto part = found.next();
        const QString flags = part.captured(2);
        list.entries.push_back({principal(part.captured(6)), rightsOfMask(maskOf(part.captured(3))),
                                !part.captured(1).contains(u'D'), flags.contains(u"ID"_s), flags.contains(u"IO"_s),
                                flags.contains(u"OI"_s) || flags.contains(u"CI"_s)});
    }
    return list;
}

AccessList fromIcacls(const QString &text)
{
    AccessList list;
    list.owner = principal(u"BA"_s);
    list.isProtected = true;
    const QRegularExpression entry(
        u"(BUILTIN\\\\[\\w ]+|NT AUTHORITY\\\\[\\w ]+|NT SERVICE\\\\[\\w$]+|Everyone|CREATOR OWNER|EXAMPLE\\w*\\\\\\w+):((?:\\([A-Z,]+\\))+)"_s);
    for (auto found = entry.globalMatch(text); found.hasNext();) {
        const auto part = found.next();
        const QStringList groups = part.captured(2).mid(1).chopped(1).split(u")("_s);
        std::uint32_t mask = 0;
        for (const QString &word : groups.last().split(u','))
            mask |= icaclsWords.value(word);
        const bool inherited = groups.contains(u"I"_s);
        list.isProtected = list.isProtected && !inherited;
        list.entries.push_back({{sidOfName(part.captured(1)), part.captured(1)},
                                rightsOfMask(mask),
                                true,
                                inherited,
                                groups.contains(u"IO"_s),
                                groups.contains(u"OI"_s) || groups.contains(u"CI"_s)});
    }
    return list;
}

AccessList fromGetfacl(const QString &text)
{
    AccessList list;
    list.posix = true;
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith("# owner: "_L1))
            list.owner = {u"uid:"_s + line.mid(9), line.mid(9)};
        const QStringList part = line.split(u':');
        if (part.size() != 3 || line.startsWith(u'#') || line.startsWith("mask"_L1))
            continue;
        QString id = u"other"_s;
        if (part[0] == "user"_L1)
            id = part[1].isEmpty() ? list.owner.id : u"uid:"_s + part[1];
        if (part[0] == "group"_L1)
            id = u"gid:"_s + (part[1].isEmpty() ? u"owning"_s : part[1]);
        list.entries.push_back({{id, id}, posixRights(part[2])});
    }
    return list;
}

AccessList fromMode(int mode, int uid, int gid, const QStringList &more)
{
    AccessList list;
    list.posix = true;
    const QString owner = u"uid:"_s + QString::number(uid);
    list.owner = {owner, owner};
    const bool sticky = (mode & 01000) != 0;
    const auto add = [&](const QString &id, const QString &rwx, std::uint32_t extra) {
        const std::uint32_t rights = posixRights(rwx) & (sticky && extra == 0 ? ~std::uint32_t(RightDelete) : ~0u);
        list.entries.push_back({{id, knownName(id)}, rights | extra});
    };
    add(owner, bits(mode >> 6 & 7), RightChangeAccess);
    for (const QString &entry : more)
        add((entry.startsWith("u:"_L1) ? u"uid:"_s : u"gid:"_s) + entry.section(u':', 1, 1), entry.section(u':', 2), 0);
    add(u"gid:"_s + QString::number(gid), bits(mode >> 3 & 7), 0);
    add(u"other"_s, bits(mode & 7), 0);
    return list;
}

} // namespace smk::test
