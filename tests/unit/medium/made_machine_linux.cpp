#include "made_machine_linux.h"

#include "drive_list.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace smk {

namespace {

QString diskOf(const QString &partition)
{
    static const QRegularExpression numbered(
        QStringLiteral("^((?:nvme\\d+n\\d+|mmcblk\\d+|md\\d+|loop\\d+)(?=p\\d+$)|[a-z]+(?=\\d+$))"));
    return numbered.match(partition).captured(1);
}

} // namespace

MadeMachine::MadeMachine(const QString &devices)
{
    for (const QString &line : devices.split(QLatin1Char(';'), Qt::SkipEmptyParts))
        add(line.simplified());
    addMounts({});
}

void MadeMachine::write(const QString &path, const QByteArray &text) const
{
    const QString real = m_dir.path() + path;
    QDir().mkpath(QFileInfo(real).path());
    QFile file(real);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write the made-up machine");
    file.write(text);
}

void MadeMachine::link(const QString &from, const QString &to) const
{
    const QString real = m_dir.path() + from;
    QDir().mkpath(QFileInfo(real).path());
    QFile::link(QDir(QFileInfo(real).path()).relativeFilePath(m_dir.path() + to), real);
}

void MadeMachine::add(const QString &line)
{
    const QStringList words = line.split(QLatin1Char(' '));
    const QString name = words.first();
    const auto has = [&](const char *word) { return words.contains(QString::fromLatin1(word)); };
    const auto values = [&](const char *key) {
        QStringList found;
        for (const QString &word : words)
            if (word.startsWith(QString::fromLatin1(key) + QLatin1Char('=')))
                found += word.section(QLatin1Char('='), 1);
        return found;
    };
    const auto value = [&](const char *key, const QString &otherwise = {}) { return values(key).value(0, otherwise); };
    const QString parent = has("part") ? diskOf(name) : QString();
    const bool isVirtual = has("crypt") || has("lvm") || has("raid") || has("mpath") || has("loop")
                           || name.startsWith(QStringLiteral("zram"));
    QString folder = has("part")  ? m_folders.value(parent) + QLatin1Char('/') + name
                     : isVirtual  ? QStringLiteral("/sys/devices/virtual/block/") + name
                     : has("usb") ? QStringLiteral("/sys/devices/pci0/usb1/1-%1/block/").arg(m_count) + name
                                  : QStringLiteral("/sys/devices/pci0/ata%1/block/").arg(m_count) + name;
    const QString number = QStringLiteral("8:%1").arg(m_count++);
    m_folders.insert(name, folder);
    m_numbers.insert(name, number);
    write(folder + QStringLiteral("/dev"), number.toLatin1() + "\n");
    write(folder + QStringLiteral("/size"),
          QByteArray::number(value("size", QStringLiteral("16000000000")).toLongLong() / 512) + "\n");
    write(folder + QStringLiteral("/ro"), has("ro") ? "1\n" : "0\n");
    link(QStringLiteral("/sys/dev/block/") + number, folder);
    link(QStringLiteral("/sys/class/block/") + name, folder);
    if (has("part"))
        write(folder + QStringLiteral("/partition"), "1\n");
    else {
        write(folder + QStringLiteral("/removable"), has("rm") ? "1\n" : "0\n");
        link(QStringLiteral("/sys/block/") + name, folder);
    }
    if (!value("type").isEmpty())
        write(folder + QStringLiteral("/device/type"), value("type").toLatin1() + "\n");
    if (has("crypt"))
        write(folder + QStringLiteral("/dm/uuid"), "CRYPT-LUKS2-x\n");
    if (has("lvm"))
        write(folder + QStringLiteral("/dm/uuid"), "LVM-x\n");
    for (const QString &below : value("on").split(QLatin1Char(','), Qt::SkipEmptyParts))
        link(folder + QStringLiteral("/slaves/") + below, m_folders.value(below));
    QByteArray udev;
    const auto property = [&](const char *key, const char *is) {
        if (!value(key).isEmpty())
            udev += QByteArray("E:") + is + "=" + value(key).toUtf8() + "\n";
    };
    property("fs", "ID_FS_TYPE");
    property("uuid", "ID_FS_UUID");
    property("label", "ID_FS_LABEL_ENC");
    property("serial", "ID_SERIAL_SHORT");
    property("ptype", "ID_PART_ENTRY_TYPE");
    if (has("ignored"))
        udev += "E:UDISKS_IGNORE=1\n";
    if (has("blank"))
        udev += "E:DEVTYPE=disk\n";
    if (!udev.isEmpty())
        write(QStringLiteral("/run/udev/data/b") + number, udev);
    for (const QString &mount : values("mnt"))
        m_mounts += QStringLiteral("%1 1 %2 / %3 %4 - %5 /dev/%6 rw\n")
                        .arg(m_mounts.size())
                        .arg(number, mount, has("mro") ? QStringLiteral("ro") : QStringLiteral("rw"),
                             value("fs", QStringLiteral("ext4")), name)
                        .toUtf8();
}

void MadeMachine::addMounts(const QByteArray &mountinfo)
{
    m_mounts += mountinfo;
    write(QStringLiteral("/proc/self/mountinfo"),
          m_mounts.isEmpty() ? "1 0 0:1 / /proc rw - proc proc rw\n" : m_mounts);
}

void MadeMachine::addUdev(const QString &device, const QByteArray &properties)
{
    write(QStringLiteral("/run/udev/data/b") + m_numbers.value(device), properties);
}

std::vector<Drive> MadeMachine::list(std::shared_ptr<DriveService> service) const
{
    LinuxDrives source(root(), std::move(service));
    auto drives = source.list({});
    return drives ? *drives : std::vector<Drive>();
}

QByteArray recordedDrives(const char *folder, const char *name)
{
    QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/") + QString::fromLatin1(folder) + QLatin1Char('/')
               + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString verdictsOf(const std::vector<Drive> &drives)
{
    QStringList said;
    for (const Drive &drive : drives) {
        const QString id = judgeDrive(drive, {}).finding.id.section(QLatin1Char('.'), 1);
        const QString name = drive.kind == MediumKind::RemoteFolder ? drive.mountPoint.text()
                                                                    : drive.deviceName.section(QLatin1Char('/'), -1);
        if (id == QStringLiteral("system-disk"))
            for (const QString &disk : drive.diskIds)
                said += disk + QStringLiteral(":system");
        else if (drive.kind != MediumKind::FixedDisk)
            said += name + QLatin1Char(':') + id;
    }
    said.removeDuplicates();
    said.sort();
    return said.join(QLatin1Char(' '));
}

} // namespace smk
