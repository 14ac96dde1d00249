// /proc/self/mountinfo as values.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace smk {

struct MountEntry
{
    QString device; // "8:17"
    QString root;   // the part of the file system that is mounted: "/" unless a bind or a subvolume
    QString mountPoint;
    QStringList options;
    QString fileSystem; // "fuse.sshfs"
    QString source;     // may be empty
    QStringList superOptions;
    [[nodiscard]] bool readOnly() const;
    // The value of "addr=192.0.2.43" among the super options.
    [[nodiscard]] QString superOption(const QString &name) const;
};

// In the order of the kernel; lines that are none are left out. Of mounts on the same place only the last is seen.
[[nodiscard]] std::vector<MountEntry> decodeMountinfo(const QByteArray &text);
// \040 and its like, once: a decoded back-slash begins no further escape.
[[nodiscard]] QString decodeOctal(const QByteArray &field);
// This process's own, now; empty where it cannot be read. Blocks; Linux only.
[[nodiscard]] QByteArray mountinfoText();
// The mount that a path lies in; null where none does.
[[nodiscard]] const MountEntry *mountOf(const std::vector<MountEntry> &mounts, const QString &path);

} // namespace smk
