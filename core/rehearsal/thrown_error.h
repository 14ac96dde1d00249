// An error that the practice server throws where a test or a trainer wants to see it.
#pragma once

#include <QString>

#include <optional>

namespace smk {

// At login; at the first question about the server; at BACKUP, RESTORE; where a file is read over SQL, a folder made.
enum class ThrowPlace { Login, Facts, Backup, Restore, Read, Create };

// Cut: the line is reset instead of an answer, and nothing was done. Lost: it was done, then the line is reset.
// Hang: it was done, and no answer comes.
enum class ThrowKind { Message, Cut, Lost, Hang };

struct ThrownError
{
    ThrowKind kind = ThrowKind::Message;
    int number = 0;
    int severity = 16;
    int state = 1;
    QString text = {}; // empty: the server's own where this program knows it, else a sentence in another language
    ThrowPlace place = ThrowPlace::Backup;
};

// "15240@backup", "17809,20,1@login", "4861,16,1=some text@read", "cut@login", "lost@backup", "hang@backup".
[[nodiscard]] std::optional<ThrownError> parseThrown(const QString &text);

} // namespace smk
