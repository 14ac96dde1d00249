#include "access_model.h"

#include "effective_rights.h"
#include "known_principals.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

// What lets somebody get at a file in the directory.
constexpr std::uint32_t RightsThatRead = RightRead | RightWrite | RightDelete | RightChangeAccess;
// What lets somebody put another directory in its place.
constexpr std::uint32_t RightsThatReplace = RightDelete | RightChangeAccess;

bool isExpected(const QString &id, const AccessList &list, const JudgeContext &context)
{
    if (isAdministrative(id) || id == list.owner.id || isCreatorTemplate(id))
        return true;
    if (id == context.service.id || (!context.self.id.isEmpty() && id == context.self.id))
        return true;
    // POSIX: the service's own group is the service, while nobody else is in it; a Windows service is in Users and
    // Everyone, which are not.
    const auto holds = [&id](const std::vector<QString> &groups) {
        return std::find(groups.begin(), groups.end(), id) != groups.end();
    };
    return id.startsWith("gid:"_L1) && holds(context.serviceGroups) && !holds(context.sharedGroups);
}

// POSIX: what is made inside is theirs only where they get as far as that.
bool canEnter(const AccessList &list, const std::vector<AccessList> &parents, const AccessEntry &entry)
{
    if (!list.posix)
        return true;
    const QString &id = entry.principal.id;
    return canPass(parents, id) && (!entry.inheritOnly || (rightsOfPrincipal(list, id) & RightTraverse));
}

// Only others' entries that still give something after denials and, for POSIX, after the closed parents.
QStringList unexpectedReaders(const AccessList &list, const std::vector<AccessList> &parents,
                              const JudgeContext &context)
{
    QStringList names;
    for (const AccessEntry &entry : list.entries) {
        if (!entry.allow || isExpected(entry.principal.id, list, context))
            continue;
        const std::uint32_t rights = entry.inheritOnly ? entry.rights : rightsOfPrincipal(list, entry.principal.id);
        if ((rights & RightsThatRead) && canEnter(list, parents, entry) && !names.contains(entry.principal.shown))
            names << entry.principal.shown;
    }
    return names;
}

Finding readersFinding(const AccessList &list, const QStringList &readers)
{
    if (list.missing)
        return {u"directory.no-acl"_s, FindingState::Note};
    if (readers.isEmpty() && list.keptElsewhere)
        return {u"directory.readers.elsewhere"_s, FindingState::NotVerified};
    if (readers.isEmpty())
        return {u"directory.readers"_s, FindingState::Ok};
    const bool inherited = std::any_of(list.entries.begin(), list.entries.end(), [&](const AccessEntry &e) {
        return e.inherited && readers.contains(e.principal.shown);
    });
    return {inherited ? u"directory.readers.inherited"_s : u"directory.readers.broad"_s,
            FindingState::Note,
            {readers.join(u", "_s)}};
}

Finding ownerFinding(const AccessList &list, const JudgeContext &context)
{
    const QString &owner = list.owner.id;
    if (owner.isEmpty())
        return {u"directory.owner.unknown"_s, FindingState::NotVerified};
    if (isAdministrative(owner) || owner == context.service.id || owner == context.self.id)
        return {u"directory.owner"_s, FindingState::Ok, {list.owner.shown}};
    return {u"directory.owner.other"_s, FindingState::Note, {list.owner.shown}};
}

Finding serviceFinding(const AccessList &list, const std::vector<AccessList> &parents, const JudgeContext &context)
{
    if (context.service.id.isEmpty())
        return {u"directory.service-can-write.unknown"_s, FindingState::NotVerified};
    const QStringList shown{context.service.shown};
    if (!(rightsOfMember(list, context.service.id, context.serviceGroups) & RightWrite))
        return {u"directory.service-cannot-write"_s, FindingState::Blocker, shown};
    // Windows lets everybody pass a closed parent (bypass traverse checking); POSIX does not.
    for (const AccessList &parent : parents)
        if (parent.posix && !(rightsOfMember(parent, context.service.id, context.serviceGroups) & RightTraverse))
            return {u"directory.service-cannot-pass"_s, FindingState::Blocker, shown};
    return {u"directory.service-can-write"_s, FindingState::Ok, shown};
}

