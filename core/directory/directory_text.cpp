// What can be refused at the field, before anything is asked.
#include "directory_step.h"

#include "display_text.h"
#include "path_text.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr qsizetype LongestWindowsPath = 259; // units, without the NUL
constexpr qsizetype LongestLinuxPath = 4095;  // bytes
constexpr qsizetype LongestFileName = 200;    // bytes; leaves room for what the copy appends on the medium

void add(Findings &findings, QString id, FindingState state, QStringList arguments = {})
{
    findings.push_back({std::move(id), state, std::move(arguments)});
}

void refuse(Findings &findings, QString id, QStringList arguments = {})
{
    add(findings, std::move(id), FindingState::Blocker, std::move(arguments));
}

bool hasControl(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar unit) {
        return unit.category() == QChar::Other_Control || unit.category() == QChar::Separator_Line
               || unit.category() == QChar::Separator_Paragraph;
    });
}

bool hasLoneSurrogate(const QString &text)
{
    return !text.isValidUtf16();
}

// Names that a file system takes otherwise than they are written, or not at all.
void checkNames(Findings &findings, const PathParts &parts, Platform platform)
{
    for (const QString &name : parts.names) {
        if (name == "."_L1 || name == ".."_L1)
            return refuse(findings, u"directory.path.dots"_s);
        if (platform == Platform::Linux) {
            if (name.contains(u'\\'))
                return refuse(findings, u"directory.path.backslash"_s, {name});
            continue;
        }
        if (name.contains(u':'))
            return refuse(findings, u"directory.path.colon"_s);
        if (const QChar forbidden = forbiddenOnWindows(name); !forbidden.isNull())
            return refuse(findings, u"directory.path.forbidden"_s, {QString(forbidden)});
        if (isReservedName(name))
            return refuse(findings, u"directory.path.reserved"_s, {name});
        if (name.endsWith(u'.') || name.endsWith(u' '))
            return refuse(findings, u"directory.path.trailing"_s, {name});
    }
}

void checkLength(Findings &findings, const ServerPath &directory, const DirectoryContext &context)
{
    const qsizetype name =
        1 + proposeFileName(context.serverName, QDateTime(QDate(2000, 1, 1), QTime(0, 0), Qt::UTC)).size();
    if (context.platform == Platform::Windows && directory.text().size() + name > LongestWindowsPath)
        refuse(findings, u"directory.path.too-long"_s, {QString::number(LongestWindowsPath)});
    else if (context.platform == Platform::Linux && directory.text().toUtf8().size() + name > LongestLinuxPath)
        refuse(findings, u"directory.path.too-long"_s, {QString::number(LongestLinuxPath)});
}

bool hasName(const PathParts &parts, std::initializer_list<QLatin1StringView> wanted)
{
    return std::any_of(parts.names.begin(), parts.names.end(), [&wanted](const QString &name) {
        return std::any_of(wanted.begin(), wanted.end(),
                           [&name](QLatin1StringView w) { return name.compare(w, Qt::CaseInsensitive) == 0; });
    });
}

// By the names that their programs give: "OneDrive - Example" too. A server's path tells no more.
bool isCloud(const PathParts &parts)
{
    return hasName(parts, {"Dropbox"_L1, "Google Drive"_L1, "GoogleDrive"_L1, "My Drive"_L1, "iCloudDrive"_L1,
                           "Nextcloud"_L1, "ownCloud"_L1, "Box Sync"_L1, "pCloudDrive"_L1, "Seafile"_L1})
           || std::any_of(parts.names.begin(), parts.names.end(), [](const QString &name) {
                  return name.compare("OneDrive"_L1, Qt::CaseInsensitive) == 0
                         || name.startsWith("OneDrive - "_L1, Qt::CaseInsensitive);
              });
}

bool isTemporary(const QString &path, const PathParts &parts, Platform platform)
{
    if (platform == Platform::Linux)
        return liesIn(path, u"/tmp"_s, platform) || liesIn(path, u"/var/tmp"_s, platform)
               || liesIn(path, u"/dev/shm"_s, platform);
    return hasName(parts, {"temp"_L1, "tmp"_L1, "systemtemp"_L1});
}

