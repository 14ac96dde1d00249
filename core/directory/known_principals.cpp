#include "known_principals.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QtEndian>

#include <algorithm>
#include <iterator>
#include <string_view>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

enum class Kind { Administrative, Broad, Creator, Plain };

struct Known
{
    QLatin1StringView sid;
    QLatin1StringView name;
    Kind kind;
};

constexpr Known known[] = {
    {"S-1-5-18"_L1, "NT AUTHORITY\\SYSTEM"_L1, Kind::Administrative},
    {"S-1-5-32-544"_L1, "BUILTIN\\Administrators"_L1, Kind::Administrative},
    {"S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"_L1, "NT SERVICE\\TrustedInstaller"_L1,
     Kind::Administrative},
    {"S-1-1-0"_L1, "Everyone"_L1, Kind::Broad},
    {"S-1-2-0"_L1, "LOCAL"_L1, Kind::Broad},
    {"S-1-2-1"_L1, "CONSOLE LOGON"_L1, Kind::Broad},
    {"S-1-3-0"_L1, "CREATOR OWNER"_L1, Kind::Creator},
    {"S-1-3-1"_L1, "CREATOR GROUP"_L1, Kind::Broad}, // the creator's primary group, often Domain Users
    {"S-1-3-4"_L1, "OWNER RIGHTS"_L1, Kind::Creator},
    {"S-1-5-1"_L1, "NT AUTHORITY\\DIALUP"_L1, Kind::Broad},
    {"S-1-5-2"_L1, "NT AUTHORITY\\NETWORK"_L1, Kind::Broad},
    {"S-1-5-3"_L1, "NT AUTHORITY\\BATCH"_L1, Kind::Broad},
    {"S-1-5-4"_L1, "NT AUTHORITY\\INTERACTIVE"_L1, Kind::Broad},
    {"S-1-5-6"_L1, "NT AUTHORITY\\SERVICE"_L1, Kind::Broad},
    {"S-1-5-7"_L1, "NT AUTHORITY\\ANONYMOUS LOGON"_L1, Kind::Broad},
    {"S-1-5-11"_L1, "NT AUTHORITY\\Authenticated Users"_L1, Kind::Broad},
    {"S-1-5-12"_L1, "NT AUTHORITY\\RESTRICTED"_L1, Kind::Broad},
    {"S-1-5-14"_L1, "NT AUTHORITY\\REMOTE INTERACTIVE LOGON"_L1, Kind::Broad},
    {"S-1-5-15"_L1, "NT AUTHORITY\\This Organization"_L1, Kind::Broad},
    {"S-1-5-19"_L1, "NT AUTHORITY\\LOCAL SERVICE"_L1, Kind::Broad},
    {"S-1-5-20"_L1, "NT AUTHORITY\\NETWORK SERVICE"_L1, Kind::Broad},
    {"S-1-5-32-545"_L1, "BUILTIN\\Users"_L1, Kind::Broad},
    {"S-1-5-32-546"_L1, "BUILTIN\\Guests"_L1, Kind::Broad},
    {"S-1-5-32-547"_L1, "BUILTIN\\Power Users"_L1, Kind::Broad},
    {"S-1-5-32-549"_L1, "BUILTIN\\Server Operators"_L1, Kind::Broad},
    {"S-1-5-32-551"_L1, "BUILTIN\\Backup Operators"_L1, Kind::Broad},
    {"S-1-5-32-554"_L1, "BUILTIN\\Pre-Windows 2000 Compatible Access"_L1, Kind::Broad},
    {"S-1-5-32-555"_L1, "BUILTIN\\Remote Desktop Users"_L1, Kind::Broad},
    {"S-1-5-32-558"_L1, "BUILTIN\\Performance Monitor Users"_L1, Kind::Broad},
    {"S-1-5-32-568"_L1, "BUILTIN\\IIS_IUSRS"_L1, Kind::Broad},
    {"S-1-5-80-0"_L1, "NT SERVICE\\ALL SERVICES"_L1, Kind::Broad},
    {"S-1-15-2-1"_L1, "ALL APPLICATION PACKAGES"_L1, Kind::Broad},
    {"S-1-15-2-2"_L1, "ALL RESTRICTED APPLICATION PACKAGES"_L1, Kind::Broad},
    {"uid:0"_L1, "root"_L1, Kind::Administrative},
    {"gid:0"_L1, "group root"_L1, Kind::Administrative},
    {"other"_L1, "everyone else"_L1, Kind::Broad},
};

