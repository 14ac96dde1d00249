#include "rich_text.h"

#include "theme.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongWord = 48; // longer than the half of a fingerprint, which is read as one
constexpr qsizetype Piece = 16;
constexpr QChar NoWidth(0x200B);

bool isMark(QChar c)
{
    return c == u'*' || c == u'`' || c == u'&';
}

} // namespace

QString breakable(const QString &text)
{
    QString with;
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype end = at;
        // After a slash a line may break as it is.
        while (end < text.size() && !text.at(end).isSpace() && text.at(end) != u'/')
            ++end;
        const bool isLong = end - at > LongWord;
        qsizetype piece = 0;
        for (; at < end; ++at) {
            const QChar c = text.at(at);
            with += c;
            ++piece;
            const bool inside = at + 1 < end && !isMark(c) && !isMark(text.at(at + 1)) && !c.isHighSurrogate();
            if (isLong && inside && (piece >= Piece || (c == u'\\' && piece > 1))) {
                with += NoWidth;
                piece = 0;
            }
        }
        if (at < text.size())
            with += text.at(at++);
    }
    return with;
}

QString withoutBreaks(const QString &text)
{
    return QString(text).remove(NoWidth);
}

QString richText(const QString &written)
{
    const QString markup = breakable(written);
    static const QString boldOpen = u"<span style=\"font-weight:600\">"_s;
    const QFont fixedNow = fixedFont();
    const QString fixedOpen =
        u"<span style=\"font-family:'%1'; font-size:%2pt\">"_s.arg(fixedNow.families().join(u"','"_s))
            .arg(fixedNow.pointSizeF(), 0, 'f', 2);
    QString html;
    bool inBold = false;
    bool inFixed = false;
    // Spans are closed and opened again around each mark, so that the two may overlap in any way.
    const auto toggle = [&](bool &flag) {
        html += (inBold ? u"</span>"_s : QString()) + (inFixed ? u"</span>"_s : QString());
        flag = !flag;
        html += (inBold ? boldOpen : QString()) + (inFixed ? fixedOpen : QString());
    };
    for (qsizetype i = 0; i < markup.size(); ++i) {
        const QChar c = markup.at(i);
        if (c == u'*' && i + 1 < markup.size() && markup.at(i + 1) == u'*') {
            toggle(inBold);
            ++i;
        } else if (c == u'`') {
            toggle(inFixed);
        } else if (c == u'\n') {
            html += u"<br>"_s;
        } else {
            html += QString(c).toHtmlEscaped();
        }
    }
    html += (inBold ? u"</span>"_s : QString()) + (inFixed ? u"</span>"_s : QString());
    return html;
}

QString plainText(const QString &markup)
{
    return QString(markup).remove(u"**"_s).remove(u'`');
}

QString bold(const QString &data)
{
    return u"**"_s + QString(data).replace(u"**"_s, u"*"_s) + u"**"_s;
}

QString fixed(const QString &data)
{
    return u"`"_s + QString(data).replace(u'`', u'\'') + u"`"_s;
}

QString keyGuidMarkup(const QString &guid)
{
    const QString upper = guid.toUpper();
    if (upper.size() < 8)
        return fixed(upper);
    return u"`"_s + upper.chopped(8) + u"**"_s + upper.last(8) + u"**`"_s;
}

QString keyGuidShort(const QString &guid)
{
    return u"`…**"_s + guid.toUpper().right(8) + u"**`"_s;
}

} // namespace smk
