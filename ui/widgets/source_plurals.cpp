#include "source_plurals.h"

#include <QCoreApplication>

namespace smk {

QString SourcePlurals::translate(const char *, const char *source, const char *, int n) const
{
    QString text = QString::fromUtf8(source);
    if (n < 0 || !text.contains(QLatin1String("(s)")))
        return {};
    return text.replace(QLatin1String("(s)"), n == 1 ? QString() : QStringLiteral("s"));
}

void useSourcePlurals()
{
    static SourcePlurals *plurals = nullptr;
    if (plurals != nullptr)
        return;
    plurals = new SourcePlurals(qApp);
    QCoreApplication::installTranslator(plurals);
}

} // namespace smk
