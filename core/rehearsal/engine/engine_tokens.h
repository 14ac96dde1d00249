// Transact-SQL cut into tokens; and the same text with the passwords masked, for every record that is kept.
#pragma once

#include "engine_reply.h"

#include <QString>

#include <vector>

namespace smk::engine {

enum class TokenKind { Word, QuotedWord, Variable, Text, Number, Binary, Sign, End };

struct Token
{
    TokenKind kind = TokenKind::End;
    QString text;         // unquoted; a Sign's own characters
    qsizetype offset = 0; // of its first character
    qsizetype end = 0;
    int line = 1;
    [[nodiscard]] bool is(const char *word) const; // keyword or sign, in any case
};

struct Tokens
{
    std::vector<Token> list;           // ends with an End
    std::vector<ServerMessage> errors; // 105, 102, 113
};

[[nodiscard]] Tokens tokenised(const QString &sql);
// Every literal behind PASSWORD = as N'******'; a text that cannot be cut is masked from the first PASSWORD on.
[[nodiscard]] QString masked(const QString &sql);

} // namespace smk::engine
