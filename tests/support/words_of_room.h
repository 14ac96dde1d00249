// Every id that a room's sources name has words, and no two rows have the same id.
#pragma once

#include "problem.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <span>

namespace smk::test {

// `room` is the id's first part and the folder below core/. Ids that are built at run time are given in `more`.
inline void expectWordsOfRoom(const QString &room, std::span<const Words> table, const QStringList &more = {})
{
    QSet<QString> known;
    for (const Words &words : table) {
        const QString id = QString::fromLatin1(words.id);
        QVERIFY2(!known.contains(id), words.id);
        QVERIFY2(*words.title, words.id);
        known.insert(id);
    }
    QStringList missing;
    const QDir folder(QStringLiteral(SMK_TEST_DATA) + QStringLiteral("/../core/") + room);
    const QStringList names = folder.entryList({QStringLiteral("*.cpp")}, QDir::Files);
    QVERIFY2(!names.isEmpty(), qPrintable(folder.path()));
    const QRegularExpression id(QStringLiteral("\"(%1\\.[a-z0-9.-]*[a-z0-9])\"").arg(room));
    QStringList wanted = more;
    for (const QString &name : names) {
        QFile source(folder.filePath(name));
        QVERIFY(source.open(QIODevice::ReadOnly));
        for (auto found = id.globalMatch(QString::fromUtf8(source.readAll())); found.hasNext();)
            wanted << found.next().captured(1);
    }
    for (const QString &each : wanted)
        if (!known.contains(each) && !missing.contains(each))
            missing << each;
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char(' '))));
}

} // namespace smk::test
