#include "grant_act.h"

#include "windows_security.h"

#include <QDir>

#include <aclapi.h>
#include <sddl.h>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

// What the service needs: modify, handed on to what is made inside.
constexpr DWORD Modify = 0x1301bf;

DWORD giveIt(const QString &native, const QString &sidText)
{
    PSID sid = nullptr;
    if (!::ConvertStringSidToSidW(wide(sidText), &sid))
        return ::GetLastError();
    const LocalMemory sidOwner(sid);
    PACL before = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    QString path = native;
    DWORD error = ::GetNamedSecurityInfoW(wide(path), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr, nullptr,
                                          &before, nullptr, &descriptor);
    if (error != ERROR_SUCCESS)
        return error;
    const LocalMemory descriptorOwner(descriptor);
    EXPLICIT_ACCESSW entry = {};
    entry.grfAccessPermissions = Modify;
    entry.grfAccessMode = GRANT_ACCESS;
    entry.grfInheritance = SUB_CONTAINERS_AND_OBJECTS_INHERIT;
    entry.Trustee.TrusteeForm = TRUSTEE_IS_SID;
    entry.Trustee.ptstrName = static_cast<LPWSTR>(sid);
    PACL after = nullptr;
    error = ::SetEntriesInAclW(1, &entry, before, &after);
    if (error != ERROR_SUCCESS)
        return error;
    const LocalMemory afterOwner(after);
    return ::SetNamedSecurityInfoW(reinterpret_cast<LPWSTR>(path.data()), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION,
                                   nullptr, nullptr, after, nullptr);
}

} // namespace

std::optional<GrantRefusal> giveService(const QString &path, const Principal &service)
{
    const DWORD error = giveIt(QDir::toNativeSeparators(path), service.id);
    if (error == ERROR_SUCCESS)
        return {};
    const bool denied = error == ERROR_ACCESS_DENIED || error == ERROR_WRITE_PROTECT;
    return GrantRefusal{denied ? u"directory.grant-not-permitted"_s : u"directory.grant-failed"_s, systemText(error)};
}

} // namespace smk
