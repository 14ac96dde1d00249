#include "links_followed.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr int MostLinks = 40; // as the kernel of Linux

// Empty: no link. A volume that is mounted in a folder is none: it stays where it is.
QString targetOf(const QString &path)
{
    const QFileInfo info(path);
    const QString target = info.isJunction()       ? info.junctionTarget()
                           : info.isSymbolicLink() ? info.symLinkTarget()
                                                   : QString();
    return target.startsWith("//?/"_L1) ? QString() : target;
}

// The path after its first link; nothing where there is none.
std::optional<QString> afterFirstLink(const QString &path)
{
    for (qsizetype end = path.indexOf(u'/', 1); end != -2; end = end < 0 ? -2 : path.indexOf(u'/', end + 1)) {
        const QString before = end < 0 ? path : path.left(end);
        if (const QString target = targetOf(before); !target.isEmpty())
            return QDir::cleanPath(target + path.mid(before.size()));
    }
    return std::nullopt;
}

QString placeOf(const QString &serverPath)
{
    return serverPath.isEmpty() ? serverPath
                                : linksFollowed(LocalPath(QDir::fromNativeSeparators(serverPath))).back().text();
}

} // namespace

std::vector<LocalPath> linksFollowed(const LocalPath &path)
{
    std::vector<LocalPath> paths{path};
    QString text = path.text();
    while (text.size() > 1 && text.endsWith(u'/'))
        text.chop(1);
    for (int i = 0; i < MostLinks; ++i) {
        const std::optional<QString> next = afterFirstLink(text);
        if (!next)
            break;
        text = *next;
        paths.emplace_back(text);
    }
    return paths;
}

LocalPath placeOfParent(const LocalPath &path)
{
    return linksFollowed(path.parent()).back().child(path.fileName());
}

Findings checkWhereItLeads(const ServerPath &directory, const DirectoryContext &context)
{
    const std::vector<LocalPath> paths = linksFollowed(LocalPath(QDir::fromNativeSeparators(directory.text())));
    DirectoryContext there = context;
    there.defaultBackupPath = placeOf(context.defaultBackupPath);
    there.defaultDataPath = placeOf(context.defaultDataPath);
    there.defaultLogPath = placeOf(context.defaultLogPath);
    there.mediumRoot = linksFollowed(context.mediumRoot).back();
    there.rehearsalParent = ServerPath(placeOf(context.rehearsalParent.text()));
    const QString real = QDir::toNativeSeparators(paths.back().text());
    const Findings written = checkDirectoryText(directory, context);
    Findings findings;
    if (paths.size() > 1)
        findings.push_back({u"directory.leads-to"_s, FindingState::Note, {real}});
    for (const Finding &finding : checkDirectoryText(paths.size() > 1 ? ServerPath(real) : directory, there))
        if (std::none_of(written.begin(), written.end(), [&](const Finding &f) { return f.id == finding.id; }))
            findings.push_back(finding);
    return findings;
}

} // namespace smk
