#include "key_copy.h"

#include "elevated_read.h"
#include "statements.h"
#include "thread_rule.h"
#include "way_decisions.h"

#include <QDir>

namespace smk {

namespace {

WayAttempt notPossible(Way way, const char *reason, QStringList arguments = {})
{
    return WayAttempt{.way = way,
                      .state = WayState::NotPossible,
                      .reasonId = QString::fromLatin1(reason),
                      .arguments = std::move(arguments)};
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
    if (!tables) {
        WayAttempt attempt = attemptOfRefusal(tables.error());
        // As that user, over the server to a third host: a second hop, which needs delegation.
        if (order.windowsLogin && order.seat == Seat::ThirdHost
            && attempt.reasonId == QStringLiteral("copy.way.denied"))
            attempt.reasonId = QStringLiteral("copy.way.delegation");
        return tl::unexpected(attempt);
    }
    const QVariant column = tables->empty() ? QVariant() : tables->front().first(QStringLiteral("BulkColumn"));
    // An empty file is an empty value or NULL, by driver; an answer without a row is none at all.
    if (tables->empty() || tables->front().rows.empty())
        return tl::unexpected(WayAttempt{
            .way = Way::OverSql, .state = WayState::Refused, .reasonId = QStringLiteral("copy.way.no-answer")});
    return column.toByteArray();
}

Tried readOwn(Way way, const LocalPath &file)
{
    const Result<QByteArray> bytes = readWhole(file, KeyFileLimit);
    return bytes ? Tried(*bytes) : tl::unexpected(attemptOfFileProblem(way, bytes.error()));
}

Tried readPath(const ReadOrder &order)
{
    return order.localFile ? readOwn(Way::Path, *order.localFile)
                           : tl::unexpected(notPossible(Way::Path, "copy.way.other-machine"));
}

Tried readShare(const ReadOrder &order)
{
    if (order.shareFile)
        return readOwn(Way::Share, *order.shareFile);
    return tl::unexpected(
        notPossible(Way::Share, order.seat == Seat::ThirdHost ? "copy.way.share-not-mounted" : "copy.way.no-share"));
}

// The elevated program only reads, and only this file; what it hands over is judged as any other way's bytes.
Tried readElevated(const ReadOrder &order, const CancelToken &cancel)
{
    if (!order.localFile)
        return tl::unexpected(notPossible(Way::Elevated, "copy.way.other-machine"));
    if (!order.elevate)
        return tl::unexpected(WayAttempt{.way = Way::Elevated,
                                         .state = WayState::NotTried,
                                         .reasonId = QStringLiteral("copy.way.elevated-on-wish")});
    const Result<QByteArray> bytes = readFileElevated(*order.localFile, cancel);
    if (bytes)
        return *bytes;
    return tl::unexpected(WayAttempt{.way = Way::Elevated,
                                     .state = WayState::Refused,
                                     .reasonId = bytes.error().id,
                                     .arguments = bytes.error().arguments});
}

Tried readBrought(const ReadOrder &order)
{
    if (!order.broughtByHand)
        return tl::unexpected(WayAttempt{
            .way = Way::ByHand, .state = WayState::NotTried, .reasonId = QStringLiteral("copy.way.waiting-for-file")});
    const Result<QByteArray> bytes = readWhole(*order.broughtByHand, KeyFileLimit);
    return bytes ? Tried(*bytes) : tl::unexpected(attemptOfFileProblem(Way::ByHand, bytes.error()));
}

Tried tryWay(Way way, ServerSession *session, const ReadOrder &order, const CancelToken &cancel)
{
    switch (way) {
    case Way::OverSql:
        return readOverSql(session, order);
    case Way::Path:
        return readPath(order);
    case Way::Share:
        return readShare(order);
    case Way::Elevated:
        return readElevated(order, cancel);
    case Way::ByHand:
        break;
    }
    return readBrought(order);
}

} // namespace

std::vector<Way> waysOf(Seat seat)
{
    switch (seat) {
    case Seat::ThirdHost:
        return {Way::Share, Way::OverSql, Way::ByHand};
    case Seat::OnServer:
        return {Way::OverSql, Way::Path, Way::Elevated, Way::ByHand};
    case Seat::Container:
        return {Way::OverSql, Way::ByHand};
    case Seat::OtherMachine:
        break;
    }
    return {Way::OverSql, Way::Share, Way::ByHand};
}

QStringList elevatedReadArguments(const LocalPath &file)
{
    return {QStringLiteral("copy"), QStringLiteral("--read"), QDir::toNativeSeparators(file.text())};
}

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
    for (const Way way : waysOf(order.seat)) {
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
        const Tried tried = tryWay(way, session, order, cancel);
        if (!tried) {
            note(tried.error());
            // Whoever reads it finds it too large: it is no key file.
            if (tried.error().reasonId == QStringLiteral("copy.too-large"))
                final = Problem{.id = QStringLiteral("copy.too-large"),
                                .arguments = {order.file.text(), {}},
                                .returnTo = QStringLiteral("execute")};
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

Result<MediumFolder> createMediumFolder(const LocalPath &mediumRoot, const QString &folderName,
                                        const CancelToken &cancel)
{
    aboutToBlock("createMediumFolder");
    if (cancel.stop_requested())
        return fail(Problem{.id = QStringLiteral("copy.cancelled"), .arguments = {folderName}});
    const LocalPath path = mediumRoot.child(folderName);
    if (const Result<void> made = createFolderDurably(path, FileAccess::OwnerOnly, false); !made)
        return fail(made.error());
    return MediumFolder{path};
}

Result<WrittenFile> writeKeyToMedium(const MediumFolder &folder, const QString &fileName, const KeyFileBytes &key,
                                     const CancelToken &cancel)
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
    case Way::Share:
        return QStringLiteral("share");
    case Way::Elevated:
        return QStringLiteral("elevated");
    case Way::ByHand:
        break;
    }
    return QStringLiteral("by-hand");
}

} // namespace smk
