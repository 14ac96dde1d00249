#include "directory_step.h"

#include "directory_commands.h"
#include "posix_acl.h"
#include "service_identity.h"
#include "thread_rule.h"

#include <QFile>

#include <sys/stat.h>
#include <sys/xattr.h>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

// The attribute's bytes; empty where there is none, or none can be: then the mode says all. An error of another kind is told by errno.
std::optional<QByteArray> aclAttribute(const char *path)
{
    constexpr int tries = 3; // it may grow between the two calls
    for (int i = 0; i < tries; ++i) {
        const ssize_t size = ::getxattr(path, "system.posix_acl_access", nullptr, 0);
        if (size < 0)
            return errno == ENODATA || errno == ENOTSUP || errno == ENOSYS ? std::optional(QByteArray()) : std::nullopt;
        QByteArray bytes(size, '\0');
        const ssize_t got = ::getxattr(path, "system.posix_acl_access", bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (got >= 0)
            return bytes.left(got);
        if (errno != ERANGE)
            return std::nullopt;
    }
    return std::nullopt;
}

Problem problemOf(const LocalPath &directory, int error)
{
    const QString text = QString::fromLocal8Bit(std::strerror(error));
    if (error == ENOENT || error == ENOTDIR)
        return {.id = u"directory.not-here"_s, .arguments = {directory.text()}, .remedies = {u"choose-folder"_s}};
    return {.id = u"directory.rights-not-readable"_s,
            .arguments = {directory.text(), text},
            .command = lookCommand(ServerPath(directory.text()), Platform::Linux)};
}

} // namespace

Result<AccessList> readAccess(const LocalPath &directory)
{
    aboutToBlock("readAccess");
    const QByteArray name = QFile::encodeName(directory.text());
    struct stat status = {};
    if (::stat(name.constData(), &status) != 0)
        return fail(problemOf(directory, errno));
    if (!S_ISDIR(status.st_mode))
        return fail(
            {.id = u"directory.is-a-file"_s, .arguments = {directory.text()}, .remedies = {u"choose-folder"_s}});
    const std::optional<QByteArray> attribute = aclAttribute(name.constData());
    if (!attribute)
        return fail(problemOf(directory, errno));
    std::vector<PosixEntry> entries = entriesOfMode(status.st_mode);
    if (!attribute->isEmpty()) {
        auto decoded = decodePosixAcl(*attribute);
        if (!decoded)
            return fail(problemOf(directory, EINVAL));
        entries = std::move(*decoded);
    }
    return posixAccess(std::move(entries),
                       {.owner = status.st_uid, .group = status.st_gid, .mode = status.st_mode, .nameOf = lookUpName});
}

} // namespace smk
