#include "directory_step.h"

#include "directory_commands.h"
#include "ntfs_descriptor.h"
#include "service_identity.h"
#include "thread_rule.h"
#include "windows_security.h"

#include <QDir>

#include <aclapi.h>
#include <sddl.h>

using namespace Qt::StringLiterals;

namespace smk {

QString sidText(void *sid)
{
    LPWSTR text = nullptr;
    if (!::ConvertSidToStringSidW(sid, &text))
        return {};
    const LocalMemory owner(text);
    return QString::fromWCharArray(text);
}

QString systemText(unsigned long error)
{
    LPWSTR text = nullptr;
    ::FormatMessageW(FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS,
                     nullptr, error, 0, reinterpret_cast<LPWSTR>(&text), 0, nullptr);
    const LocalMemory owner(text);
    return text ? QString::fromWCharArray(text).trimmed() : QString::number(error);
}

Result<AccessList> readAccess(const LocalPath &directory)
{
    aboutToBlock("readAccess");
    const QString native = QDir::toNativeSeparators(directory.text());
    const DWORD attributes = ::GetFileAttributesW(wide(native));
    if (attributes == INVALID_FILE_ATTRIBUTES)
        return fail({.id = u"directory.not-here"_s, .arguments = {native}, .remedies = {u"choose-folder"_s}});
    if (!(attributes & FILE_ATTRIBUTE_DIRECTORY))
        return fail({.id = u"directory.is-a-file"_s, .arguments = {native}, .remedies = {u"choose-folder"_s}});
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    const DWORD error =
        ::GetNamedSecurityInfoW(wide(native), SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION,
                                nullptr, nullptr, nullptr, nullptr, &descriptor);
    const LocalMemory owner(descriptor);
    if (error != ERROR_SUCCESS)
        return fail({.id = u"directory.rights-not-readable"_s,
                     .arguments = {native, systemText(error)},
                     .command = lookCommand(ServerPath(native), Platform::Windows)});
    const QByteArray bytes(static_cast<const char *>(descriptor),
                           static_cast<qsizetype>(::GetSecurityDescriptorLength(descriptor)));
    std::optional<AccessList> list = decodeNtfsDescriptor(bytes);
    if (!list)
        return fail({.id = u"directory.rights-not-readable"_s,
                     .arguments = {native, QString()},
                     .command = lookCommand(ServerPath(native), Platform::Windows)});
    // Rights that came from above prove that it is open; else only the flag could tell.
    const bool handedDown = std::any_of(list->entries.begin(), list->entries.end(),
                                        [](const AccessEntry &entry) { return entry.inherited; });
    list->protectionUntold = !list->isProtected && !list->missing && !handedDown && !tellsProtectionFlag();
    list->owner.shown = lookUpName(list->owner.id);
    for (AccessEntry &entry : list->entries)
        entry.principal.shown = lookUpName(entry.principal.id);
    return *list;
}

} // namespace smk
