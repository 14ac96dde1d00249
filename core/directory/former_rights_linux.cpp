#include "former_rights_linux.h"

#include "quoting.h"

#include <QFile>

#include <sys/stat.h>

#include <acl/libacl.h>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr mode_t SpecialBits = 07000;

mode_t modeOf(int directory)
{
    struct stat status = {};
    return ::fstat(directory, &status) == 0 ? status.st_mode & 07777 : 0700;
}

bool holdsEntries(acl_t list)
{
    acl_entry_t entry = nullptr;
    return list && acl_get_entry(list, ACL_FIRST_ENTRY, &entry) == 1;
}

QString textOf(acl_t list, const char *prefix)
{
    const std::unique_ptr<char, FreeAcl> text(acl_to_any_text(list, prefix, ',', TEXT_NUMERIC_IDS | TEXT_ABBREVIATE));
    return QString::fromLatin1(text.get());
}

} // namespace

QString pathOfOpen(int descriptor)
{
    return u"/proc/self/fd/"_s + QString::number(descriptor);
}

FormerRights::FormerRights(int directory)
    : m_mode(modeOf(directory))
    , m_access(acl_get_fd(directory))
    , m_defaults(acl_get_file(QFile::encodeName(pathOfOpen(directory)).constData(), ACL_TYPE_DEFAULT))
{
}

void FormerRights::putBack(int directory) const
{
    ::fchmod(directory, m_mode);
    if (m_access)
        acl_set_fd(directory, m_access.get());
    if (holdsEntries(m_defaults.get()))
        acl_set_file(QFile::encodeName(pathOfOpen(directory)).constData(), ACL_TYPE_DEFAULT, m_defaults.get());
}

QString FormerRights::undoCommand(const ServerPath &directory) const
{
    const QString path = shellQuoted(directory.text());
    const QString mode = u"chmod %1 %2"_s.arg(QString::number(m_mode, 8).rightJustified(4, u'0'), path);
    if (!m_access)
        return mode;
    QString list = textOf(m_access.get(), "");
    if (holdsEntries(m_defaults.get()))
        list += u',' + textOf(m_defaults.get(), "d:");
    const QString command = u"setfacl --set %1 %2"_s.arg(shellQuoted(list), path);
    return (m_mode & SpecialBits) != 0 ? command + u" && "_s + mode : command;
}

} // namespace smk
