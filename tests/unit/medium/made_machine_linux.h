// A machine made of files: proc, sys, dev and run below a folder of the test, from a line a device:
//   "sda rm usb serial=4C53; sda1 part fs=vfat uuid=7B3A-11F0 mnt=/media/x; dm-0 crypt on sda2 mnt=/"
// kinds: disk (default), part, crypt, lvm, raid, mpath, loop. `on` names what lies below; parts lie on their disk by
// name.
#pragma once

#include "drives_linux.h"

#include <QTemporaryDir>

namespace smk {

class MadeMachine
{
public:
    explicit MadeMachine(const QString &devices);
    void addMounts(const QByteArray &mountinfo);                       // as recorded
    void addUdev(const QString &device, const QByteArray &properties); // lines "E: NAME=value", as recorded
    [[nodiscard]] LocalPath root() const { return LocalPath(m_dir.path()); }
    [[nodiscard]] std::vector<Drive> list(std::shared_ptr<DriveService> service = {}) const;

private:
    void write(const QString &path, const QByteArray &text) const;
    void link(const QString &from, const QString &to) const;
    void add(const QString &line);
    QTemporaryDir m_dir;
    QByteArray m_mounts;
    QHash<QString, QString> m_folders; // device → folder below /sys/devices
    QHash<QString, QString> m_numbers;
    int m_count = 0;
};

[[nodiscard]] QByteArray recordedDrives(const char *folder, const char *name);
// "sda1:not-mounted sdb:no-medium", and what carries the system as "sda:system"; disks of the machine are left out.
[[nodiscard]] QString verdictsOf(const std::vector<Drive> &drives);

} // namespace smk
