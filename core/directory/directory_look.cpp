// The Folder page in one call: what the server sees, what the rights are here, and what could be done.
#include "directory_step.h"

#include "access_parents.h"
#include "directory_commands.h"
#include "elevation.h"
#include "known_principals.h"
#include "links_followed.h"
#include "service_identity.h"
#include "thread_rule.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

LocalPath localOf(const ServerPath &path)
{
    return LocalPath(QDir::fromNativeSeparators(path.text()));
}

// Its own eyes, where the server could not be asked: existence is the same for everybody, unless a parent is closed to
// us.
void lookFromHere(ServerSight &sight, const LocalPath &directory, const QString &fileName)
{
    const QFileInfo folder(directory.text());
    if (!sight.directoryExists && folder.exists())
        sight.directoryExists = folder.isDir();
    if (!sight.isFile && folder.exists())
        sight.isFile = folder.isFile();
    const QFileInfo parent(directory.parent().text());
    if (!sight.parentExists && parent.exists())
        sight.parentExists = parent.isDir();
    // Missing for certain only where we may pass the nearest folder that is there.
    for (const LocalPath &above : parentsOf(directory)) {
        const QFileInfo nearest(above.text());
        if (!nearest.exists())
            continue;
        if (nearest.isDir() && !nearest.isExecutable())
            break;
        if (!sight.directoryExists && !folder.exists())
            sight.directoryExists = false;
        if (!sight.parentExists && !parent.exists())
            sight.parentExists = false;
        break;
    }
    if (!sight.fileNameFree && folder.isDir() && folder.isReadable() && folder.isExecutable())
        sight.fileNameFree = !QFileInfo::exists(directory.child(fileName).text());
}

Finding seenFinding(const ServerSight &sight, const ServerPath &directory, const DirectoryContext &context)
{
    const QString parent = directory.parent(context.platform).text();
    if (sight.isFile.value_or(false))
        return {u"directory.seen.file"_s, FindingState::Blocker, {directory.text()}};
    if (sight.directoryExists.value_or(false)) {
        if (sight.fileNameFree && !*sight.fileNameFree)
            return {u"directory.seen.name-taken"_s, FindingState::Blocker, {directory.text()}};
        if (!sight.fileNameFree)
            return {u"directory.seen.name-unknown"_s, FindingState::NotVerified, {directory.text()}};
        return {u"directory.seen"_s, FindingState::Ok, {directory.text()}};
    }
    if (!sight.directoryExists)
        return {u"directory.seen.unknown"_s,
                FindingState::NotVerified,
                {directory.text()},
                lookCommand(directory, context.platform)};
    if (sight.parentExists && !*sight.parentExists)
        return {u"directory.seen.no-parent"_s, FindingState::Blocker, {parent}};
    return {u"directory.seen.missing"_s, FindingState::Note, {parent}};
}

// The service signs in at whatever host is named: who comes there, and what that account has to be given.
Finding shareFinding(DirectoryLook &look, const ServerPath &directory, const DirectoryContext &context)
{
    look.network = networkIdentity(context.serviceAccount, context.machineName, look.sight.domain);
    const QString host = shareOf(directory, context.platform).host;
    const QStringList arguments{host, look.network.account, context.serviceAccount};
    const QString grantee = look.network.account.isEmpty() ? u"DOMAIN\\ACCOUNT"_s : look.network.account;
    look.command = grantShareCommand(directory, grantee);
    look.undo = revokeShareCommand(directory, grantee);
    switch (look.network.kind) {
    case NetworkKind::Machine:
    case NetworkKind::Managed:
    case NetworkKind::Domain:
        return {u"directory.share.writes-as"_s, FindingState::NotVerified, arguments};
    case NetworkKind::Local:
        return {u"directory.share.local-account"_s, FindingState::Note, arguments};
    case NetworkKind::NoDomain:
        return {
            u"directory.share.no-domain"_s, FindingState::Note, {host, context.machineName, context.serviceAccount}};
    case NetworkKind::Anonymous:
        return {u"directory.share.anonymous"_s, FindingState::Blocker, {host, {}, context.serviceAccount}};
    case NetworkKind::Unknown:
        break;
    }
    return {u"directory.share.account-unknown"_s, FindingState::NotVerified, {host}};
}

void notLookedAt(DirectoryLook &look, const ServerPath &directory, const DirectoryContext &context)
{
    if (shareOf(directory, context.platform).isShare()) {
        look.verdict.findings.push_back(shareFinding(look, directory, context));
        look.verdict.findings.push_back(
            {u"directory.readers.unknown"_s, FindingState::NotVerified, {}, lookCommand(directory, context.platform)});
        return;
    }
    if (context.seat == Seat::Container)
        look.command = look.mustCreate ? containerCreateCommand(directory) : containerLookCommand(directory);
    else
        look.command = look.mustCreate ? protectCommand(directory, context.platform, context.serviceAccount,
                                                        {sidOfAccount(context.serviceAccount), {}})
                                       : lookCommand(directory, context.platform);
    if (look.mustCreate)
        look.undo = undoCommand(directory, context.platform);
    look.verdict.findings.push_back({u"directory.service-can-write.unknown"_s, FindingState::NotVerified, {}, {}});
    look.verdict.findings.push_back({u"directory.readers.unknown"_s, FindingState::NotVerified, {}, look.command});
}

