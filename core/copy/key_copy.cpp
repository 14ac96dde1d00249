#include "key_copy.h"

#include "statements.h"
#include "thread_rule.h"
#include "way_decisions.h"

namespace smk {

namespace {

WayAttempt notPossible(Way way, const char *reason, QStringList arguments = {})
{
    return WayAttempt{.way = way, .state = WayState::NotPossible, .reasonId = QString::fromLatin1(reason), .arguments = std::move(arguments)};
}

// One way: either the attempt that did not get the bytes, or the bytes.
using Tried = tl::expected<QByteArray, WayAttempt>;

Tried readOverSql(ServerSession *session, const ReadOrder &order)
{
    // Asking would only put a refusal into the server's log.
    if (isServersOwnTree(order.file, order.platform))
        return tl::unexpected(notPossible(Way::OverSql, "copy.way.data-directory", {order.file.text()}));
    if (!session || !session->isOpen())
        return tl::unexpected(notPossible(Way::OverSql, "copy.way.no-session"));
    const auto tables = session->query(statements::readFile(order.file));
    if (!tables)
        return tl::unexpected(attemptOfRefusal(tables.error()));
    const QVariant column = tables->empty() ? QVariant() : tables->front().first(QStringLiteral("BulkColumn"));
    // An empty file is an empty value or NULL, by driver; an answer without a row is none at all.
    if (tables->empty() || tables->front().rows.empty())
        return tl::unexpected(WayAttempt{.way = Way::OverSql, .state = WayState::Refused, .reasonId = QStringLiteral("copy.way.no-answer")});
    return column.toByteArray();
}

Tried readPath(const ReadOrder &order)
{
    if (!order.localFile)
        return tl::unexpected(notPossible(Way::Path, "copy.way.other-machine"));
    const Result<QByteArray> bytes = readWhole(*order.localFile, KeyFileLimit);
    return bytes ? Tried(*bytes) : tl::unexpected(attemptOfFileProblem(Way::Path, bytes.error()));
}

Tried readBrought(const ReadOrder &order)
{
    if (!order.broughtByHand)
        return tl::unexpected(WayAttempt{.way = Way::ByHand, .state = WayState::NotTried, .reasonId = QStringLiteral("copy.way.waiting-for-file")});
    const Result<QByteArray> bytes = readWhole(*order.broughtByHand, KeyFileLimit);
    return bytes ? Tried(*bytes) : tl::unexpected(attemptOfFileProblem(Way::ByHand, bytes.error()));
}

Tried tryWay(Way way, ServerSession *session, const ReadOrder &order)
{
    switch (way) {
    case Way::OverSql:
        return readOverSql(session, order);
    case Way::Path:
        return readPath(order);
    case Way::Elevated:
        return tl::unexpected(notPossible(Way::Elevated, "copy.way.elevated-by-hand"));
    case Way::ByHand:
        break;
    }
    return readBrought(order);
}

} // namespace

ReadKeyResult readKeyFile(ServerSession *session, const ReadOrder &order, const CancelToken &cancel,
                          const std::function<void(const WayAttempt &)> &sink)
{
    aboutToBlock("readKeyFile");
    ReadKeyResult result;
    const auto note = [&](const WayAttempt &attempt) {
        if (attempt.state != WayState::Trying)
            result.attempts.push_back(attempt);
        if (sink)
            sink(attempt);
    };
    std::optional<Problem> final;
    for (const Way way : {Way::OverSql, Way::Path, Way::Elevated, Way::ByHand}) {
        if (result.key || final) {
            note({.way = way, .state = result.key ? WayState::NotNeeded : WayState::NotTried, .reasonId = {}});
            continue;
        }
        if (cancel.stop_requested()) {
            final = Problem{.id = QStringLiteral("copy.cancelled"), .arguments = {order.file.text()}};
            note({.way = way, .state = WayState::NotTried, .reasonId = {}});
            continue;
        }
        note({.way = way, .state = WayState::Trying, .reasonId = {}});
        const Tried tried = tryWay(way, session, order);
        if (!tried) {
            note(tried.error());
            // Whoever reads it finds it too large: it is no key file.
            if (tried.error().reasonId == QStringLiteral("copy.too-large"))
                final = Problem{.id = QStringLiteral("copy.too-large"), .arguments = {order.file.text(), {}}, .returnTo = QStringLiteral("execute")};
            continue;
        }
        final = judgeBytes(*tried, order.serverHash, order.file);
        if (final) {
            note({.way = way, .state = WayState::Refused, .reasonId = final->id, .arguments = final->arguments});
            continue;
        }
        note({.way = way, .state = WayState::Read, .reasonId = {}, .arguments = {QString::number(tried->size())}});
        result.key = KeyFileBytes{.bytes = *tried, .hash = Sha256::of(*tried), .way = way};
    }
    if (!result.key)
        result.key = fail(final ? *final : problemOfAttempts(result.attempts, order));
    return result;
}

Result<MediumFolder> createMediumFolder(const LocalPath &mediumRoot, const QString &folderName, const CancelToken &cancel)
{
    aboutToBlock("createMediumFolder");
    if (cancel.stop_requested())
        return fail(Problem{.id = QStringLiteral("copy.cancelled"), .arguments = {folderName}});
    const LocalPath path = mediumRoot.child(folderName);
    if (const Result<void> made = createFolderDurably(path, FileAccess::OwnerOnly, false); !made)
        return fail(made.error());
    return MediumFolder{path};
}

Result<WrittenFile> writeKeyToMedium(const MediumFolder &folder, const QString &fileName, const KeyFileBytes &key, const CancelToken &cancel)
{
    aboutToBlock("writeKeyToMedium");
    return createDurably(folder.path.child(fileName), key.bytes, FileAccess::OwnerOnly, cancel);
}

QString wayName(Way way)
{
    switch (way) {
    case Way::OverSql:
        return QStringLiteral("over-sql");
    case Way::Path:
        return QStringLiteral("path");
    case Way::Elevated:
        return QStringLiteral("elevated");
    case Way::ByHand:
        break;
    }
    return QStringLiteral("by-hand");
}

} // namespace smk
