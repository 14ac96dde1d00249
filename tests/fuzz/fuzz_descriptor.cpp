// Security descriptors of NTFS, as Windows and ntfs-3g hand them out, and what is thought of the directory that bears
// one.
#include "fuzz_input.h"
#include "ntfs_descriptor.h"

using namespace smk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::optional<AccessList> list = decodeNtfsDescriptor(fuzz::bytes(data, size));
    if (!list)
        return 0;
    fuzz::hold(!list->missing || list->entries.empty());
    for (const AccessEntry &entry : list->entries)
        fuzz::hold(entry.principal.id.startsWith(QStringLiteral("S-1-")) && entry.rights <= RightFull);
    const DirectoryVerdict verdict = judgeDirectory(*list, {*list}, {.service = {QStringLiteral("S-1-5-80-1"), {}}});
    fuzz::hold(!verdict.findings.empty());
    fuzz::hold(!list->missing || verdict.broad);
    return 0;
}