bool isProfile(const QString &path, const PathParts &parts, Platform platform)
{
    if (platform == Platform::Linux)
        return liesIn(path, u"/home"_s, platform) || liesIn(path, u"/root"_s, platform);
    return parts.names.size() > 1 && parts.names.first().compare("Users"_L1, Qt::CaseInsensitive) == 0;
}

bool isSystem(const QString &path, const PathParts &parts, Platform platform)
{
    if (platform == Platform::Linux) {
        for (const QString &folder :
             {u"/etc"_s, u"/usr"_s, u"/bin"_s, u"/sbin"_s, u"/lib"_s, u"/boot"_s, u"/dev"_s, u"/proc"_s, u"/sys"_s})
            if (liesIn(path, folder, platform))
                return true;
        return false;
    }
    return !parts.names.isEmpty() && parts.names.first().compare("Windows"_L1, Qt::CaseInsensitive) == 0;
}

// The instance's own folders; where it keeps its files in a volume's root, a folder beside them is one of its own.
void checkInstance(Findings &findings, const QString &path, const DirectoryContext &context)
{
    const Platform platform = context.platform;
    const auto inside = [&](const QString &folder) {
        return liesIn(path, folder, platform) && !partsOf(ServerPath(folder), platform).names.isEmpty();
    };
    if (inside(context.defaultDataPath))
        return refuse(findings, u"directory.path.data"_s);
    if (inside(context.defaultLogPath))
        return refuse(findings, u"directory.path.log"_s);
    for (const QString &folder : {context.defaultDataPath, context.defaultLogPath, context.defaultBackupPath})
        if (liesIn(folder, path, platform) && comparable(folder, platform) != comparable(path, platform))
            return add(findings, u"directory.path.above-data"_s, FindingState::Note);
}

void checkPlace(Findings &findings, const QString &path, const PathParts &parts, const DirectoryContext &context)
{
    const Platform platform = context.platform;
    checkInstance(findings, path, context);
    if (hasName(parts, {"inetpub"_L1, "wwwroot"_L1, "htdocs"_L1})
        || (platform == Platform::Linux
            && (liesIn(path, u"/var/www"_s, platform) || liesIn(path, u"/srv/www"_s, platform))))
        refuse(findings, u"directory.path.web"_s);
    if (isCloud(parts))
        add(findings, u"directory.path.cloud"_s, FindingState::Note);
    if (isSystem(path, parts, platform))
        refuse(findings, u"directory.path.system"_s);
    if (context.seenFromHere && !context.mediumRoot.isEmpty() && liesIn(path, context.mediumRoot.text(), platform))
        refuse(findings, u"directory.path.medium"_s, {context.mediumRoot.text()});
    if (liesIn(path, context.defaultBackupPath, platform) && !liesIn(path, context.defaultDataPath, platform))
        add(findings, u"directory.path.backup"_s, FindingState::Note);
    if (platform == Platform::Linux && liesIn(path, u"/var/opt/mssql"_s, platform))
        add(findings, u"directory.path.var-opt"_s, FindingState::Note);
    // The practice root lies in a temporary folder on purpose.
    if (isTemporary(path, parts, platform) && !liesIn(path, context.rehearsalParent.text(), platform))
        add(findings, u"directory.path.temporary"_s, FindingState::Note);
    else if (isProfile(path, parts, platform) && !liesIn(path, context.rehearsalParent.text(), platform))
        add(findings, u"directory.path.profile"_s, FindingState::Note);
}

