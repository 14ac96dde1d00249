#include "posix_acl_linux.h"

#include <sys/xattr.h>

#include <cerrno>

namespace smk {

std::optional<QByteArray> readAclAttribute(const char *path, AclKind kind)
{
    const char *attribute = kind == AclKind::Access ? "system.posix_acl_access" : "system.posix_acl_default";
    constexpr int tries = 3; // it may grow between the two calls
    for (int i = 0; i < tries; ++i) {
        const ssize_t size = ::getxattr(path, attribute, nullptr, 0);
        if (size < 0)
            return errno == ENODATA || errno == ENOTSUP || errno == ENOSYS ? std::optional(QByteArray()) : std::nullopt;
        QByteArray bytes(size, '\0');
        const ssize_t got = ::getxattr(path, attribute, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (got >= 0)
            return bytes.left(got);
        if (errno != ERANGE)
            return std::nullopt;
    }
    return std::nullopt;
}

} // namespace smk
