#include "grant_act.h"

#include "former_rights_linux.h"
#include "links_followed.h"
#include "open_folder_linux.h"

#include <QFile>

#include <sys/acl.h>

#include <acl/libacl.h>
#include <cerrno>
#include <cstring>
#include <memory>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

// The entry of this user, made where it is not there yet; null: no memory.
acl_entry_t entryOf(acl_t &acl, uid_t user)
{
    acl_entry_t entry = nullptr;
    for (int which = ACL_FIRST_ENTRY; acl_get_entry(acl, which, &entry) == 1; which = ACL_NEXT_ENTRY) {
        acl_tag_t tag = ACL_UNDEFINED_TAG;
        if (acl_get_tag_type(entry, &tag) != 0 || tag != ACL_USER)
            continue;
        const std::unique_ptr<void, FreeAcl> id(acl_get_qualifier(entry));
        if (id && *static_cast<uid_t *>(id.get()) == user)
            return entry;
    }
    if (acl_create_entry(&acl, &entry) != 0 || acl_set_tag_type(entry, ACL_USER) != 0
        || acl_set_qualifier(entry, &user) != 0)
        return nullptr;
    return entry;
}

unsigned bitsOf(acl_entry_t entry)
{
    acl_permset_t permissions = nullptr;
    if (acl_get_permset(entry, &permissions) != 0)
        return 0;
    return (acl_get_perm(permissions, ACL_READ) == 1 ? 4u : 0u) | (acl_get_perm(permissions, ACL_WRITE) == 1 ? 2u : 0u)
           | (acl_get_perm(permissions, ACL_EXECUTE) == 1 ? 1u : 0u);
}

// A wider mask would open to others what it keeps back from them today.
bool maskHidesSomething(acl_t acl)
{
    unsigned mask = 7;
    unsigned wanted = 0;
    acl_entry_t entry = nullptr;
    for (int which = ACL_FIRST_ENTRY; acl_get_entry(acl, which, &entry) == 1; which = ACL_NEXT_ENTRY) {
        acl_tag_t tag = ACL_UNDEFINED_TAG;
        if (acl_get_tag_type(entry, &tag) != 0)
            continue;
        if (tag == ACL_MASK)
            mask = bitsOf(entry);
        else if (tag == ACL_USER || tag == ACL_GROUP || tag == ACL_GROUP_OBJ)
            wanted |= bitsOf(entry);
    }
    return (wanted & ~mask) != 0;
}

bool addRights(acl_entry_t entry)
{
    acl_permset_t permissions = nullptr;
    return acl_get_permset(entry, &permissions) == 0
           && acl_add_perm(permissions, ACL_READ | ACL_WRITE | ACL_EXECUTE) == 0
           && acl_set_permset(entry, permissions) == 0;
}

int giveIt(int directory, uid_t user)
{
    const AclHandle before(acl_get_fd(directory));
    if (!before)
        return errno;
    if (maskHidesSomething(before.get()))
        return EBUSY; // told apart below; acl_get_fd() never gives it
    acl_t raw = acl_dup(before.get());
    if (!raw)
        return errno;
    // Adding an entry may move the list: the handle is taken afterwards.
    const acl_entry_t entry = entryOf(raw, user);
    const bool made = entry && addRights(entry) && acl_calc_mask(&raw) == 0;
    const AclHandle changed(raw);
    if (!made)
        return ENOMEM;
    return acl_set_fd(directory, changed.get()) == 0 ? 0 : errno;
}

} // namespace

std::optional<GrantRefusal> giveService(const QString &path, const Principal &service)
{
    const LocalPath place = placeOfParent(LocalPath(path));
    const OpenFolder parent = openWithoutLinks(place.parent().text());
    const OpenFolder opened = parent.part(QFile::encodeName(place.fileName()));
    const int error = opened.isOpen() ? giveIt(opened.get(), static_cast<uid_t>(service.id.mid(4).toUInt())) : errno;
    if (error == 0)
        return {};
    GrantRefusal refusal{u"directory.grant-failed"_s, QString::fromLocal8Bit(std::strerror(error))};
    if (error == EBUSY)
        refusal.id = u"directory.grant-opens-more"_s;
    if (error == EACCES || error == EPERM || error == EROFS)
        refusal.id = u"directory.grant-not-permitted"_s;
    return refusal;
}

} // namespace smk
