#include "posix_acl.h"

#include <QtEndian>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

using Tag = PosixEntry::Tag;

constexpr qsizetype headSize = 4;  // the version
constexpr qsizetype entrySize = 8; // tag, permissions, id
constexpr quint32 attributeVersion = 2;

std::optional<Tag> tagOf(quint16 number)
{
    switch (number) {
    case 0x01:
        return Tag::Owner;
    case 0x02:
        return Tag::User;
    case 0x04:
        return Tag::OwningGroup;
    case 0x08:
        return Tag::Group;
    case 0x10:
        return Tag::Mask;
    case 0x20:
        return Tag::Other;
    default:
        return std::nullopt;
    }
}

PosixEntry entryOf(Tag tag, quint32 id, quint32 bits)
{
    return {tag, id, (bits & 4) != 0, (bits & 2) != 0, (bits & 1) != 0};
}

void applyMask(std::vector<PosixEntry> &entries)
{
    const auto mask =
        std::find_if(entries.begin(), entries.end(), [](const PosixEntry &e) { return e.tag == Tag::Mask; });
    if (mask == entries.end())
        return;
    for (PosixEntry &entry : entries) {
        if (entry.tag != Tag::User && entry.tag != Tag::Group && entry.tag != Tag::OwningGroup)
            continue;
        entry.read = entry.read && mask->read;
        entry.write = entry.write && mask->write;
        entry.pass = entry.pass && mask->pass;
    }
}

// In a directory, writing without passing does nothing: a name cannot be made without looking it up.
std::uint32_t rightsOf(const PosixEntry &entry, bool mayDelete)
{
    std::uint32_t rights = 0;
    if (entry.read)
        rights |= RightRead;
    if (entry.pass)
        rights |= RightTraverse;
    if (entry.write && entry.pass)
        rights |= mayDelete ? RightWrite | RightDelete : RightWrite;
    return rights;
}

QString idOf(const PosixEntry &entry, const PosixFacts &facts)
{
    switch (entry.tag) {
    case Tag::Owner:
        return u"uid:"_s + QString::number(facts.owner);
    case Tag::User:
        return u"uid:"_s + QString::number(entry.id);
    case Tag::OwningGroup:
        return u"gid:"_s + QString::number(facts.group);
    case Tag::Group:
        return u"gid:"_s + QString::number(entry.id);
    default:
        return u"other"_s;
    }
}

Principal principalOf(const PosixEntry &entry, const PosixFacts &facts)
{
    const QString id = idOf(entry, facts);
    return {id, facts.nameOf ? facts.nameOf(id) : id};
}

} // namespace

std::optional<std::vector<PosixEntry>> decodePosixAcl(const QByteArray &attribute)
{
    if (attribute.size() < headSize || (attribute.size() - headSize) % entrySize != 0
        || qFromLittleEndian<quint32>(attribute.constData()) != attributeVersion)
        return std::nullopt;
    std::vector<PosixEntry> entries;
    for (qsizetype at = headSize; at < attribute.size(); at += entrySize) {
        const char *begin = attribute.constData() + at;
        const std::optional<Tag> tag = tagOf(qFromLittleEndian<quint16>(begin));
        if (!tag)
            return std::nullopt;
        entries.push_back(entryOf(*tag, qFromLittleEndian<quint32>(begin + 4), qFromLittleEndian<quint16>(begin + 2)));
    }
    // Without one of these three the kernel takes no list; one that lacks them is no basis for a judgement.
    for (const Tag needed : {Tag::Owner, Tag::OwningGroup, Tag::Other})
        if (std::count_if(entries.begin(), entries.end(), [needed](const PosixEntry &e) { return e.tag == needed; })
            != 1)
            return std::nullopt;
    return entries;
}

std::vector<PosixEntry> entriesOfMode(quint32 mode)
{
    return {entryOf(Tag::Owner, 0, mode >> 6 & 7), entryOf(Tag::OwningGroup, 0, mode >> 3 & 7),
            entryOf(Tag::Other, 0, mode & 7)};
}

AccessList posixAccess(std::vector<PosixEntry> entries, const PosixFacts &facts)
{
    constexpr quint32 stickyBit = 01000;
    applyMask(entries);
    AccessList list;
    list.posix = true;
    list.owner = principalOf({.tag = Tag::Owner}, facts);
    const bool sticky = (facts.mode & stickyBit) != 0; // then only owners may delete or rename
    for (const PosixEntry &entry : entries) {
        if (entry.tag == Tag::Mask)
            continue;
        std::uint32_t rights = rightsOf(entry, !sticky || entry.tag == Tag::Owner);
        if (entry.tag == Tag::Owner)
            rights |= RightChangeAccess;
        list.entries.push_back({principalOf(entry, facts), rights});
    }
    return list;
}

std::vector<AccessEntry> handedToFiles(std::vector<PosixEntry> defaults, const PosixFacts &facts)
{
    constexpr quint32 setgidBit = 02000;
    const bool groupHandedOn = (facts.mode & setgidBit) != 0;
    // SQL Server makes its files with 0660: the group's bits hold, as a mask too, and those of all others are none.
    if (defaults.empty() && groupHandedOn)
        defaults = {{.tag = Tag::OwningGroup, .read = true, .write = true}};
    applyMask(defaults);
    std::vector<AccessEntry> entries;
    for (const PosixEntry &entry : defaults) {
        const bool named = entry.tag == Tag::User || entry.tag == Tag::Group;
        const std::uint32_t rights = (entry.read ? RightRead : 0u) | (entry.write ? RightWrite : 0u);
        if (rights != 0 && (named || (entry.tag == Tag::OwningGroup && groupHandedOn)))
            entries.push_back(
                {.principal = principalOf(entry, facts), .rights = rights, .inheritOnly = true, .inheritable = true});
    }
    return entries;
}

} // namespace smk
