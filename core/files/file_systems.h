// Names of file systems: what each means for a medium, and for rights that are read there.
#pragma once

#include <QString>

namespace smk {

enum class FileSystemKind {
    Device,     // lies on a disk
    Network,    // another host, or the host below a virtual machine
    Redirected, // the client's drives in a remote desktop session
    Pseudo,     // the kernel's own, memory, packages: never shown
};

[[nodiscard]] FileSystemKind fileSystemKind(const QString &type);
// "exfat" → "exFAT".
[[nodiscard]] QString fileSystemName(const QString &type);
// Host of a network source: "filer:/vault", "//filer/vault", "user@filer:/x", "[2001:db8::1]:/x"; empty where none is
// named.
[[nodiscard]] QString hostOfSource(const QString &source);

} // namespace smk
