#include "paths.h"

namespace smk {

namespace {

bool isSeparator(QChar unit, Platform platform)
{
    return unit == QLatin1Char('/') || (platform == Platform::Windows && unit == QLatin1Char('\\'));
}

qsizetype lastSeparator(const QString &text, Platform platform)
{
    for (qsizetype i = text.size() - 1; i >= 0; --i)
        if (isSeparator(text[i], platform))
            return i;
    return -1;
}

} // namespace

ServerPath ServerPath::child(const QString &name, Platform platform) const
{
    const QChar separator = platform == Platform::Windows ? QLatin1Char('\\') : QLatin1Char('/');
    if (m_text.isEmpty() || isSeparator(m_text.back(), platform))
        return ServerPath(m_text + name);
    return ServerPath(m_text + separator + name);
}

ServerPath ServerPath::parent(Platform platform) const
{
    const qsizetype at = lastSeparator(m_text, platform);
    if (at < 0)
        return {};
    // "C:\file" lies in "C:\", "/file" in "/": the separator of a root belongs to it.
    const bool root = at == 0 || (platform == Platform::Windows && at == 2 && m_text[1] == QLatin1Char(':'));
    return ServerPath(m_text.left(root ? at + 1 : at));
}

QString ServerPath::fileName(Platform platform) const
{
    return m_text.mid(lastSeparator(m_text, platform) + 1);
}

LocalPath LocalPath::child(const QString &name) const
{
    if (m_text.isEmpty() || m_text.endsWith(QLatin1Char('/')))
        return LocalPath(m_text + name);
    return LocalPath(m_text + QLatin1Char('/') + name);
}

LocalPath LocalPath::parent() const
{
    const qsizetype at = m_text.lastIndexOf(QLatin1Char('/'));
    if (at < 0)
        return {};
    return LocalPath(m_text.left(at == 0 ? 1 : at));
}

QString LocalPath::fileName() const
{
    return m_text.mid(m_text.lastIndexOf(QLatin1Char('/')) + 1);
}

bool LocalPath::liesIn(const LocalPath &folder) const
{
    if (folder.isEmpty())
        return false;
    const bool letter = m_text.size() > 1 && m_text[0].isLetter() && m_text[1] == QLatin1Char(':');
    const bool share = m_text.startsWith(QStringLiteral("//"));
    const Qt::CaseSensitivity cases = letter || share ? Qt::CaseInsensitive : Qt::CaseSensitive;
    // "E:/" ends in its separator already, as "/" does.
    const QString root = folder.child({}).text();
    return m_text.compare(folder.text(), cases) == 0 || child({}).text().startsWith(root, cases);
}

LocalPath LocalPath::moved(const LocalPath &from, const LocalPath &to) const
{
    if (!liesIn(from))
        return to.child(fileName());
    const QString rest = m_text.mid(from.child({}).text().size());
    return rest.isEmpty() ? to : to.child(rest);
}

} // namespace smk
