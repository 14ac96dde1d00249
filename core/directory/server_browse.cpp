#include "server_browse.h"

#include "statements.h"
#include "thread_rule.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr std::size_t MostFolders = 2000;

// "." and "..", and what a hostile or broken answer could smuggle into a path.
bool isPlainName(const QString &name, Platform platform)
{
    if (name.isEmpty() || name == "."_L1 || name == ".."_L1 || name.contains(u'/')
        || (platform == Platform::Windows && (name.contains(u'\\') || name.contains(u':'))))
        return false;
    return std::none_of(name.begin(), name.end(), [](QChar unit) { return unit.category() == QChar::Other_Control; });
}

void finish(ServerListing &listing)
{
    std::sort(listing.folders.begin(), listing.folders.end(), [](const ServerFolder &a, const ServerFolder &b) {
        const int order = a.name.compare(b.name, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : a.name < b.name;
    });
    if (listing.folders.size() > MostFolders) {
        listing.folders.resize(MostFolders);
        listing.cut = true;
    }
}

// The first way that answers with a table; the last refusal where none does.
Result<std::pair<ResultTable, BrowseWay>> ask(ServerSession &session, const QString &byFunction,
                                              const QString &byProcedure, const QString &what)
{
    Problem refusal;
    for (const BrowseWay way : {BrowseWay::Function, BrowseWay::Procedure}) {
        auto tables = session.query(way == BrowseWay::Function ? byFunction : byProcedure);
        if (tables && !tables->empty())
            return std::pair{std::move(tables->front()), way};
        if (!tables && tables.error().id != "sql.query-failed"_L1)
            return fail(tables.error()); // a lost link, a time-out: no reason to ask again
        if (!tables)
            refusal = tables.error();
    }
    Problem problem{.id = u"directory.browse-revoked"_s, .arguments = {what}};
    problem.server = refusal.server;
    return fail(problem);
}

} // namespace

ServerListing listingOf(const ResultTable &table, BrowseWay way, const ServerPath &folder, Platform platform)
{
    // By position: name, is directory, hidden, system; or xp_dirtree's subdirectory, depth, file.
    ServerListing listing;
    listing.way = way;
    for (const std::vector<QVariant> &row : table.rows) {
        if (row.size() < 2)
            continue;
        const QString name = row[0].toString();
        const auto number = [&row](std::size_t at) { return at < row.size() ? row[at].toInt() : 0; };
        const bool isFolder = way == BrowseWay::Function ? number(1) != 0 : number(2) == 0;
        if (!isPlainName(name, platform))
            continue;
        if (way == BrowseWay::Procedure && number(1) != 1)
            continue; // deeper than asked for
        if (!isFolder) {
            ++listing.files;
            continue;
        }
        const bool hidden = way == BrowseWay::Function && (number(2) != 0 || number(3) != 0);
        listing.folders.push_back({name, folder.child(name, platform), hidden});
    }
    finish(listing);
    return listing;
}

ServerListing rootsOf(const ResultTable &table, BrowseWay way)
{
    ServerListing listing;
    listing.way = way;
    for (const std::vector<QVariant> &row : table.rows) {
        const QString first = row.empty() ? QString() : row.front().toString().trimmed();
        if (first.isEmpty() || !first[0].isLetter() || first[0].unicode() > 127)
            continue;
        const QString drive = QString(first[0].toUpper()) + u":\\"_s;
        listing.folders.push_back({drive, ServerPath(drive), false});
    }
    finish(listing);
    return listing;
}

Result<ServerListing> listServerFolder(ServerSession &session, const ServerPath &folder, Platform platform)
{
    aboutToBlock("listServerFolder");
    const auto answer =
        ask(session, statements::listFolder(folder), statements::listFolderByProcedure(folder), folder.text());
    if (!answer)
        return fail(answer.error());
    return listingOf(answer->first, answer->second, folder, platform);
}

Result<ServerListing> listServerRoots(ServerSession &session, Platform platform)
{
    aboutToBlock("listServerRoots");
    ServerListing listing;
    if (platform == Platform::Linux) {
        listing.folders = {{u"/"_s, ServerPath(u"/"_s), false}};
        return listing;
    }
    const auto answer = ask(session, statements::fixedDrives(), statements::fixedDrivesByProcedure(), {});
    if (answer)
        return rootsOf(answer->first, answer->second);
    if (answer.error().id != "directory.browse-revoked"_L1)
        return fail(answer.error());
    // The system's drive is there; whether it can be looked into shows when it is opened.
    listing.folders = {{u"C:\\"_s, ServerPath(u"C:\\"_s), false}};
    return listing;
}

} // namespace smk
