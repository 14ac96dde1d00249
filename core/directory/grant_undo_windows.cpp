#include "grant_undo.h"

#include "directory_commands.h"
#include "harden_windows.h"
#include "ntfs_descriptor.h"
#include "windows_security.h"

#include <QDir>

namespace smk {

QString undoOfGrant(const ServerPath &directory, const DirectoryContext &context, const Principal &service)
{
    const QString native = QDir::toNativeSeparators(directory.text());
    const std::optional<QByteArray> before = descriptorOf(native);
    const std::optional<AccessList> list = decodeNtfsDescriptor(before.value_or(QByteArray()));
    const bool had = list && std::any_of(list->entries.begin(), list->entries.end(), [&](const AccessEntry &entry) {
                         return entry.principal.id == service.id && entry.allow && !entry.inherited;
                     });
    // icacls takes away all that was ever given to it: where that is more than ours, the whole former list is the way
    // back.
    const QString whole = had ? undoOfList(native, *before) : QString();
    return whole.isEmpty() ? revokeCommand(directory, Platform::Windows, context.serviceAccount, service) : whole;
}

} // namespace smk
