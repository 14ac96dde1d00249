#include "elevated_read.h"

#include "elevation.h"
#include "key_copy.h"

namespace smk {

Result<QByteArray> readFileElevated(const LocalPath &file, const CancelToken &cancel)
{
    const Result<ElevatedAnswer> answer = runElevated(elevatedReadArguments(file), cancel);
    if (!answer)
        return fail(answer.error());
    if (answer->exitCode != 0)
        return fail(Problem{.id = QStringLiteral("elevation.failed"),
                            .arguments = {QString::fromUtf8(answer->errors).trimmed().left(400)},
                            .command = elevatedCommand(elevatedReadArguments(file))});
    return answer->output;
}

} // namespace smk
