// What a verb prints: lines for people, or one JSON object with ids, arguments and outcome.
#pragma once

#include "finding.h"
#include "problem.h"

#include <QJsonObject>

namespace smk {

// README.md lists the exit codes.
enum class Exit { Done = 0, NotVerified = 1, Usage = 2, Blocked = 3, Failed = 4, Unknown = 5, Cancelled = 130 };

[[nodiscard]] QString
exitName(Exit code); // "done", "not-verified", "usage", "blocked", "failed", "unknown", "cancelled"

class Output
{
public:
    Output(QString verb, bool json)
        : m_verb(std::move(verb))
        , m_json(json)
    {
    }
    [[nodiscard]] bool isJson() const { return m_json; }
    void line(const QString &text) const;       // standard output; nothing with --json
    void aside(const QString &text) const;      // standard error, with --json too
    void finding(const Finding &finding) const; // indented, with the word of its state
    void findings(const Findings &findings, bool factsToo) const;
    void put(const QString &key, const QJsonValue &value) { m_object.insert(key, value); }
    void step(int number, const QString &title, const QString &state, const QString &sentence);
    [[nodiscard]] int end(Exit code);
    // A Problem in words, with its causes, command and remedy; ends with `code`, or Unknown where its outcome is.
    [[nodiscard]] int problem(const Problem &problem, Exit code);
    [[nodiscard]] int usage(const QString &text);

private:
    QString m_verb;
    bool m_json;
    QJsonObject m_object;
};

} // namespace smk
