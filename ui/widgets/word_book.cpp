#include "word_book.h"

#include <QCoreApplication>

namespace smk {

namespace {

WordsLookup &lookup()
{
    static WordsLookup book;
    return book;
}

// A terminal may have no other than the straight one; a window has, and its own texts use it. In a text of ours alone,
// as in "server's" and "isn't": what a server or a command says stays as it is.
bool isApostrophe(const QString &text, qsizetype at)
{
    const auto letter = [&text](qsizetype i) { return i >= 0 && i < text.size() && text.at(i).isLetter(); };
    return text.at(at) == u'\'' && letter(at - 1) && letter(at + 1) && QStringView(u"st").contains(text.at(at + 1))
           && !letter(at + 2);
}

QString fillIn(const char *source, const QStringList &arguments)
{
    if (!source || !*source)
        return {};
    const QString text = QCoreApplication::translate("words", source);
    QString filled;
    // In one pass, so that an argument that itself holds "%1" stays as it is.
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int number = i + 1 < text.size() && text.at(i) == u'%' ? text.at(i + 1).digitValue() : -1;
        if (number >= 1) {
            filled += arguments.value(number - 1);
            ++i;
        } else if (isApostrophe(text, i)) {
            filled += QChar(0x2019);
        } else {
            filled += text.at(i);
        }
    }
    return filled;
}

} // namespace

void setWordsLookup(WordsLookup book)
{
    lookup() = std::move(book);
}

Wording wordingOf(const QString &id, const QStringList &arguments)
{
    const Words *words = lookup() ? lookup()(id) : nullptr;
    if (!words)
        return {id, arguments.join(QStringLiteral(" · ")), {}};
    return {fillIn(words->title, arguments), fillIn(words->text, arguments), fillIn(words->remedy, arguments)};
}

} // namespace smk
