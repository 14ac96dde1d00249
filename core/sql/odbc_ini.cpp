#include "odbc_ini.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace smk {

using namespace Qt::StringLiterals;

OdbcIni::OdbcIni(QString fileName, const QString &text)
    : m_fileName(std::move(fileName))
{
    QString section;
    for (const QString &raw : text.split(u'\n')) {
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';'))
            continue;
        if (line.startsWith(u'[')) {
            section = line.mid(1, line.indexOf(u']') - 1).trimmed();
            m_sections << section;
            continue;
        }
        const qsizetype equals = line.indexOf(u'=');
        if (equals > 0)
            m_entries.push_back({section, line.left(equals).simplified(), line.mid(equals + 1).trimmed()});
    }
}

OdbcIni OdbcIni::read(const QString &fileName)
{
    QFile file(fileName);
    // A file alone: opening a pipe would wait for somebody to write into it.
    if (!QFileInfo(fileName).isFile() || !file.open(QIODevice::ReadOnly))
        return OdbcIni(fileName);
    return OdbcIni(fileName, QString::fromUtf8(file.read(1 << 20)));
}

QStringList OdbcIni::sections() const
{
    return m_sections;
}

QString OdbcIni::value(const QString &section, const QString &key) const
{
    for (const Entry &entry : m_entries) {
        if (entry.section.compare(section, Qt::CaseInsensitive) == 0
            && entry.key.compare(key, Qt::CaseInsensitive) == 0)
            return entry.value;
    }
    return {};
}

QList<OdbcIni> driverIniFiles()
{
    const QString folder = qEnvironmentVariable("ODBCSYSINI", u"/etc"_s);
    const QString name = qEnvironmentVariable("ODBCINSTINI", u"odbcinst.ini"_s);
    QStringList files{QDir::isAbsolutePath(name) ? name : folder + u'/' + name, QDir::homePath() + u"/.odbcinst.ini"_s};
    QList<OdbcIni> found;
    for (const QString &file : files) {
        if (QFileInfo::exists(file))
            found << OdbcIni::read(file);
    }
    return found;
}

} // namespace smk
