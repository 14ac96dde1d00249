// runas gives no pipe, so the elevated program writes a file that only we and it know of, and that is gone afterwards.
#include "elevated_read.h"

#include "durable_file.h"
#include "elevation.h"
#include "key_copy.h"

#include <QFile>
#include <QTemporaryDir>

namespace smk {

Result<QByteArray> readFileElevated(const LocalPath &file, const CancelToken &cancel)
{
    const QTemporaryDir folder; // in our profile: others have no right there
    const LocalPath target(folder.filePath(QStringLiteral("key")));
    QStringList arguments = elevatedReadArguments(file);
    arguments << QStringLiteral("--into") << QDir::toNativeSeparators(target.text());
    const Result<ElevatedAnswer> answer = runElevated(arguments, cancel);
    if (!answer)
        return fail(answer.error());
    if (answer->exitCode != 0)
        return fail(Problem{.id = QStringLiteral("elevation.failed"),
                            .arguments = {QString::number(answer->exitCode)},
                            .command = elevatedCommand(arguments)});
    return readWhole(target, KeyFileLimit);
}

} // namespace smk
