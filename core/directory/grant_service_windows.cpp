#include "directory_step.h"

#include "create_checks.h"
#include "directory_commands.h"
#include "grant_undo.h"
#include "thread_rule.h"
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

Result<CreatedDirectory> grantService(const ServerPath &directory, const DirectoryContext &context,
                                      const CancelToken &cancel)
{
    aboutToBlock("grantService");
    const Result<JudgeContext> allowed = checkBeforeCreating(directory, context, cancel);
    if (!allowed)
        return fail(allowed.error());
    const Principal &service = allowed->service;
    const QString undo = undoOfGrant(directory, context, service);
    const DWORD error = giveIt(QDir::toNativeSeparators(directory.text()), service.id);
    if (error != ERROR_SUCCESS) {
        Problem problem{.id = u"directory.grant-failed"_s,
                        .arguments = {directory.text(), systemText(error)},
                        .remedies = {u"choose-folder"_s, u"retry"_s}};
        if (error == ERROR_ACCESS_DENIED || error == ERROR_WRITE_PROTECT)
            problem.id = u"directory.grant-not-permitted"_s;
        problem.command = grantCommand(directory, Platform::Windows, context.serviceAccount, service);
        return fail(problem);
    }
    // Given it is, whether or not it can be read back: the way back from it is not lost with the look.
    CreatedDirectory done{LocalPath(QDir::fromNativeSeparators(directory.text())), std::nullopt, undo};
    if (Result<AccessList> after = readAccess(done.path))
        done.after = std::move(*after);
    return done;
}

} // namespace smk
