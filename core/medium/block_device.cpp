#include "block_device.h"

#include <QRegularExpression>

namespace smk {

UdevProperties decodeUdevData(const QByteArray &text)
{
    UdevProperties properties;
    for (const QByteArray &line : text.split('\n')) {
        // "E:" in the database, "E: " as udevadm prints it.
        if (!line.startsWith("E:"))
            continue;
        const QByteArray rest = line.mid(line.startsWith("E: ") ? 3 : 2);
        const qsizetype equals = rest.indexOf('=');
        if (equals > 0)
            properties.insert(QString::fromUtf8(rest.left(equals)), QString::fromUtf8(rest.mid(equals + 1)));
    }
    return properties;
}

QString decodeHexEscapes(const QByteArray &text)
{
    QByteArray decoded;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 3 < text.size() && text[i + 1] == 'x') {
            bool ok = false;
            const int value = text.mid(i + 2, 2).toInt(&ok, 16);
            if (ok) {
                decoded += static_cast<char>(value);
                i += 3;
                continue;
            }
        }
        decoded += text[i];
    }
    return QString::fromUtf8(decoded);
}

QString usefulSerial(const QString &serial)
{
    const QString text = serial.trimmed();
    static const QRegularExpression meaningless(QStringLiteral("^(.)\\1*$|^0*1?2?3?4?5?6?7?8?9?0?(ABCDEF)?$"),
                                                QRegularExpression::CaseInsensitiveOption);
    return meaningless.match(text).hasMatch() ? QString() : text;
}

bool isRemovableDisk(const DiskFacts &disk)
{
    if (isNeverMedium(disk.name))
        return false;
    // "mmcblk0boot0" and eMMC as a whole are part of the board, whatever the reader's flag says.
    if (disk.name.startsWith(QStringLiteral("mmcblk")))
        return disk.cardType == QStringLiteral("SD");
    if (disk.removableFlag || disk.bus == QStringLiteral("usb") || disk.bus == QStringLiteral("ieee1394"))
        return true;
    static const QRegularExpression usb(QStringLiteral("/usb\\d+/"));
    return usb.match(disk.sysfsPath).hasMatch();
}

bool isNeverMedium(const QString &diskName)
{
    static const QRegularExpression never(QStringLiteral("^(ram|zram|sr|fd|nbd|mtdblock)\\d"));
    return never.match(diskName).hasMatch();
}

bool isBootPartition(const QString &partitionType, const QString &label)
{
    static const QString efi = QStringLiteral("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");
    const QString type = partitionType.toLower();
    return type == efi || type == QStringLiteral("0xef") || type == QStringLiteral("ef")
           || label == QStringLiteral("VTOYEFI");
}

bool isEncryptionLayer(const QString &dmUuid, const QString &fsType)
{
    return dmUuid.startsWith(QStringLiteral("CRYPT-")) || fsType == QStringLiteral("crypto_LUKS")
           || fsType == QStringLiteral("BitLocker");
}

} // namespace smk
