// An ini file of the driver manager (odbcinst.ini) or of FreeTDS, read as they read it: sections and keys without
// regard to case. QSettings is not used: it decodes escapes, and it writes.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace smk {

class OdbcIni
{
public:
    explicit OdbcIni(QString fileName = {}, const QString &text = {});
    [[nodiscard]] static OdbcIni read(const QString &fileName);
    [[nodiscard]] const QString &fileName() const { return m_fileName; }
    [[nodiscard]] QStringList sections() const;
    // Of the first entry; empty where there is none.
    [[nodiscard]] QString value(const QString &section, const QString &key) const;

private:
    struct Entry
    {
        QString section;
        QString key;
        QString value;
    };
    QString m_fileName;
    QStringList m_sections;
    QList<Entry> m_entries;
};

// odbcinst.ini of the system and of the user, those that exist, as unixODBC finds them (ODBCSYSINI, ODBCINSTINI).
[[nodiscard]] QList<OdbcIni> driverIniFiles();

} // namespace smk