const Known *find(const QString &id)
{
    const auto *row = std::find_if(std::begin(known), std::end(known), [&id](const Known &k) { return k.sid == id; });
    return row == std::end(known) ? nullptr : row;
}

// The last part of a domain's SID: 512 Domain Admins, 519 Enterprise Admins, 500 the built-in administrator …
bool isDomainMember(const QString &id, std::initializer_list<QLatin1StringView> parts)
{
    if (!id.startsWith("S-1-5-21-"_L1))
        return false;
    const QStringView last = QStringView(id).mid(id.lastIndexOf(u'-') + 1);
    return std::any_of(parts.begin(), parts.end(), [last](QLatin1StringView part) { return last == part; });
}

} // namespace

bool isAdministrative(const QString &id)
{
    const Known *row = find(id);
    return (row && row->kind == Kind::Administrative) || isDomainMember(id, {"500"_L1, "512"_L1, "519"_L1});
}

bool isBroad(const QString &id)
{
    const Known *row = find(id);
    // 513 Domain Users, 514 Domain Guests, 515 Domain Computers; S-1-15-3 are capabilities of store apps.
    return (row && row->kind == Kind::Broad) || isDomainMember(id, {"513"_L1, "514"_L1, "515"_L1})
           || id.startsWith("S-1-15-2-"_L1) || id.startsWith("S-1-15-3-"_L1);
}

bool isCreatorTemplate(const QString &id)
{
    const Known *row = find(id);
    return row && row->kind == Kind::Creator;
}

QString knownName(const QString &id)
{
    const Known *row = find(id);
    return row ? QString(row->name) : id;
}

QString serviceSid(const QString &serviceName)
{
    const QString upper = serviceName.toUpper();
    QByteArray utf16(upper.size() * 2, Qt::Uninitialized);
    qToLittleEndian<char16_t>(upper.utf16(), upper.size(), utf16.data());
    const QByteArray digest = QCryptographicHash::hash(utf16, QCryptographicHash::Sha1);
    QString sid = u"S-1-5-80"_s;
    for (int word = 0; word < 5; ++word)
        sid += u'-' + QString::number(qFromLittleEndian<quint32>(digest.constData() + word * 4));
    return sid;
}

QString sidOfAccount(const QString &account)
{
    // As the elevated verb is handed it; Windows' own look-up takes names alone.
    static const QRegularExpression sid(u"^S-1-\\d{1,15}(-\\d{1,10}){1,15}$"_s);
    if (sid.match(account).hasMatch())
        return account;
    const QString name = account.mid(account.lastIndexOf(u'\\') + 1);
    const QString domain = account.chopped(name.size()).toUpper().remove(u'\\');
    if (domain == "NT SERVICE"_L1)
        return serviceSid(name);
    if (domain == "NT AUTHORITY"_L1 || domain == "."_L1 || domain.isEmpty()) {
        const QString upper = name.toUpper();
        if (upper == "LOCALSYSTEM"_L1 || upper == "SYSTEM"_L1)
            return u"S-1-5-18"_s;
        if (upper == "LOCAL SERVICE"_L1 || upper == "LOCALSERVICE"_L1)
            return u"S-1-5-19"_s;
        if (upper == "NETWORK SERVICE"_L1 || upper == "NETWORKSERVICE"_L1)
            return u"S-1-5-20"_s;
    }
    return {};
}

QStringList groupsOfServiceSid(const QString &sid)
{
    QStringList groups{u"S-1-1-0"_s,  u"S-1-2-0"_s,  u"S-1-2-1"_s,     u"S-1-5-6"_s,
                       u"S-1-5-11"_s, u"S-1-5-15"_s, u"S-1-5-32-545"_s};
    if (sid.startsWith("S-1-5-80-"_L1))
        groups << u"S-1-5-80-0"_s;
    if (sid == "S-1-5-18"_L1)
        groups << u"S-1-5-32-544"_s;
    return groups;
}

} // namespace smk
