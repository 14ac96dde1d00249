#include "file_systems.h"

#include <QSet>

namespace smk {

namespace {

QSet<QString> setOf(const char *names)
{
    const QStringList list = QString::fromLatin1(names).split(QLatin1Char(' '));
    return {list.begin(), list.end()};
}

} // namespace

FileSystemKind fileSystemKind(const QString &type)
{
    static const QSet<QString> network = setOf(
        "nfs nfs4 cifs smb3 smbfs smb2 afs 9p virtiofs ceph glusterfs lustre gpfs beegfs ncpfs davfs vboxsf vmhgfs "
        "prl_fs "
        "fuse.sshfs fuse.glusterfs fuse.ceph fuse.ceph-fuse fuse.davfs fuse.davfs2 fuse.smbnetfs fuse.rclone fuse.s3fs "
        "fuse.vmhgfs-fuse fuse.curlftpfs");
    static const QSet<QString> pseudo = setOf(
        "proc sysfs cgroup cgroup2 tmpfs devtmpfs devpts ramfs rootfs overlay overlayfs aufs squashfs autofs mqueue "
        "hugetlbfs debugfs tracefs securityfs configfs fusectl pstore bpf efivarfs binfmt_misc rpc_pipefs nfsd nsfs "
        "usbfs "
        "selinuxfs iso9660 udev erofs composefs fuse.gvfsd-fuse fuse.gvfs-fuse-daemon fuse.portal fuse.lxcfs "
        "fuse.snapfuse "
        "fuse.squashfuse fuse.appimage fuse.bindfs");
    if (network.contains(type))
        return FileSystemKind::Network;
    if (type.contains(QStringLiteral("xrdp")))
        return FileSystemKind::Redirected;
    return pseudo.contains(type) ? FileSystemKind::Pseudo : FileSystemKind::Device;
}

QString fileSystemName(const QString &type)
{
    struct Name
    {
        const char *type;
        const char *shown;
    };
    static constexpr Name names[] = {
        {"vfat", "FAT"}, {"msdos", "FAT"},      {"exfat", "exFAT"},     {"ntfs", "NTFS"},  {"ntfs3", "NTFS"},
        {"xfs", "XFS"},  {"btrfs", "Btrfs"},    {"nfs", "NFS"},         {"nfs4", "NFS 4"}, {"cifs", "SMB"},
        {"smb3", "SMB"}, {"fuse.sshfs", "SSH"}, {"fuse.fusefat", "FAT"}};
    for (const Name &name : names)
        if (type == QLatin1String(name.type))
            return QString::fromLatin1(name.shown);
    return type;
}

QString hostOfSource(const QString &source)
{
    if (source.startsWith(QStringLiteral("//")) || source.startsWith(QStringLiteral("\\\\"))) {
        QString rest = source.mid(2);
        rest.replace(QLatin1Char('\\'), QLatin1Char('/'));
        return rest.section(QLatin1Char('/'), 0, 0);
    }
    if (const qsizetype scheme = source.indexOf(QStringLiteral("://")); scheme > 0)
        return source.mid(scheme + 3).section(QLatin1Char('/'), 0, 0).section(QLatin1Char(':'), 0, 0);
    QString rest = source;
    const qsizetype slash = rest.indexOf(QLatin1Char('/'));
    if (const qsizetype at = rest.indexOf(QLatin1Char('@')); at >= 0 && (slash < 0 || at < slash))
        rest = rest.mid(at + 1);
    if (rest.startsWith(QLatin1Char('[')))
        return rest.mid(1).section(QLatin1Char(']'), 0, 0);
    const qsizetype path = rest.indexOf(QStringLiteral(":/"));
    if (path >= 0)
        return rest.left(path).section(QLatin1Char(','), 0, 0);
    return rest.contains(QLatin1Char(':')) ? rest.section(QLatin1Char(':'), 0, 0) : QString();
}

} // namespace smk