// A directory that is not there yet: readers as if it were only created, writing as if it were protected.
DirectoryVerdict verdictOfNew(const AccessList &bare, const AccessList &wanted, const DirectoryLook &look,
                              const JudgeContext &judge)
{
    DirectoryVerdict verdict = judgeDirectory(bare, look.parents, judge);
    const DirectoryVerdict afterwards = judgeDirectory(wanted, look.parents, judge);
    verdict.findings.front() = afterwards.findings.front(); // the judge's first word is the service's
    for (Finding &finding : verdict.findings) {
        if (finding.id == "directory.service-can-write"_L1)
            finding.id = u"directory.service-can-write.when-protected"_s;
        if (finding.state == FindingState::Note && finding.id.startsWith("directory.readers"_L1))
            finding.id = u"directory.readers.if-only-created"_s;
    }
    return verdict;
}

void lookAtRights(DirectoryLook &look, const ServerPath &directory, const DirectoryContext &context)
{
    const LocalPath path = localOf(directory);
    const JudgeContext judge = judgeContextOf(context);
    const AccessList wanted = accessWhenProtected(judge);
    const bool known = !judge.service.id.isEmpty();
    look.parents = accessOfParents(path);
    look.whenProtected = wanted.entries;
    if (look.mustCreate) {
        const AccessList parent = look.parents.empty() ? AccessList{} : look.parents.front();
        AccessList bare = accessIfOnlyCreated(parent);
        bare.keptElsewhere = parent.keptElsewhere;
        look.verdict = verdictOfNew(bare, wanted, look, judge);
        look.rights = bare;
        look.canCreateHere = known && mayCreateIn(path.parent());
    } else if (Result<AccessList> list = readAccess(path); list) {
        look.verdict = judgeDirectory(*list, look.parents, judge);
        look.rights = std::move(*list);
        look.canCreateHere = known && isOwnAndEmpty(path);
    } else {
        return notLookedAt(look, directory, context);
    }
    look.ifOnlyCreated = look.verdict.shownEntries;
    look.serviceKey = judge.service.id;
    const bool cannotWrite =
        std::any_of(look.verdict.findings.begin(), look.verdict.findings.end(),
                    [](const Finding &finding) { return finding.id == "directory.service-cannot-write"_L1; });
    look.canElevate = known && look.mustCreate && !look.canCreateHere && canAskForElevation();
    look.canGrant = known && cannotWrite && !look.mustCreate;
    if (look.canGrant) {
        look.command = grantCommand(directory, context.platform, context.serviceAccount, judge.service);
        look.undo = revokeCommand(directory, context.platform, context.serviceAccount, judge.service);
        return;
    }
    if (look.mustCreate)
        look.undo = undoCommand(directory, context.platform);
    // One that is there already is not ours to close: others may use it.
    if (!look.canCreateHere)
        look.command = look.mustCreate
                           ? protectCommand(directory, context.platform, context.serviceAccount, judge.service)
                           : lookCommand(directory, context.platform);
}

} // namespace

Result<DirectoryLook> lookAtDirectory(ServerSession *session, const ServerPath &directory, const QString &fileName,
                                      const DirectoryContext &context, const CancelToken &cancel)
{
    aboutToBlock("lookAtDirectory");
    DirectoryLook look;
    if (session) {
        Result<ServerSight> sight = lookOverSql(*session, directory, fileName, context);
        if (!sight)
            return fail(sight.error());
        look.sight = *sight;
    }
    if (cancel.stop_requested())
        return fail({.id = u"directory.cancelled"_s, .arguments = {directory.text()}});
    const bool here = context.seenFromHere && !shareOf(directory, context.platform).isShare();
    if (here)
        lookFromHere(look.sight, localOf(directory), fileName);
    look.mustCreate = look.sight.directoryExists && !*look.sight.directoryExists && !look.sight.isFile.value_or(false);

    const Finding seen = seenFinding(look.sight, directory, context);
    if (seen.id == "directory.seen.file"_L1 || seen.id == "directory.seen.no-parent"_L1) {
        look.mustCreate = false; // nothing can be made there, and there are no rights to judge
        look.verdict.findings = {seen};
        return look;
    }
    if (here)
        lookAtRights(look, directory, context);
    else
        notLookedAt(look, directory, context);
    const Findings leads = here ? checkWhereItLeads(directory, context) : Findings{};
    if (hasState(leads, FindingState::Blocker))
        look.mustCreate = look.canCreateHere = look.canElevate = look.canGrant = false;
    look.verdict.findings.insert(look.verdict.findings.begin(), leads.begin(), leads.end());
    look.verdict.findings.insert(look.verdict.findings.begin(), seen);
    return look;
}

} // namespace smk
