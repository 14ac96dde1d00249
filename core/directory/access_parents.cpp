#include "access_parents.h"

#include "directory_step.h"
#include "links_followed.h"

using namespace Qt::StringLiterals;

namespace smk {

std::vector<LocalPath> parentsOf(const LocalPath &directory)
{
    QString text = directory.text();
    std::vector<LocalPath> chain;
    const bool share = text.startsWith("//"_L1);
    while (text.size() > 1 && text.endsWith(u'/'))
        text.chop(1);
    for (;;) {
        const qsizetype at = text.lastIndexOf(u'/');
        // "//host/share" is a root: three separators in front of the last name are needed for a parent.
        if (at < 0 || text == "/"_L1 || (share && text.count(u'/') <= 3))
            return chain;
        const bool root = at == 0 || (at == 2 && text[1] == u':');
        text = text.left(root ? at + 1 : at);
        chain.emplace_back(text);
        if (root)
            return chain;
    }
}

std::vector<LocalPath> foldersPassed(const LocalPath &directory)
{
    std::vector<LocalPath> paths = linksFollowed(directory);
    std::vector<LocalPath> passed;
    std::for_each(paths.rbegin(), paths.rend(), [&passed](const LocalPath &path) {
        for (const LocalPath &parent : parentsOf(path))
            if (std::find(passed.begin(), passed.end(), parent) == passed.end())
                passed.push_back(parent);
    });
    return passed;
}

std::vector<AccessList> accessOfParents(const LocalPath &directory)
{
    std::vector<AccessList> lists;
    for (const LocalPath &parent : foldersPassed(directory)) {
        Result<AccessList> list = readAccess(parent);
        if (!list)
            return {};
        lists.push_back(std::move(*list));
    }
    return lists;
}

} // namespace smk
