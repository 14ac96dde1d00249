// POSIX rights of a directory: the attribute "system.posix_acl_access" as the kernel hands it out, or the mode alone,
// read into the platform-neutral model. The calls themselves are in access_reader_linux.cpp.
#pragma once

#include "access_model.h"

#include <functional>
#include <optional>

namespace smk {

struct PosixEntry
{
    enum class Tag { Owner, User, OwningGroup, Group, Mask, Other };
    Tag tag = Tag::Other;
    quint32 id = 0; // of User and Group
    bool read = false;
    bool write = false;
    bool pass = false;
};

struct PosixFacts
{
    quint32 owner = 0;
    quint32 group = 0;
    quint32 mode = 0;                                    // with the sticky bit
    std::function<QString(const QString &)> nameOf = {}; // of "uid:1000"; none: the id itself is shown
};

// Nothing where the bytes are no access control list: another version, cut short, an unknown tag, no owner, group or
// others.
[[nodiscard]] std::optional<std::vector<PosixEntry>> decodePosixAcl(const QByteArray &attribute);
[[nodiscard]] std::vector<PosixEntry> entriesOfMode(quint32 mode);
// What the mask leaves; in a directory, writing without passing is nothing, and a sticky bit leaves deleting to owners.
[[nodiscard]] AccessList posixAccess(std::vector<PosixEntry> entries, const PosixFacts &facts);
// What a file made in the directory gives to others than its maker: users and groups of the default list, and the
// directory's group where the setgid bit hands it on. Inherit-only entries; `defaults` is empty where there is no list.
[[nodiscard]] std::vector<AccessEntry> handedToFiles(std::vector<PosixEntry> defaults, const PosixFacts &facts);

} // namespace smk
