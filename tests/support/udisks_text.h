// The objects of UDisks as its own tool prints them, read back: of recordings, and of what a fuzzer makes of them.
#pragma once

#include "udisks_objects.h"

#include <QRegularExpression>

namespace smk::test {

inline QVariant valueOf(const QString &text)
{
    if (text == QStringLiteral("true") || text == QStringLiteral("false"))
        return text == QStringLiteral("true");
    bool ok = false;
    const qulonglong number = text.toULongLong(&ok);
    if (ok)
        return number;
    QString plain = text;
    return plain.remove(QLatin1Char('\''));
}

// "udisksctl dump" and "udisksctl monitor" as objects.
inline UDisksObjects objectsOfText(const QByteArray &text)
{
    static const QRegularExpression object(QStringLiteral("(/org/freedesktop/UDisks2/\\S+?):?\\s*$"));
    static const QRegularExpression interface(QStringLiteral("^\\s+(org\\.freedesktop\\.UDisks2\\.\\S+):\\s*$"));
    static const QRegularExpression property(QStringLiteral("^\\s+(\\w+):\\s*(.*?)\\s*$"));
    UDisksObjects objects;
    QString at;
    QString in;
    for (const QString &line : QString::fromUtf8(text).split(QLatin1Char('\n'))) {
        if (const auto match = interface.match(line); match.hasMatch())
            objects[at][in = match.captured(1)];
        else if (const auto prop = property.match(line); prop.hasMatch() && !in.isEmpty())
            objects[at][in].insert(prop.captured(1), valueOf(prop.captured(2)));
        else if (const auto found = object.match(line); found.hasMatch())
            at = found.captured(1);
    }
    return objects;
}

} // namespace smk::test
