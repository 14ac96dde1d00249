// Where the widgets get the words of a Finding, a Cause, a remedy or a Problem from. The program hands over one lookup
// (over the tables that stand beside the steps); the widgets do not know the tables.
#pragma once

#include "problem.h"

#include <functional>

namespace smk {

// Translated, with %1, %2 … filled in from the arguments.
struct Wording
{
    QString title;
    QString text;
    QString remedy;
};

// Returns the words of an id, or nullptr.
using WordsLookup = std::function<const Words *(const QString &id)>;

void setWordsLookup(WordsLookup lookup);
// An id without words comes back as its own title: visible, never empty.
[[nodiscard]] Wording wordingOf(const QString &id, const QStringList &arguments = {});

// The same under the name first published; two arguments, since the catalogue's own wordsOf() takes one.
using WordsOf = Wording;
[[nodiscard]] inline Wording wordsOf(const QString &id, const QStringList &arguments)
{
    return wordingOf(id, arguments);
}

} // namespace smk
