#include "harden_windows.h"

#include "service_identity.h"

#include "known_principals.h"
#include "ntfs_descriptor.h"
#include "quoting.h"

#include <QDir>

#include <sddl.h>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

using Handle = std::unique_ptr<void, decltype(&::CloseHandle)>;

bool isEmptyFolder(const LocalPath &directory)
{
    return QDir(directory.text())
        .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)
        .isEmpty();
}

Handle openForProtecting(const QString &native)
{
    // A link is opened as itself, and then is no folder.
    const HANDLE opened =
        ::CreateFileW(wide(native), READ_CONTROL | WRITE_DAC | FILE_LIST_DIRECTORY, FILE_SHARE_READ | FILE_SHARE_WRITE,
                      nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, nullptr);
    return Handle(opened == INVALID_HANDLE_VALUE ? nullptr : opened, &::CloseHandle);
}

bool isPlainFolder(HANDLE opened)
{
    BY_HANDLE_FILE_INFORMATION facts = {};
    return ::GetFileInformationByHandle(opened, &facts) && (facts.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)
           && !(facts.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT);
}

QByteArray securityOf(HANDLE opened, SECURITY_INFORMATION which)
{
    DWORD size = 0;
    ::GetKernelObjectSecurity(opened, which, nullptr, 0, &size);
    QByteArray bytes(static_cast<qsizetype>(size), '\0');
    return size != 0 && ::GetKernelObjectSecurity(opened, which, bytes.data(), size, &size) ? bytes : QByteArray();
}

// Of what was opened, not of what bears the name now.
bool isOwn(HANDLE opened)
{
    const auto list = decodeNtfsDescriptor(securityOf(opened, OWNER_SECURITY_INFORMATION));
    return list && (list->owner.id == judgeContextOf({}).self.id || isAdministrative(list->owner.id));
}

QString sddlOf(QByteArray list)
{
    LPWSTR text = nullptr;
    if (!::ConvertSecurityDescriptorToStringSecurityDescriptorW(list.data(), SDDL_REVISION_1, DACL_SECURITY_INFORMATION,
                                                                &text, nullptr))
        return {};
    const LocalMemory owner(text);
    return QString::fromWCharArray(text);
}

} // namespace

QString undoOfList(const QString &native, QByteArray descriptor)
{
    const QString sddl = sddlOf(std::move(descriptor));
    if (sddl.isEmpty())
        return {};
    return u"powershell -Command \"$a = Get-Acl -LiteralPath %1; $a.SetSecurityDescriptorSddlForm(%2, 'Access'); Set-Acl -LiteralPath %1 $a\""_s
        .arg(powerShellQuoted(native), powerShellQuoted(sddl));
}

bool isOwnAndEmpty(const LocalPath &directory)
{
    const QString native = QDir::toNativeSeparators(directory.text());
    const Handle opened = openForProtecting(native);
    if (!opened || !isPlainFolder(opened.get()) || !isEmptyFolder(directory))
        return false;
    return isOwn(opened.get());
}

Hardened hardenEmptyFolder(const LocalPath &directory, PSECURITY_DESCRIPTOR descriptor)
{
    const QString native = QDir::toNativeSeparators(directory.text());
    const Handle opened = openForProtecting(native);
    if (!opened)
        return {::GetLastError(), {}};
    if (!isPlainFolder(opened.get()))
        return {ERROR_DIRECTORY, {}};
    if (!isOwn(opened.get()))
        return {ERROR_INVALID_OWNER, {}};
    QByteArray before = securityOf(opened.get(), DACL_SECURITY_INFORMATION);
    if (before.isEmpty())
        return {::GetLastError(), {}};
    if (!isEmptyFolder(directory))
        return {ERROR_DIR_NOT_EMPTY, {}};
    // By the handle; nothing lies inside, so nothing has to be handed down.
    if (!::SetKernelObjectSecurity(opened.get(), DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
                                   descriptor))
        return {::GetLastError(), {}};
    if (!isEmptyFolder(directory)) {
        ::SetKernelObjectSecurity(opened.get(), DACL_SECURITY_INFORMATION, before.data());
        return {ERROR_DIR_NOT_EMPTY, {}};
    }
    return {ERROR_SUCCESS, undoOfList(native, before)};
}

} // namespace smk
