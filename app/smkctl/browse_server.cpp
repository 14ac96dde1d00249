#include "browse_server.h"

#include "display_text.h"
#include "json_problem.h"
#include "server_browse.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace smk {

int browseServer(ServerSession &session, const QString &path, Platform platform, Output &output)
{
    const Result<ServerListing> listing =
        path == "roots"_L1 ? listServerRoots(session, platform) : listServerFolder(session, ServerPath(path), platform);
    if (!listing) {
        // Hardened servers do without; the backup does too.
        if (listing.error().id != "directory.browse-revoked"_L1)
            return output.problem(listing.error(), Exit::Blocked);
        return output.problem(listing.error(), Exit::NotVerified);
    }
    QJsonArray folders;
    for (const ServerFolder &folder : listing->folders) {
        folders.append(folder.path.text());
        output.line(displayText(folder.path.text()) + (folder.hidden ? u"  (hidden)"_s : QString()));
    }
    output.put(u"folders"_s, folders);
    output.put(u"files"_s, listing->files);
    output.put(u"way"_s, listing->way == BrowseWay::Function ? u"function"_s : u"procedure"_s);
    if (listing->folders.empty())
        output.line(u"No folders seen there by the server's account. Files: %1"_s.arg(listing->files));
    if (listing->cut)
        output.line(u"There are more than shown."_s);
    return output.end(Exit::Done);
}

} // namespace smk