// Nothing more is worth saying when the root is wrong.
bool checkRoot(Findings &findings, const QString &text, const PathParts &parts, Platform platform)
{
    switch (parts.root) {
    case PathRoot::None:
        refuse(findings, u"directory.path.not-rooted"_s,
               {platform == Platform::Windows ? u"D:\\SMK-Backup"_s : u"/srv/smk-backup"_s});
        return false;
    case PathRoot::Device:
        refuse(findings, u"directory.path.device"_s);
        return false;
    case PathRoot::Foreign: {
        QString other = text;
        if (platform == Platform::Linux)
            other.replace(u'\\', u'/');
        refuse(findings,
               platform == Platform::Linux ? u"directory.path.windows-on-linux"_s
                                           : u"directory.path.linux-on-windows"_s,
               {other});
        return false;
    }
    case PathRoot::Share:
        if (parts.host.compare("tsclient"_L1, Qt::CaseInsensitive) == 0) {
            refuse(findings, u"directory.path.tsclient"_s);
            return false;
        }
        add(findings, u"directory.path.share"_s, FindingState::Note, {parts.host});
        if (parts.names.isEmpty())
            add(findings, u"directory.path.share-root"_s, FindingState::Note);
        return true;
    case PathRoot::Drive:
    case PathRoot::Slash:
        if (parts.names.isEmpty())
            refuse(findings, u"directory.path.volume-root"_s, {text});
        return !parts.names.isEmpty();
    }
    return false;
}

} // namespace

Findings checkDirectoryText(const ServerPath &directory, const DirectoryContext &context)
{
    Findings findings;
    const QString &text = directory.text();
    if (text.trimmed().isEmpty()) {
        refuse(findings, u"directory.path.empty"_s);
        return findings;
    }
    if (hasControl(text)) {
        refuse(findings, u"directory.path.control"_s);
        return findings;
    }
    if (hasLoneSurrogate(text)) {
        refuse(findings, u"directory.path.broken"_s);
        return findings;
    }
    const PathParts parts = partsOf(directory, context.platform);
    if (!checkRoot(findings, text, parts, context.platform))
        return findings;
    checkNames(findings, parts, context.platform);
    checkLength(findings, directory, context);
    if (parts.doubled)
        add(findings, u"directory.path.doubled"_s, FindingState::Note);
    if (hasHiddenCharacters(text))
        add(findings, u"directory.path.hidden"_s, FindingState::Note, {displayText(text)});
    checkPlace(findings, text, parts, context);
    return findings;
}

Findings checkFileName(const QString &fileName, Platform platform)
{
    Findings findings;
    if (fileName.trimmed().isEmpty())
        refuse(findings, u"directory.name.empty"_s);
    else if (hasControl(fileName))
        refuse(findings, u"directory.name.control"_s);
    else if (hasLoneSurrogate(fileName))
        refuse(findings, u"directory.name.broken"_s);
    else if (fileName.contains(u'/') || fileName.contains(u'\\'))
        refuse(findings, u"directory.name.separator"_s);
    else if (fileName == "."_L1 || fileName == ".."_L1)
        refuse(findings, u"directory.name.dots"_s);
    // On Linux too: the file travels on a medium whose file system is most often one of Windows.
    else if (fileName.contains(u':'))
        refuse(findings, u"directory.name.colon"_s);
    else if (const QChar forbidden = forbiddenOnWindows(fileName); !forbidden.isNull())
        refuse(findings, u"directory.name.forbidden"_s, {QString(forbidden)});
    else if (isReservedName(fileName))
        refuse(findings, u"directory.name.reserved"_s, {fileName});
    else if (fileName.endsWith(u'.') || fileName.endsWith(u' ') || fileName.startsWith(u' '))
        refuse(findings, u"directory.name.trailing"_s);
    else if (fileName.toUtf8().size() > LongestFileName)
        refuse(findings, u"directory.name.too-long"_s, {QString::number(LongestFileName)});
    else if (hasHiddenCharacters(fileName))
        add(findings, u"directory.name.hidden"_s, FindingState::Note, {displayText(fileName)});
    else if (platform == Platform::Linux && fileName.startsWith(u'.'))
        add(findings, u"directory.name.dot-file"_s, FindingState::Note);
    return findings;
}

} // namespace smk
