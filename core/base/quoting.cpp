#include "quoting.h"

using namespace Qt::StringLiterals;

namespace smk {

QString shellQuoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', "'\\''"_L1) + u'\'';
}

QString powerShellQuoted(const QString &text)
{
    QString quoted(u'\'');
    for (const QChar unit : text) {
        quoted += unit;
        if (unit == u'\'' || (unit >= QChar(0x2018) && unit <= QChar(0x201b)))
            quoted += unit;
    }
    return quoted + u'\'';
}

} // namespace smk
