#include "grant_undo.h"

#include "directory_commands.h"
#include "posix_acl.h"
#include "posix_acl_linux.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace smk {

QString undoOfGrant(const ServerPath &directory, const DirectoryContext &context, const Principal &service)
{
    const QString revoke = revokeCommand(directory, Platform::Linux, context.serviceAccount, service);
    const auto attribute = readAclAttribute(QFile::encodeName(directory.text()).constData());
    const auto entries = decodePosixAcl(attribute.value_or(QByteArray()));
    if (!entries)
        return revoke;
    for (const PosixEntry &entry : *entries)
        if (entry.tag == PosixEntry::Tag::User && u"uid:"_s + QString::number(entry.id) == service.id) {
            const QString bits =
                QString(entry.read ? u'r' : u'-') + (entry.write ? u'w' : u'-') + (entry.pass ? u'x' : u'-');
            return restoreCommand(directory, service, bits);
        }
    return revoke;
}

} // namespace smk
