// runas gives no pipe, so the elevated program writes a file that only we and it know of, and that is gone afterwards.
#include "elevated_read.h"

#include "durable_file.h"
#include "elevation.h"
#include "key_copy.h"

#include <QDir>
#include <QTemporaryDir>

#include <chrono>
#include <thread>

namespace smk {

namespace {

// A program that is still at it may write into the folder once more, or hold it: it is removed until it is gone.
void removeLater(QTemporaryDir &folder)
{
    folder.setAutoRemove(false);
    std::thread([path = folder.path()] {
        for (int tries = 0; tries < 600; ++tries) {
            if (QDir(path).removeRecursively())
                return;
            std::this_thread::sleep_for(std::chrono::seconds(1));
        }
    }).detach();
}

} // namespace

Result<QByteArray> readFileElevated(const LocalPath &file, const CancelToken &cancel)
{
    // In our profile: what is made there inherits our rights and nobody else's. The rights of the file must be the
    // folder's, for the elevated program may run as another administrator, whose own file we could not open.
    QTemporaryDir folder;
    if (!folder.isValid())
        return fail(Problem{.id = QStringLiteral("elevation.failed"), .arguments = {folder.errorString()}});
    const LocalPath target(folder.filePath(QStringLiteral("key")));
    QStringList arguments = elevatedReadArguments(file);
    arguments << QStringLiteral("--into") << QDir::toNativeSeparators(target.text());
    const Result<ElevatedAnswer> answer = runElevated(arguments, cancel);
    if (!answer) {
        if (answer.error().outcome == Outcome::Unknown)
            removeLater(folder);
        return fail(answer.error());
    }
    if (answer->exitCode != 0)
        return fail(Problem{.id = QStringLiteral("elevation.failed"),
                            .arguments = {QString::number(answer->exitCode)},
                            .command = elevatedCommand(arguments)});
    return readWhole(target, KeyFileLimit);
}

} // namespace smk
