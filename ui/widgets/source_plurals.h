// "2 backup(s)" is for translators, who give each of their plural forms; shown untranslated it reads "2 backups".
#pragma once

#include <QTranslator>

namespace smk {

class SourcePlurals : public QTranslator
{
    Q_OBJECT
public:
    using QTranslator::QTranslator;
    [[nodiscard]] bool isEmpty() const override { return false; }
    // Null, so that others are asked: no number, or no "(s)" in the text.
    [[nodiscard]] QString translate(const char *context, const char *source, const char *comment, int n) const override;
};

// Once; a translation that is installed after it comes first.
void useSourcePlurals();

} // namespace smk
