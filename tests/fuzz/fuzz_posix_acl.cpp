// The attribute of POSIX access control lists; its first four bytes here are mode, owner and group.
#include "fuzz_input.h"
#include "posix_acl.h"

using namespace smk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 4)
        return 0;
    const PosixFacts facts{.owner = data[2], .group = data[3], .mode = quint32(data[0] | data[1] << 8)};
    const JudgeContext context{.service = {QStringLiteral("uid:10001"), {}}};
    fuzz::hold(!judgeDirectory(posixAccess(entriesOfMode(facts.mode), facts), {}, context).findings.empty());
    const auto entries = decodePosixAcl(fuzz::bytes(data + 4, size - 4));
    if (!entries)
        return 0;
    const AccessList list = posixAccess(*entries, facts);
    fuzz::hold(list.posix && list.entries.size() <= entries->size());
    for (const AccessEntry &entry : list.entries)
        fuzz::hold(!entry.principal.id.isEmpty() && entry.rights <= RightFull);
    (void)judgeDirectory(list, {list}, context);
    return 0;
}
