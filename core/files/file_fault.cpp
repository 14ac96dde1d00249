#include "file_fault.h"

#include "display_text.h"

namespace smk {

namespace {

QStringList remediesOf(FileFault fault)
{
    switch (fault) {
    case FileFault::Gone:
    case FileFault::Failed:
    case FileFault::Denied:
        return {QStringLiteral("retry")};
    case FileFault::Full:
    case FileFault::ReadOnly:
        return {QStringLiteral("choose-medium")};
    default:
        return {};
    }
}

} // namespace

QString fileFaultId(FileFault fault)
{
    switch (fault) {
    case FileFault::Exists:
        return QStringLiteral("files.exists");
    case FileFault::Missing:
        return QStringLiteral("files.missing");
    case FileFault::Full:
        return QStringLiteral("files.full");
    case FileFault::ReadOnly:
        return QStringLiteral("files.read-only");
    case FileFault::Gone:
        return QStringLiteral("files.gone");
    case FileFault::Denied:
        return QStringLiteral("files.denied");
    case FileFault::TooLarge:
        return QStringLiteral("files.too-large");
    case FileFault::Cancelled:
        return QStringLiteral("files.cancelled");
    case FileFault::Failed:
        break;
    }
    return QStringLiteral("files.failed");
}

Problem fileProblem(FileFault fault, const LocalPath &path, const QString &systemWords, Outcome outcome)
{
    return Problem{.id = fileFaultId(fault),
                   .arguments = {displayText(path.text()), displayText(systemWords)},
                   .outcome = outcome,
                   .remedies = remediesOf(fault)};
}

} // namespace smk
