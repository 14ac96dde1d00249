// The options of the verbs: one name means the same everywhere. A secret is never one of them.
#pragma once

#include "output.h"

#include <QCommandLineParser>

namespace smk {

enum OptionGroup : unsigned {
    ConnectOptions = 1,
    PasswordOptions = 2,
    MediumOptions = 4,
    DirectoryOptions = 8,
    CustodyOptions = 16,
    RunOptions = 32,
    ProofOptions = 64,
};

class CommandLine
{
public:
    CommandLine(const QString &verb, const QString &summary, unsigned groups);
    // More options of one verb alone; `value` empty: a switch.
    void add(const QString &name, const QString &description, const QString &value = {});
    // Nothing: go on. Else the exit code: usage, or help was printed. --data is carried out.
    [[nodiscard]] std::optional<int> read(const QStringList &arguments, Output &output);
    // False, and empty, for an option that this verb does not have.
    [[nodiscard]] bool has(const QString &name) const { return m_names.contains(name) && m_parser.isSet(name); }
    [[nodiscard]] QStringList values(const QString &name) const
    {
        return has(name) ? m_parser.values(name) : QStringList();
    }
    [[nodiscard]] QString value(const QString &name) const { return has(name) ? m_parser.value(name) : QString(); }

private:
    void addGroups(unsigned groups);
    QString m_verb;
    QStringList m_names;
    QCommandLineParser m_parser;
};

} // namespace smk
