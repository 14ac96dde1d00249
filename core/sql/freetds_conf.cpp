#include "freetds_conf.h"

#include "make_problem.h"
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <filesystem>
#include <map>
#include <mutex>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

struct PrivateConf
{
    std::mutex guard;
    QTemporaryDir folder{QDir::tempPath() + u"/smk-XXXXXX"_s}; // made with mode 0700
    std::map<QString, QString> sections;
    QString foreign = qEnvironmentVariable("FREETDSCONF"); // what the user had set, before we set ours
};

PrivateConf &privateConf()
{
    static PrivateConf conf;
    return conf;
}

// FreeTDS opens the file at each connect, so a new state replaces the old one in one step.
bool rewrite(PrivateConf &conf)
{
    const QString name = conf.folder.filePath(u"freetds.conf"_s);
    const QString next = name + u".next"_s;
    QFile::remove(next);
    QFile file(next);
    if (!conf.folder.isValid() || !file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    QString text;
    for (const auto &[section, body] : conf.sections)
        text += u'[' + section + u"]\n"_s + body;
    const QByteArray bytes = text.toUtf8();
    if (file.write(bytes) != bytes.size() || !file.flush())
        return false;
    file.close();
    // Not QFile::rename, which refuses to replace: a driver may be reading at this moment.
    std::error_code error;
    std::filesystem::rename(std::filesystem::path(next.toStdU16String()), std::filesystem::path(name.toStdU16String()),
                            error);
    return !error && qputenv("FREETDSCONF", QFile::encodeName(name));
}

// Beside the conf, named by what is in it.
Result<LocalPath> writeCertificates(const QByteArray &pem)
{
    PrivateConf &conf = privateConf();
    const std::lock_guard lock(conf.guard);
    const QByteArray hash = QCryptographicHash::hash(pem, QCryptographicHash::Sha256).toHex().left(16);
    const QString name = conf.folder.filePath(QString::fromLatin1(hash) + u".pem"_s);
    QFile file(name);
    const bool there = file.exists();
    if (!there
        && (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(pem) != pem.size() || !file.flush())) {
        file.remove();
        return fail(connectProblem("connect.private-conf", {conf.folder.path()}, {u"retry"_s}));
    }
    return LocalPath(name);
}

// A value ends at ; and #, blanks in it run together, and a line has an end (measured: 300 characters are too many).
bool fitsIntoConf(const QString &path)
{
    constexpr qsizetype longest = 200;
    return path.size() <= longest && path == path.simplified() && !path.contains(u';') && !path.contains(u'#');
}

// What freetds.conf is to name beside the section's own words; empty: nothing is to be written.
Result<LocalPath> certificatesFor(const ConnectionSpec &spec)
{
    constexpr qint64 largest = 16 * 1024 * 1024;
    if (!spec.pinnedCertificate.isEmpty())
        return pinnedCertificateFile(spec);
    if (spec.caFile.isEmpty() || fitsIntoConf(spec.caFile.text()))
        return LocalPath();
    QFile file(spec.caFile.text());
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest)
        return fail(connectProblem("connect.ca-file", {spec.caFile.text()}, {u"trust-ca"_s}));
    return writeCertificates(file.readAll());
}

} // namespace

QString freeTdsSectionText(const ConnectionSpec &spec, const LocalPath &written)
{
    QString text = u"\thost = %1\n"_s.arg(spec.host);
    if (spec.port == 0 && !spec.instance.isEmpty())
        text += u"\tinstance = %1\n"_s.arg(spec.instance);
    else
        text += u"\tport = %1\n"_s.arg(spec.port == 0 ? 1433 : spec.port);
    text += u"\ttds version = 7.4\n\tclient charset = UTF-8\n"_s;
    // For what QODBC asks while it opens: without this a server that falls silent there is waited for without end. Our
    // own statements each bring their own time.
    text += u"\ttimeout = 30\n"_s;
    text += u"\tencryption = %1\n"_s.arg(spec.encryption == Encryption::Optional ? u"request"_s : u"require"_s);
    if (spec.encryption != Encryption::Optional && !spec.trustServerCertificate) {
        const LocalPath &authority = written.isEmpty() ? spec.caFile : written;
        text += u"\tca file = %1\n"_s.arg(authority.isEmpty() ? u"system"_s : authority.text());
        // 1.3 knows no other name than the host's; our own probe then compares the name (line_trust.h).
        const bool ownName =
            spec.nameInCertificate.isEmpty() || spec.nameInCertificate.compare(spec.host, Qt::CaseInsensitive) == 0;
        text += ownName
                    ? u"\tcheck certificate hostname = yes\n"_s
                    : u"\tcheck certificate hostname = no\n\tcertificate hostname = %1\n"_s.arg(spec.nameInCertificate);
    } else if (!written.isEmpty()) // a certificate that stands among the trusted ones is good itself (measured)
        text += u"\tca file = %1\n\tcheck certificate hostname = no\n"_s.arg(written.text());
    return text;
}

Result<QString> freeTdsSection(const ConnectionSpec &spec)
{
    const auto written = certificatesFor(spec);
    if (!written)
        return fail(written.error());
    const QString text = freeTdsSectionText(spec, *written);
    const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    const QString section = u"smk-"_s + QString::fromLatin1(hash);
    PrivateConf &conf = privateConf();
    const std::lock_guard lock(conf.guard);
    const bool known =
        !conf.sections.try_emplace(section, text).second && QFile::exists(conf.folder.filePath(u"freetds.conf"_s));
    if (!known && !rewrite(conf)) {
        conf.sections.erase(section); // else the next attempt would take it for written
        return fail(connectProblem("connect.private-conf", {conf.folder.path()}, {u"retry"_s}));
    }
    return section;
}

Result<LocalPath> pinnedCertificateFile(const ConnectionSpec &spec)
{
    return writeCertificates(spec.pinnedCertificate);
}

QStringList usersFreeTdsConfs()
{
    QStringList files;
    if (!privateConf().foreign.isEmpty())
        files << privateConf().foreign;
    return files << QDir::homePath() + u"/.freetds.conf"_s << u"/etc/freetds/freetds.conf"_s
                 << u"/usr/local/etc/freetds.conf"_s << u"/etc/freetds.conf"_s;
}

} // namespace smk
