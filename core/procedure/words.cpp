#include "words.h"

#include "driver_choice.h"
#include "elevation.h"
#include "procedure.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace smk {

std::span<const std::span<const Words>> wordTables()
{
    static const std::vector<std::span<const Words>> tables{
        connectWords(),   preflightWords(), driverWords(),    passwordWords(), mediumWords(),
        directoryWords(), executeWords(),   copyWords(),      verifyWords(),   storeWords(),
        historyWords(),   filesWords(),     procedureWords(), elevationWords()};
    return tables;
}

const Words *wordsOf(const QString &id)
{
    static const QHash<QString, const Words *> index = [] {
        QHash<QString, const Words *> all;
        for (const std::span<const Words> table : wordTables())
            for (const Words &words : table)
                all.insert(QString::fromLatin1(words.id), &words);
        return all;
    }();
    return index.value(id);
}

QString fill(const QString &text, const QStringList &arguments)
{
    // By hand in one pass: QString::arg() would fill a "%2" that stands in the first argument.
    QString filled;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype index =
            i + 1 < text.size() && text[i] == u'%' && text[i + 1].isDigit() ? text[i + 1].digitValue() : 0;
        if (index < 1) {
            filled += text[i];
            continue;
        }
        filled += arguments.value(index - 1);
        ++i;
    }
    return filled;
}

namespace {

QString sentence(const QString &id, const QStringList &arguments, const char *Words::*part)
{
    const Words *words = wordsOf(id);
    if (!words)
        return part == &Words::title ? id : arguments.join(u", "_s);
    return fill(QString::fromUtf8(words->*part), arguments);
}

} // namespace

QString plainLine(const Problem &problem)
{
    QStringList parts{sentence(problem.id, problem.arguments, &Words::title)};
    if (const QString text = sentence(problem.id, problem.arguments, &Words::text); !text.isEmpty())
        parts.append(text);
    // A finding that forbids going on has a label for a title: "Permission: …".
    const bool sentences = parts.first().endsWith(u'.') || parts.first().endsWith(u':');
    QString line = (problem.outcome == Outcome::Unknown ? u"Outcome unknown: "_s : u"Stopped: "_s)
                   + parts.join(sentences ? u" "_s : u": "_s);
    if (problem.server && problem.server->number != 0)
        line += u" (%1)"_s.arg(problem.server->number);
    return line;
}

QString plainLine(const Finding &finding)
{
    const QString title = sentence(finding.id, finding.arguments, &Words::title);
    const QString text = sentence(finding.id, finding.arguments, &Words::text);
    return text.isEmpty() ? title : title + u": "_s + text;
}

} // namespace smk
