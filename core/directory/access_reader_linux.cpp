#include "directory_step.h"

#include "directory_commands.h"
#include "file_systems.h"
#include "mountinfo.h"
#include "posix_acl.h"
#include "posix_acl_linux.h"
#include "service_identity.h"
#include "thread_rule.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

Problem problemOf(const LocalPath &directory, int error)
{
    const QString text = QString::fromLocal8Bit(std::strerror(error));
    if (error == ENOENT || error == ENOTDIR)
        return {.id = u"directory.not-here"_s, .arguments = {directory.text()}, .remedies = {u"choose-folder"_s}};
    return {.id = u"directory.rights-not-readable"_s,
            .arguments = {directory.text(), text},
            .command = lookCommand(ServerPath(directory.text()), Platform::Linux)};
}

bool liesElsewhere(const LocalPath &directory)
{
    const std::vector<MountEntry> mounts = decodeMountinfo(mountinfoText());
    const MountEntry *mount = mountOf(mounts, QFileInfo(directory.text()).canonicalFilePath());
    return mount && fileSystemKind(mount->fileSystem) != FileSystemKind::Device
           && fileSystemKind(mount->fileSystem) != FileSystemKind::Pseudo;
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
    const std::optional<QByteArray> attribute = readAclAttribute(name.constData());
    const auto defaults = attribute ? readAclAttribute(name.constData(), AclKind::Default) : std::nullopt;
    if (!defaults)
        return fail(problemOf(directory, errno));
    std::vector<PosixEntry> entries = entriesOfMode(status.st_mode);
    std::vector<PosixEntry> ofFiles;
    for (const auto &[bytes, into] : {std::pair(&*attribute, &entries), std::pair(&*defaults, &ofFiles)}) {
        if (bytes->isEmpty())
            continue;
        auto decoded = decodePosixAcl(*bytes);
        if (!decoded)
            return fail(problemOf(directory, EINVAL));
        *into = std::move(*decoded);
    }
    const PosixFacts facts{
        .owner = status.st_uid, .group = status.st_gid, .mode = status.st_mode, .nameOf = lookUpName};
    AccessList list = posixAccess(std::move(entries), facts);
    for (AccessEntry &entry : handedToFiles(std::move(ofFiles), facts))
        list.entries.push_back(std::move(entry));
    list.keptElsewhere = liesElsewhere(directory);
    return list;
}

} // namespace smk
