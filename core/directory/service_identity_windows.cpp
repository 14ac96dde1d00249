#include "service_identity.h"

#include "known_principals.h"
#include "windows_security.h"

#include <QDir>

#include <sddl.h>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

QString ownSid()
{
    HANDLE token = nullptr;
    if (!::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &token))
        return {};
    const std::unique_ptr<void, decltype(&::CloseHandle)> owner(token, &::CloseHandle);
    DWORD size = 0;
    ::GetTokenInformation(token, TokenUser, nullptr, 0, &size);
    QByteArray buffer(static_cast<qsizetype>(size), '\0');
    if (!::GetTokenInformation(token, TokenUser, buffer.data(), size, &size))
        return {};
    return sidText(reinterpret_cast<TOKEN_USER *>(buffer.data())->User.Sid);
}

// The look-up does not know that the dot is this machine.
QString withMachine(const QString &account)
{
    wchar_t name[MAX_COMPUTERNAME_LENGTH + 1] = {};
    DWORD size = MAX_COMPUTERNAME_LENGTH + 1;
    return account.startsWith(".\\"_L1) && ::GetComputerNameW(name, &size)
               ? QString::fromWCharArray(name) + account.mid(1)
               : account;
}

QString lookUpSid(const QString &given)
{
    const QString account = withMachine(given);
    DWORD sidSize = 0;
    DWORD domainSize = 0;
    SID_NAME_USE use = SidTypeUnknown;
    ::LookupAccountNameW(nullptr, wide(account), nullptr, &sidSize, nullptr, &domainSize, &use);
    if (sidSize == 0)
        return {};
    QByteArray sid(static_cast<qsizetype>(sidSize), '\0');
    std::vector<wchar_t> domain(domainSize + 1);
    if (!::LookupAccountNameW(nullptr, wide(account), sid.data(), &sidSize, domain.data(), &domainSize, &use))
        return {};
    return sidText(sid.data());
}

} // namespace

QString lookUpName(const QString &id)
{
    PSID sid = nullptr;
    if (!::ConvertStringSidToSidW(wide(id), &sid))
        return knownName(id);
    const LocalMemory owner(sid);
    wchar_t name[256] = {};
    wchar_t domain[256] = {};
    DWORD nameSize = 256;
    DWORD domainSize = 256;
    SID_NAME_USE use = SidTypeUnknown;
    if (!::LookupAccountSidW(nullptr, sid, name, &nameSize, domain, &domainSize, &use))
        return knownName(id);
    const QString host = QString::fromWCharArray(domain);
    return host.isEmpty() ? QString::fromWCharArray(name) : host + u'\\' + QString::fromWCharArray(name);
}

JudgeContext judgeContextOf(const DirectoryContext &context)
{
    JudgeContext judge;
    const QString self = ownSid();
    judge.self = {self, lookUpName(self)};
    QString sid = sidOfAccount(context.serviceAccount);
    if (sid.isEmpty() && !context.serviceAccount.isEmpty())
        sid = lookUpSid(context.serviceAccount);
    if (sid.isEmpty())
        return judge;
    judge.service = {sid, sid == context.serviceAccount ? lookUpName(sid) : context.serviceAccount};
    for (const QString &group : groupsOfServiceSid(sid))
        judge.serviceGroups.push_back(group);
    judge.serviceIsSelf = sid == self;
    return judge;
}

bool mayCreateIn(const LocalPath &parent)
{
    // Asking for the right is the only true answer: lists, privileges and read-only volumes all have a say.
    const QString native = QDir::toNativeSeparators(parent.text());
    const HANDLE opened =
        ::CreateFileW(wide(native), FILE_ADD_SUBDIRECTORY, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                      nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr);
    if (opened == INVALID_HANDLE_VALUE)
        return false;
    ::CloseHandle(opened);
    return true;
}

AccessList accessIfOnlyCreated(const AccessList &parent)
{
    AccessList list;
    const QString self = ownSid();
    list.owner = {self, lookUpName(self)};
    for (AccessEntry entry : parent.entries) {
        if (!entry.inheritable)
            continue;
        entry.inherited = true;
        entry.inheritOnly = false;
        list.entries.push_back(entry);
    }
    return list;
}

AccessList accessWhenProtected(const JudgeContext &context)
{
    AccessList list;
    list.isProtected = true;
    list.owner = context.self;
    const auto grant = [&list](const QString &sid, const QString &shown, std::uint32_t rights) {
        list.entries.push_back({{sid, shown}, rights, true, false, false, true});
    };
    grant(u"S-1-5-32-544"_s, lookUpName(u"S-1-5-32-544"_s), RightFull);
    grant(u"S-1-5-18"_s, lookUpName(u"S-1-5-18"_s), RightFull);
    if (!context.service.id.isEmpty())
        grant(context.service.id, context.service.shown, RightRead | RightWrite | RightTraverse | RightDelete);
    return list;
}

} // namespace smk
