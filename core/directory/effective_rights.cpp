#include "effective_rights.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

bool holds(const std::vector<QString> &groups, const QString &id)
{
    return std::find(groups.begin(), groups.end(), id) != groups.end();
}

// The kernel's order: owner, else a named user, else any group that fits (their sum), else the others.
std::uint32_t posixRights(const AccessList &list, const QString &id, const std::vector<QString> &groups)
{
    if (id == "uid:0"_L1)
        return RightFull;
    std::uint32_t ofGroups = 0;
    bool inGroup = false;
    std::uint32_t ofOthers = 0;
    for (const AccessEntry &entry : list.entries) {
        if (entry.inheritOnly) // of the files inside
            continue;
        if (entry.principal.id == id && id != "other"_L1)
            return entry.rights; // readers put the owner's entry first, and name a user once
        if (holds(groups, entry.principal.id)) {
            inGroup = true;
            ofGroups |= entry.rights;
        }
        if (entry.principal.id == "other"_L1)
            ofOthers = entry.rights;
    }
    return inGroup ? ofGroups : ofOthers;
}

std::uint32_t windowsRights(const AccessList &list, const QString &id, const std::vector<QString> &groups)
{
    std::uint32_t granted = 0;
    std::uint32_t denied = 0;
    for (const AccessEntry &entry : list.entries) {
        if (entry.inheritOnly || (entry.principal.id != id && !holds(groups, entry.principal.id)))
            continue;
        if (entry.allow)
            granted |= entry.rights & ~denied;
        else
            denied |= entry.rights & ~granted;
    }
    return granted;
}

} // namespace

std::uint32_t rightsOfMember(const AccessList &list, const QString &id, const std::vector<QString> &groups)
{
    if (list.missing)
        return RightFull;
    return list.posix ? posixRights(list, id, groups) : windowsRights(list, id, groups);
}

std::uint32_t rightsOfPrincipal(const AccessList &list, const QString &id)
{
    if (list.posix)
        return rightsOfMember(list, id, id.startsWith("gid:"_L1) ? std::vector<QString>{id} : std::vector<QString>{});
    // Whoever it is, a denial for Everyone meets them too.
    return rightsOfMember(list, id, {u"S-1-1-0"_s});
}

bool canPass(const std::vector<AccessList> &parents, const QString &id)
{
    return std::all_of(parents.begin(), parents.end(), [&id](const AccessList &parent) {
        return !parent.posix || (rightsOfPrincipal(parent, id) & RightTraverse) != 0;
    });
}

} // namespace smk
