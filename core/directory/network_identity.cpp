#include "network_identity.h"

#include "path_text.h"
#include "quoting.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

bool isOneOf(const QString &text, std::initializer_list<QLatin1StringView> names)
{
    return std::any_of(names.begin(), names.end(),
                       [&text](QLatin1StringView name) { return text.compare(name, Qt::CaseInsensitive) == 0; });
}

NetworkIdentity machineAccount(const QString &machineName, const QString &domain)
{
    if (machineName.isEmpty())
        return {NetworkKind::Unknown, {}};
    // Outside a domain DEFAULT_DOMAIN() tells the workgroup's name, or the machine's own.
    if (isOneOf(domain, {"WORKGROUP"_L1}) || domain.compare(machineName, Qt::CaseInsensitive) == 0)
        return {NetworkKind::NoDomain, {}};
    // The account's name has 15 characters at most, as the machine's NetBIOS name.
    const QString name = machineName.section(u'.', 0, 0).left(15).toUpper();
    return {NetworkKind::Machine, u"%1\\%2$"_s.arg(domain.isEmpty() ? u"DOMAIN"_s : domain, name)};
}

} // namespace

NetworkIdentity networkIdentity(const QString &serviceAccount, const QString &machineName, const QString &domain)
{
    const QString account = serviceAccount.trimmed();
    if (account.isEmpty())
        return {};
    if (const qsizetype at = account.indexOf(u'@'); at > 0)
        return {account.left(at).endsWith(u'$') ? NetworkKind::Managed : NetworkKind::Domain, account};
    const QString authority = account.contains(u'\\') ? account.section(u'\\', 0, 0) : QString();
    const QString name = account.section(u'\\', -1);
    if (isOneOf(authority, {"NT SERVICE"_L1}))
        return machineAccount(machineName, domain);
    if (authority.isEmpty() || isOneOf(authority, {"NT AUTHORITY"_L1, "."_L1})) {
        if (isOneOf(name, {"LOCAL SERVICE"_L1, "LOCALSERVICE"_L1}))
            return {NetworkKind::Anonymous, {}};
        if (isOneOf(name, {"LOCALSYSTEM"_L1, "SYSTEM"_L1, "NETWORK SERVICE"_L1, "NETWORKSERVICE"_L1}))
            return machineAccount(machineName, domain);
    }
    const bool ofTheMachine = authority.isEmpty() || authority == "."_L1
                              || authority.compare(machineName.section(u'.', 0, 0), Qt::CaseInsensitive) == 0;
    if (ofTheMachine)
        return {NetworkKind::Local, account};
    return {name.endsWith(u'$') ? NetworkKind::Managed : NetworkKind::Domain, account};
}

SharePath shareOf(const ServerPath &path, Platform platform)
{
    if (partsOf(path, platform).root != PathRoot::Share)
        return {};
    const QStringList parts = QString(path.text()).replace(u'/', u'\\').split(u'\\', Qt::SkipEmptyParts);
    return {parts.value(0), parts.value(1)};
}

QString grantShareCommand(const ServerPath &directory, const QString &account)
{
    const SharePath path = shareOf(directory, Platform::Windows);
    return u"Grant-SmbShareAccess -Name %1 -AccountName %2 -AccessRight Change -Force; icacls %3 /grant %4"_s.arg(
        powerShellQuoted(path.share), powerShellQuoted(account), powerShellQuoted(directory.text()),
        powerShellQuoted(account + u":(OI)(CI)M"_s));
}

QString revokeShareCommand(const ServerPath &directory, const QString &account)
{
    const SharePath path = shareOf(directory, Platform::Windows);
    return u"icacls %1 /remove:g %2; Revoke-SmbShareAccess -Name %3 -AccountName %2 -Force"_s.arg(
        powerShellQuoted(directory.text()), powerShellQuoted(account), powerShellQuoted(path.share));
}

} // namespace smk
