#include "engine_tokens.h"

#include "engine_errors.h"

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

bool startsWord(QChar c)
{
    return c.isLetter() || c == u'_' || c == u'#';
}

bool inWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'#' || c == u'$' || c == u'@';
}

class Cutter
{
public:
    explicit Cutter(const QString &sql)
        : m_sql(sql)
    {
    }

    Tokens run()
    {
        while (skipBlank()) {
            if (!next())
                break;
        }
        m_out.list.push_back(Token{TokenKind::End, {}, m_sql.size(), m_sql.size(), m_line});
        return std::move(m_out);
    }

private:
    [[nodiscard]] QChar at(qsizetype i) const { return i < m_sql.size() ? m_sql[i] : QChar(0); }

    bool skipBlank()
    {
        while (m_at < m_sql.size()) {
            const QChar c = m_sql[m_at];
            if (c == u'\n') {
                ++m_line;
                ++m_at;
            } else if (c.isSpace() || c == QChar(0) || c == QChar(0xFEFF)) {
                ++m_at;
            } else if (c == u'-' && at(m_at + 1) == u'-') {
                while (m_at < m_sql.size() && m_sql[m_at] != u'\n')
                    ++m_at;
            } else if (c == u'/' && at(m_at + 1) == u'*') {
                if (!skipComment())
                    return false;
            } else {
                return true;
            }
        }
        return false;
    }

    bool skipComment() // nested, as the language says
    {
        int depth = 0;
        do {
            if (m_at >= m_sql.size()) {
                m_out.errors.push_back(serverError(113));
                return false;
            }
            if (at(m_at) == u'/' && at(m_at + 1) == u'*') {
                ++depth;
                m_at += 2;
            } else if (at(m_at) == u'*' && at(m_at + 1) == u'/') {
                --depth;
                m_at += 2;
            } else {
                if (at(m_at) == u'\n')
                    ++m_line;
                ++m_at;
            }
        } while (depth > 0);
        return true;
    }

    void push(TokenKind kind, const QString &text, qsizetype from)
    {
        m_out.list.push_back(Token{kind, text, from, m_at, m_startLine});
    }

    bool quoted(QChar close, TokenKind kind, qsizetype from)
    {
        QString text;
        for (++m_at; m_at < m_sql.size(); ++m_at) {
            const QChar c = m_sql[m_at];
            if (c == u'\n')
                ++m_line;
            if (c != close) {
                text += c;
            } else if (at(m_at + 1) == close) {
                text += c;
                ++m_at;
            } else {
                ++m_at;
                push(kind, text, from);
                return true;
            }
        }
        m_out.errors.push_back(serverError(105, {text.left(200)}, m_startLine));
        m_out.errors.push_back(serverError(102, {text.left(200)}, m_startLine));
        return false;
    }

    bool next()
    {
        const qsizetype from = m_at;
        m_startLine = m_line;
        const QChar c = m_sql[m_at];
        if (c == u'\'')
            return quoted(u'\'', TokenKind::Text, from);
        if ((c == u'N' || c == u'n') && at(m_at + 1) == u'\'') {
            ++m_at;
            return quoted(u'\'', TokenKind::Text, from);
        }
        if (c == u'[')
            return quoted(u']', TokenKind::QuotedWord, from);
        if (c == u'"')
            return quoted(u'"', TokenKind::QuotedWord, from);
        if (c == u'@') {
            while (inWord(at(m_at)))
                ++m_at;
            push(TokenKind::Variable, m_sql.mid(from, m_at - from), from);
            return true;
        }
        if (startsWord(c)) {
            while (inWord(at(m_at)))
                ++m_at;
            push(TokenKind::Word, m_sql.mid(from, m_at - from), from);
            return true;
        }
        if (c == u'0' && (at(m_at + 1) == u'x' || at(m_at + 1) == u'X')) {
            m_at += 2;
            while (at(m_at).unicode() < 128 && std::isxdigit(at(m_at).unicode()) != 0)
                ++m_at;
            push(TokenKind::Binary, m_sql.mid(from + 2, m_at - from - 2), from);
            return true;
        }
        if (c.isDigit()) {
            while (at(m_at).isDigit() || (at(m_at) == u'.' && at(m_at + 1).isDigit()))
                ++m_at;
            push(TokenKind::Number, m_sql.mid(from, m_at - from), from);
            return true;
        }
        static const QString doubles[] = {u"<>"_s, u"<="_s, u">="_s, u"!="_s};
        const QString two = m_sql.mid(m_at, 2);
        const bool isDouble = std::find(std::begin(doubles), std::end(doubles), two) != std::end(doubles);
        m_at += isDouble ? 2 : 1;
        push(TokenKind::Sign, m_sql.mid(from, m_at - from), from);
        return true;
    }

    const QString &m_sql;
    Tokens m_out;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_startLine = 1;
};

} // namespace

bool Token::is(const char *word) const
{
    return (kind == TokenKind::Word || kind == TokenKind::Sign)
           && text.compare(QLatin1StringView(word), Qt::CaseInsensitive) == 0;
}

Tokens tokenised(const QString &sql)
{
    return Cutter(sql).run();
}

QString masked(const QString &sql)
{
    const Tokens tokens = tokenised(sql);
    if (!tokens.errors.empty()) {
        const qsizetype at = sql.indexOf("PASSWORD"_L1, 0, Qt::CaseInsensitive);
        return at < 0 ? sql : sql.left(at) + u"PASSWORD ******"_s;
    }
    QString out = sql;
    for (std::size_t i = tokens.list.size(); i-- > 0;) {
        const Token &token = tokens.list[i];
        if (token.kind != TokenKind::Text)
            continue;
        const bool behindPassword = i >= 1
                                    && (tokens.list[i - 1].is("PASSWORD")
                                        || (i >= 2 && tokens.list[i - 1].is("=") && tokens.list[i - 2].is("PASSWORD")));
        if (behindPassword)
            out.replace(token.offset, token.end - token.offset, u"N'******'"_s);
        else if (token.text.contains("PASSWORD"_L1, Qt::CaseInsensitive)) // a statement inside a literal
            out.replace(token.offset, token.end - token.offset, u"N'"_s + masked(token.text) + u'\'');
    }
    return out;
}

} // namespace smk::engine
