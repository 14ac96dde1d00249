#include "password_text.h"

namespace smk {

namespace {

// The code point at `i`, and how many units it takes. A lone surrogate comes back as itself.
struct CodePoint
{
    char32_t code = 0;
    std::size_t units = 1;
    bool lone = false;
};

CodePoint codePointAt(std::u16string_view text, std::size_t i)
{
    const char16_t unit = text[i];
    if (QChar::isHighSurrogate(unit) && i + 1 < text.size() && QChar::isLowSurrogate(text[i + 1]))
        return {QChar::surrogateToUcs4(unit, text[i + 1]), 2, false};
    return {unit, 1, QChar::isSurrogate(unit)};
}

void count(PasswordShape &shape, char32_t code)
{
    switch (QChar::category(code)) {
    case QChar::Letter_Uppercase:
    case QChar::Letter_Titlecase:
        ++shape.upper;
        break;
    case QChar::Letter_Lowercase:
        ++shape.lower;
        break;
    case QChar::Punctuation_Connector:
    case QChar::Punctuation_Dash:
    case QChar::Punctuation_Open:
    case QChar::Punctuation_Close:
    case QChar::Punctuation_InitialQuote:
    case QChar::Punctuation_FinalQuote:
    case QChar::Punctuation_Other:
    case QChar::Symbol_Math:
    case QChar::Symbol_Currency:
    case QChar::Symbol_Modifier:
    case QChar::Symbol_Other:
        ++shape.symbols;
        break;
    case QChar::Other_Control:
        shape.hasControls = true;
        break;
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_Format:
    case QChar::Other_NotAssigned:
    case QChar::Other_PrivateUse:
        shape.hasHidden = true;
        break;
    default:
        // The policy speaks of the digits 0 to 9; letters without case (Lo, Lm) are of no class.
        if (code >= U'0' && code <= U'9')
            ++shape.digits;
        break;
    }
}

bool startsWithFolded(std::u16string_view text, std::u16string_view name)
{
    std::size_t t = 0;
    std::size_t n = 0;
    while (n < name.size()) {
        if (t >= text.size())
            return false;
        const CodePoint a = codePointAt(text, t);
        const CodePoint b = codePointAt(name, n);
        if (QChar::toCaseFolded(a.code) != QChar::toCaseFolded(b.code))
            return false;
        t += a.units;
        n += b.units;
    }
    return true;
}

} // namespace

PasswordShape shapeOf(const SecretString &password)
{
    const std::u16string_view text = password.view();
    PasswordShape shape;
    shape.units = text.size();
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint at = codePointAt(text, i);
        shape.nonAscii |= at.code > 0x7e;
        shape.hasLoneSurrogate |= at.lone;
        if (!at.lone)
            count(shape, at.code);
        i += at.units;
    }
    if (!text.empty())
        shape.edgeBlank = QChar::isSpace(text.front()) || QChar::isSpace(text.back());
    return shape;
}

bool containsName(const SecretString &password, const QString &name)
{
    if (name.size() < 3)
        return false;
    const std::u16string_view text = password.view();
    const std::u16string_view wanted(reinterpret_cast<const char16_t *>(name.utf16()),
                                     static_cast<std::size_t>(name.size()));
    for (std::size_t i = 0; i + wanted.size() <= text.size(); ++i)
        if (startsWithFolded(text.substr(i), wanted))
            return true;
    return false;
}

} // namespace smk
