// The server's own folders, seen by its own account over SQL: the documented functions first, then the procedures that
// older versions have, and a calm "cannot be looked at" where both are taken away. Nothing here changes the server.
#pragma once

#include "cancel.h"
#include "paths.h"
#include "result.h"
#include "server_session.h"

#include <vector>

namespace smk {

struct ServerFolder
{
    QString name;
    ServerPath path;
    bool hidden = false; // or the system's
};

enum class BrowseWay { Function, Procedure };

struct ServerListing
{
    std::vector<ServerFolder> folders; // by name
    int files = 0;                     // that stand there too
    BrowseWay way = BrowseWay::Function;
    bool cut = false; // more than we show
};

// Folders in one folder. Problems: "directory.browse-revoked" (neither way is permitted), "connect.link-lost", …
// A share is only asked for by name: whoever names a host has the server's service sign in there.
[[nodiscard]] Result<ServerListing> listServerFolder(ServerSession &session, const ServerPath &folder,
                                                     Platform platform);
// Where browsing begins: the drives of a Windows server, "/" of one on Linux.
[[nodiscard]] Result<ServerListing> listServerRoots(ServerSession &session, Platform platform);

// What an answer means; apart from the asking, so that rows of a test can stand for servers.
[[nodiscard]] ServerListing listingOf(const ResultTable &table, BrowseWay way, const ServerPath &folder,
                                      Platform platform);
[[nodiscard]] ServerListing rootsOf(const ResultTable &table, BrowseWay way);

} // namespace smk
