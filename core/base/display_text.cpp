#include "display_text.h"

namespace smk {

namespace {

// Length in units of a visible character at `i`, 0 where what stands there must not be shown.
int visibleAt(const QString &text, qsizetype i)
{
    const QChar unit = text[i];
    if (unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
        const char32_t code = QChar::surrogateToUcs4(unit, text[i + 1]);
        const QChar::Category category = QChar::category(code);
        return category == QChar::Other_Format || category == QChar::Other_NotAssigned ? 0 : 2;
    }
    switch (unit.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return 0;
    default:
        return 1;
    }
}

} // namespace

QString displayText(const QString &foreign)
{
    QString shown;
    shown.reserve(foreign.size());
    for (qsizetype i = 0; i < foreign.size();) {
        const int visible = visibleAt(foreign, i);
        if (visible)
            shown += QStringView(foreign).mid(i, visible);
        else
            shown += QChar(QChar::ReplacementCharacter);
        i += visible ? visible : 1;
    }
    return shown;
}

bool hasHiddenCharacters(const QString &text)
{
    for (qsizetype i = 0; i < text.size();) {
        const int visible = visibleAt(text, i);
        if (!visible)
            return true;
        i += visible;
    }
    return false;
}

} // namespace smk
