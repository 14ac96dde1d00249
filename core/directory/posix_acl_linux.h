// The attribute's bytes from a directory; Linux only.
#pragma once

#include <QByteArray>

#include <optional>

namespace smk {

// Of the directory itself, or of what is made in it.
enum class AclKind { Access, Default };
// Empty where there is none, or none can be: then the mode says all. Nothing: an error, told by errno.
[[nodiscard]] std::optional<QByteArray> readAclAttribute(const char *path, AclKind kind = AclKind::Access);

} // namespace smk