Finding parentsFinding(const std::vector<AccessList> &parents, const JudgeContext &context)
{
    if (parents.empty())
        return {u"directory.parents.unknown"_s, FindingState::NotVerified};
    QStringList names;
    for (const AccessList &parent : parents) {
        if (parent.missing)
            return {u"directory.parents.open"_s, FindingState::Note, {knownName(u"S-1-1-0"_s)}};
        for (const AccessEntry &entry : parent.entries) {
            // The owner of a parent counts here: whoever is neither administrator, service nor self may replace it.
            const bool stranger = !isExpected(entry.principal.id, {}, context);
            if (entry.allow && !entry.inheritOnly && stranger
                && (rightsOfPrincipal(parent, entry.principal.id) & RightsThatReplace)
                && !names.contains(entry.principal.shown))
                names << entry.principal.shown;
        }
    }
    if (names.isEmpty())
        return {u"directory.parents"_s, FindingState::Ok};
    return {u"directory.parents.open"_s, FindingState::Note, {names.join(u", "_s)}};
}

bool othersMayPass(const AccessList &list, const std::vector<AccessList> &parents)
{
    return list.posix && rightsOfPrincipal(list, u"other"_s) == RightTraverse && canPass(parents, u"other"_s);
}

// One row a principal, as a table shows it: split entries (itself and inherit-only) joined, denials left out.
std::vector<AccessEntry> joined(const AccessList &list)
{
    std::vector<AccessEntry> rows;
    if (list.missing) {
        rows.push_back({{u"S-1-1-0"_s, knownName(u"S-1-1-0"_s)}, RightFull});
        return rows;
    }
    for (const AccessEntry &entry : list.entries) {
        if (!entry.allow || (list.posix && entry.rights == 0))
            continue;
        const auto row = std::find_if(rows.begin(), rows.end(),
                                      [&](const AccessEntry &r) { return r.principal.id == entry.principal.id; });
        if (row == rows.end()) {
            rows.push_back(entry);
            continue;
        }
        row->rights |= entry.rights;
        row->inherited = row->inherited && entry.inherited;
        row->inheritOnly = row->inheritOnly && entry.inheritOnly;
        row->inheritable = row->inheritable || entry.inheritable;
    }
    return rows;
}

} // namespace

DirectoryVerdict judgeDirectory(const AccessList &list, const std::vector<AccessList> &parents,
                                const JudgeContext &context)
{
    DirectoryVerdict verdict;
    const QStringList readers = list.missing ? QStringList{} : unexpectedReaders(list, parents, context);
    verdict.broad = list.missing || !readers.isEmpty();
    verdict.findings.push_back(serviceFinding(list, parents, context));
    verdict.findings.push_back(readersFinding(list, readers));
    if (othersMayPass(list, parents))
        verdict.findings.push_back({u"directory.others-pass"_s, FindingState::Note});
    if (list.protectionUntold)
        verdict.findings.push_back({u"directory.inheritance.unknown"_s, FindingState::NotVerified});
    else if (!list.posix && !list.missing && !list.isProtected)
        verdict.findings.push_back({u"directory.inheritance.open"_s, FindingState::Note});
    verdict.findings.push_back(ownerFinding(list, context));
    verdict.findings.push_back(parentsFinding(parents, context));
    verdict.shownEntries = joined(list);
    return verdict;
}

QString rightsWord(std::uint32_t rights)
{
    if ((rights & RightFull) == RightFull)
        return u"full"_s;
    if (rights & (RightWrite | RightDelete | RightChangeAccess))
        return u"modify"_s;
    return rights & RightRead ? u"read"_s : u"none"_s;
}

} // namespace smk
