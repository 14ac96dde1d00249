#include "output.h"

#include "display_text.h"
#include "interrupt.h"
#include "json_problem.h"
#include "server_words.h"
#include "words.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

void print(std::FILE *stream, const QString &text)
{
    // Line by line: names from servers and media must not move the cursor, but our own line ends stay.
    for (const QString &one : text.split(u'\n'))
        std::fprintf(stream, "%s\n", displayText(one).toUtf8().constData());
    std::fflush(stream);
}

QString stateWord(FindingState state)
{
    switch (state) {
    case FindingState::Fact:
        return {};
    case FindingState::Ok:
        return u"ok"_s;
    case FindingState::Note:
        return u"note"_s;
    case FindingState::NotVerified:
        return u"not verified"_s;
    case FindingState::Blocker:
        return u"not possible"_s;
    }
    return {};
}

QString causeWord(CauseCheck check)
{
    switch (check) {
    case CauseCheck::Found:
        return u"found"_s;
    case CauseCheck::RuledOut:
        return u"ruled out"_s;
    case CauseCheck::NotChecked:
        return u"not checked"_s;
    }
    return {};
}

} // namespace

QString exitName(Exit code)
{
    switch (code) {
    case Exit::Done:
        return u"done"_s;
    case Exit::NotVerified:
        return u"not-verified"_s;
    case Exit::Usage:
        return u"usage"_s;
    case Exit::Blocked:
        return u"blocked"_s;
    case Exit::Failed:
        return u"failed"_s;
    case Exit::Unknown:
        return u"unknown"_s;
    case Exit::Cancelled:
        return u"cancelled"_s;
    }
    return {};
}

void Output::line(const QString &text) const
{
    if (!m_json)
        print(stdout, text);
}

void Output::aside(const QString &text) const
{
    print(stderr, text);
}

void Output::finding(const Finding &finding) const
{
    const QString word = stateWord(finding.state);
    line(u"     %1%2"_s.arg(word.isEmpty() ? QString() : word + u" - "_s, plainLine(finding)));
    const bool acts = finding.state == FindingState::Note || finding.state == FindingState::Blocker;
    if (const Words *words = acts ? wordsOf(finding.id) : nullptr; words && *words->remedy)
        line(u"       "_s + fill(QString::fromUtf8(words->remedy), finding.arguments));
    if (!finding.command.isEmpty())
        line(u"       run: %1"_s.arg(finding.command));
}

void Output::findings(const Findings &findings, bool factsToo) const
{
    for (const Finding &one : findings)
        if (factsToo || (one.state != FindingState::Fact && one.state != FindingState::Ok))
            finding(one);
}

void Output::step(int number, const QString &title, const QString &state, const QString &sentence)
{
    line(u"%1 %2 %3%4"_s.arg(number).arg(title, -9).arg(state, sentence.isEmpty() ? QString() : u": "_s + sentence));
    QJsonArray steps = m_object.value("steps"_L1).toArray();
    steps.append(QJsonObject{{u"number"_s, number}, {u"step"_s, title}, {u"state"_s, state}});
    put(u"steps"_s, steps);
}

int Output::end(Exit code)
{
    if (m_json) {
        put(u"verb"_s, m_verb);
        put(u"outcome"_s, exitName(code));
        put(u"exit"_s, static_cast<int>(code));
        std::fputs(QJsonDocument(m_object).toJson(QJsonDocument::Indented).constData(), stdout);
        std::fflush(stdout);
    }
    return static_cast<int>(code);
}

int Output::problem(const Problem &problem, Exit code)
{
    const bool stopped = interrupt::requested() && problem.outcome == Outcome::None;
    if (problem.outcome == Outcome::Unknown)
        code = Exit::Unknown;
    else if (stopped && code == Exit::Blocked)
        code = Exit::Cancelled;
    put(u"problem"_s, toJson(problem));
    if (!m_json) {
        const QString told = plainLine(problem);
        aside(told);
        for (const Cause &cause : problem.causes)
            aside(u"  - %1: %2"_s.arg(plainLine(Finding{cause.id, FindingState::Fact, cause.arguments}),
                                      causeWord(cause.check)));
        if (const Words *words = wordsOf(problem.id); words && *words->remedy)
            aside(u"  "_s + fill(QString::fromUtf8(words->remedy), problem.arguments));
        if (!problem.command.isEmpty())
            aside(u"  run: %1"_s.arg(problem.command));
        if (const QString line = problem.server ? numberLine(*problem.server) : QString(); !line.isEmpty()) {
            const QString text = shortServerText(*problem.server);
            aside(u"  server: %1%2"_s.arg(line, text.isEmpty() || told.contains(text) ? QString() : u": "_s + text));
        }
    }
    return end(code);
}

int Output::usage(const QString &text)
{
    put(u"problem"_s,
        QJsonObject{{u"id"_s, u"smkctl.usage"_s}, {u"arguments"_s, QJsonArray{text}}, {u"outcome"_s, u"none"_s}});
    if (!m_json)
        aside(u"smkctl %1: %2\nTry: smkctl %1 --help"_s.arg(m_verb, text));
    return end(Exit::Usage);
}

} // namespace smk
