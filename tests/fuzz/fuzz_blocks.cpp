// What the files of a Linux machine tell of block devices and mounts: udev's database, escapes, mountinfo; lsblk reads
// the same.
#include "block_device.h"
#include "fuzz_input.h"
#include "mountinfo.h"

using namespace smk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = fuzz::bytes(data, size);
    const UdevProperties properties = decodeUdevData(text);
    for (auto one = properties.begin(); one != properties.end(); ++one) {
        (void)decodeHexEscapes(one->toUtf8());
        (void)usefulSerial(*one);
        (void)isBootPartition(*one, one.key());
        (void)isEncryptionLayer(*one, one.key());
    }
    (void)decodeHexEscapes(text);
    (void)usefulSerial(QString::fromUtf8(text));
    const std::vector<MountEntry> mounts = decodeMountinfo(text);
    for (const MountEntry &entry : mounts) {
        (void)entry.readOnly();
        (void)entry.superOption(QStringLiteral("addr"));
        fuzz::hold(mountOf(mounts, entry.mountPoint) != nullptr);
    }
    for (const QByteArray &word : text.split(' '))
        (void)isNeverMedium(QString::fromUtf8(word));
    return 0;
}
