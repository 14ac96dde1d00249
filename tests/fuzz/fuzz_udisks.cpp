// What UDisks2 says of drives, and what is offered of it. The input is the print of its own tool, as recorded.
#include "drive_list.h"
#include "fuzz_input.h"
#include "udisks_text.h"

using namespace smk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const UDisksFacts facts = decodeUDisks(smk::test::objectsOfText(fuzz::bytes(data, size)));
    for (const UDisksBlock &block : facts.blocks)
        fuzz::hold(block.sizeBytes >= 0 && block.device.startsWith(QStringLiteral("/dev/")));
    std::vector<Drive> drives;
    addUDisksDrives(drives, facts);
    for (Drive &drive : drives) {
        addUDisksFacts(drive, facts);
        fuzz::hold(!judgeDrive(drive, {}).finding.id.isEmpty());
    }
    return 0;
}
