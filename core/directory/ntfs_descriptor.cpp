#include "ntfs_descriptor.h"

#include "known_principals.h"

#include <QtEndian>

#include <limits>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr std::uint16_t DaclPresent = 0x0004;
constexpr std::uint16_t DaclProtected = 0x1000;
constexpr std::uint16_t SelfRelative = 0x8000;

constexpr std::uint8_t ObjectInherit = 0x01;
constexpr std::uint8_t ContainerInherit = 0x02;
constexpr std::uint8_t InheritOnly = 0x08;
constexpr std::uint8_t Inherited = 0x10;

// Reads little-endian values of a range; out of range gives nothing.
class Reader
{
public:
    explicit Reader(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }

    template <typename T>
    [[nodiscard]] std::optional<T> at(qsizetype offset) const
    {
        if (offset < 0 || offset > m_bytes.size() - qsizetype(sizeof(T)))
            return std::nullopt;
        return qFromLittleEndian<T>(m_bytes.constData() + offset);
    }

    [[nodiscard]] std::optional<QString> sidAt(qsizetype offset) const
    {
        const auto revision = at<std::uint8_t>(offset);
        const auto count = at<std::uint8_t>(offset + 1);
        if (!revision || !count || *revision != 1 || *count > 15 || offset + 8 + *count * 4 > m_bytes.size())
            return std::nullopt;
        quint64 authority = 0;
        for (int i = 0; i < 6; ++i)
            authority = authority << 8 | at<std::uint8_t>(offset + 2 + i).value_or(0);
        QString sid = u"S-1-"_s + QString::number(authority);
        for (int i = 0; i < *count; ++i)
            sid += u'-' + QString::number(at<quint32>(offset + 8 + i * 4).value_or(0));
        return sid;
    }

private:
    const QByteArray &m_bytes;
};

enum class AceShape { Plain, Object, Ignored };

// Allowed and denied entries, plain, with a condition (callback) or for an object type; the rest (audit, labels) is no
// access.
AceShape shapeOf(std::uint8_t type)
{
    switch (type) {
    case 0x00: // allowed
    case 0x01: // denied
    case 0x09: // allowed, conditional: counted as if the condition held
    case 0x0a: // denied, conditional
        return AceShape::Plain;
    case 0x05:
    case 0x06:
    case 0x0b:
    case 0x0c:
        return AceShape::Object;
    default:
        return AceShape::Ignored;
    }
}

bool isDenied(std::uint8_t type)
{
    return type == 0x01 || type == 0x06 || type == 0x0a || type == 0x0c;
}

// Where the SID of an entry stands: behind the mask, and behind flags and GUIDs in an object entry.
qsizetype sidOffset(const Reader &reader, qsizetype ace, AceShape shape)
{
    if (shape == AceShape::Plain)
        return ace + 8;
    const std::uint32_t present = reader.at<std::uint32_t>(ace + 8).value_or(0);
    return ace + 12 + (present & 1 ? 16 : 0) + (present & 2 ? 16 : 0);
}

bool readEntries(const Reader &reader, qsizetype acl, std::vector<AccessEntry> &entries)
{
    const auto revision = reader.at<std::uint8_t>(acl);
    const auto size = reader.at<std::uint16_t>(acl + 2);
    const auto count = reader.at<std::uint16_t>(acl + 4);
    if (!revision || !size || !count || (*revision != 2 && *revision != 4))
        return false;
    qsizetype ace = acl + 8;
    for (int i = 0; i < *count; ++i) {
        const auto type = reader.at<std::uint8_t>(ace);
        const auto flags = reader.at<std::uint8_t>(ace + 1);
        const auto length = reader.at<std::uint16_t>(ace + 2);
        const auto mask = reader.at<std::uint32_t>(ace + 4);
        if (!type || !flags || !length || !mask || *length < 8 || ace + *length > acl + *size)
            return false;
        const AceShape shape = shapeOf(*type);
        if (shape != AceShape::Ignored) {
            const auto sid = reader.sidAt(sidOffset(reader, ace, shape));
            if (!sid)
                return false;
            entries.push_back({{*sid, knownName(*sid)},
                               rightsOfMask(*mask),
                               !isDenied(*type),
                               (*flags & Inherited) != 0,
                               (*flags & InheritOnly) != 0,
                               (*flags & (ObjectInherit | ContainerInherit)) != 0});
        }
        ace += *length;
    }
    return true;
}

} // namespace

std::uint32_t rightsOfMask(std::uint32_t mask)
{
    constexpr std::uint32_t GenericAll = 0x10000000;
    constexpr std::uint32_t GenericExecute = 0x20000000;
    constexpr std::uint32_t GenericWrite = 0x40000000;
    constexpr std::uint32_t GenericRead = 0x80000000;
    if (mask & GenericAll)
        return RightFull;
    std::uint32_t rights = 0;
    if (mask & (0x01 | GenericRead)) // list the directory, read a file
        rights |= RightRead;
    if (mask & (0x02 | GenericWrite)) // create files, write a file
        rights |= RightWrite;
    if (mask & (0x20 | GenericExecute))
        rights |= RightTraverse;
    if (mask & (0x00010000 | 0x40)) // delete it, delete what is in it
        rights |= RightDelete;
    if (mask & (0x00040000 | 0x00080000)) // change the list, take ownership
        rights |= RightChangeAccess;
    return rights;
}

std::optional<AccessList> decodeNtfsDescriptor(const QByteArray &bytes)
{
    const Reader reader(bytes);
    const auto revision = reader.at<std::uint8_t>(0);
    const auto control = reader.at<std::uint16_t>(2);
    const auto owner = reader.at<std::uint32_t>(4);
    const auto dacl = reader.at<std::uint32_t>(16);
    if (!revision || !control || !owner || !dacl || *revision != 1 || !(*control & SelfRelative))
        return std::nullopt;
    AccessList list;
    if (*owner != 0) {
        const auto sid = reader.sidAt(*owner);
        if (!sid)
            return std::nullopt;
        list.owner = {*sid, knownName(*sid)};
    }
    list.isProtected = (*control & DaclProtected) != 0;
    list.missing = !(*control & DaclPresent) || *dacl == 0;
    if (!list.missing && !readEntries(reader, *dacl, list.entries))
        return std::nullopt;
    return list;
}

} // namespace smk
