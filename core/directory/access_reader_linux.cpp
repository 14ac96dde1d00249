#include "directory_step.h"

#include "directory_commands.h"
#include "service_identity.h"
#include "thread_rule.h"

#include <QFile>

#include <sys/acl.h>
#include <sys/stat.h>

#include <acl/libacl.h>
#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

struct FreeAcl
{
    void operator()(void *memory) const { acl_free(memory); }
};
using AclHandle = std::unique_ptr<std::remove_pointer_t<acl_t>, FreeAcl>;

// In a directory, writing without passing does nothing: a name cannot be made without looking it up.
std::uint32_t rightsOfBits(bool read, bool write, bool pass, bool mayDelete)
{
    std::uint32_t rights = 0;
    if (read)
        rights |= RightRead;
    if (pass)
        rights |= RightTraverse;
    if (write && pass)
        rights |= mayDelete ? RightWrite | RightDelete : RightWrite;
    return rights;
}

struct RawEntry
{
    acl_tag_t tag = ACL_UNDEFINED_TAG;
    qint64 id = -1;
    bool read = false;
    bool write = false;
    bool pass = false;
};

std::vector<RawEntry> entriesOfMode(mode_t mode)
{
    return {{ACL_USER_OBJ, -1, (mode & S_IRUSR) != 0, (mode & S_IWUSR) != 0, (mode & S_IXUSR) != 0},
            {ACL_GROUP_OBJ, -1, (mode & S_IRGRP) != 0, (mode & S_IWGRP) != 0, (mode & S_IXGRP) != 0},
            {ACL_OTHER, -1, (mode & S_IROTH) != 0, (mode & S_IWOTH) != 0, (mode & S_IXOTH) != 0}};
}

std::vector<RawEntry> entriesOfAcl(acl_t acl)
{
    std::vector<RawEntry> entries;
    acl_entry_t entry = nullptr;
    for (int which = ACL_FIRST_ENTRY; acl_get_entry(acl, which, &entry) == 1; which = ACL_NEXT_ENTRY) {
        RawEntry raw;
        acl_permset_t permissions = nullptr;
        if (acl_get_tag_type(entry, &raw.tag) != 0 || acl_get_permset(entry, &permissions) != 0)
            return {};
        raw.read = acl_get_perm(permissions, ACL_READ) == 1;
        raw.write = acl_get_perm(permissions, ACL_WRITE) == 1;
        raw.pass = acl_get_perm(permissions, ACL_EXECUTE) == 1;
        if (raw.tag == ACL_USER || raw.tag == ACL_GROUP) {
            const std::unique_ptr<void, FreeAcl> id(acl_get_qualifier(entry));
            if (!id)
                return {};
            raw.id = *static_cast<id_t *>(id.get());
        }
        entries.push_back(raw);
    }
    return entries;
}

// What the mask leaves of a named or group entry.
void applyMask(std::vector<RawEntry> &entries)
{
    const auto mask = std::find_if(entries.begin(), entries.end(), [](const RawEntry &e) { return e.tag == ACL_MASK; });
    if (mask == entries.end())
        return;
    for (RawEntry &entry : entries) {
        if (entry.tag != ACL_USER && entry.tag != ACL_GROUP && entry.tag != ACL_GROUP_OBJ)
            continue;
        entry.read = entry.read && mask->read;
        entry.write = entry.write && mask->write;
        entry.pass = entry.pass && mask->pass;
    }
}

Principal principalOf(const RawEntry &entry, const struct stat &status)
{
    QString id;
    switch (entry.tag) {
    case ACL_USER_OBJ:
        id = u"uid:"_s + QString::number(status.st_uid);
        break;
    case ACL_USER:
        id = u"uid:"_s + QString::number(entry.id);
        break;
    case ACL_GROUP_OBJ:
        id = u"gid:"_s + QString::number(status.st_gid);
        break;
    case ACL_GROUP:
        id = u"gid:"_s + QString::number(entry.id);
        break;
    default:
        id = u"other"_s;
        break;
    }
    return {id, lookUpName(id)};
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
    std::vector<RawEntry> raw;
    if (const AclHandle acl(acl_get_file(name.constData(), ACL_TYPE_ACCESS)); acl)
        raw = entriesOfAcl(acl.get());
    else if (errno != ENOTSUP && errno != ENOSYS)
        return fail(problemOf(directory, errno));
    if (raw.empty())
        raw = entriesOfMode(status.st_mode);
    applyMask(raw);

    AccessList list;
    list.posix = true;
    const QString owner = u"uid:"_s + QString::number(status.st_uid);
    list.owner = {owner, lookUpName(owner)};
    const bool sticky = (status.st_mode & S_ISVTX) != 0; // then only owners may delete or rename
    for (const RawEntry &entry : raw) {
        if (entry.tag == ACL_MASK)
            continue;
        std::uint32_t rights = rightsOfBits(entry.read, entry.write, entry.pass, !sticky || entry.tag == ACL_USER_OBJ);
        if (entry.tag == ACL_USER_OBJ)
            rights |= RightChangeAccess;
        list.entries.push_back({principalOf(entry, status), rights});
    }
    return list;
}

} // namespace smk
