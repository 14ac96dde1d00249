#include "procedure.h"
#include "test_main.h"
#include "words.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

QStringList sourcesOfRooms()
{
    QStringList files;
    const QDir core(QString::fromUtf8(SMK_TEST_DATA "/../core"));
    for (const char *room : {"sql", "files", "connect", "password", "medium", "directory", "execute", "copy", "verify",
                             "store", "history", "procedure"}) {
        const QDir folder(core.filePath(QString::fromLatin1(room)));
        for (const QString &name : folder.entryList({u"*.cpp"_s}, QDir::Files))
            files.append(folder.filePath(name));
    }
    return files;
}

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class WordsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyIdOnceWithATitle()
    {
        QSet<QString> seen;
        QStringList wrong;
        for (const std::span<const Words> table : wordTables())
            for (const Words &words : table) {
                const QString id = QString::fromLatin1(words.id);
                if (seen.contains(id))
                    wrong.append(u"twice: "_s + id);
                seen.insert(id);
                if (QByteArray(words.title).trimmed().isEmpty())
                    wrong.append(u"no title: "_s + id);
                QCOMPARE(wordsOf(id) != nullptr, true);
            }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        smk::test::expectCaseCount("words", static_cast<int>(seen.size()), 200);
    }

    void placeholdersCountFromOne()
    {
        static const QRegularExpression placeholder(u"%([0-9])"_s);
        QStringList wrong;
        for (const std::span<const Words> table : wordTables())
            for (const Words &words : table) {
                const QString all =
                    QString::fromUtf8(words.title) + QString::fromUtf8(words.text) + QString::fromUtf8(words.remedy);
                QSet<int> used;
                for (auto match = placeholder.globalMatch(all); match.hasNext();)
                    used.insert(match.next().captured(1).toInt());
                if (used.contains(0))
                    wrong.append(QString::fromLatin1(words.id));
            }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    // What the rooms' sources name as a remedy, and every id of a room that they raise, has words.
    void idsInTheSourcesResolve()
    {
        static const QRegularExpression remedies(u"remedies = \\{([^}]*)\\}"_s);
        static const QRegularExpression word(u"\"([a-z][a-z-]+)\""_s);
        static const QRegularExpression raised(
            u"(?:Problem\\{|\\.id = |reasonId = |note\\(|CauseCheck::\\w+, |push_back\\(\\{)\\s*u?\"([a-z]+\\.[a-z0-9.-]+)\""_s);
        QSet<QString> missing;
        int looked = 0;
        for (const QString &path : sourcesOfRooms()) {
            const QString text = read(path);
            for (auto match = remedies.globalMatch(text); match.hasNext();)
                for (auto id = word.globalMatch(match.next().captured(1)); id.hasNext(); ++looked)
                    if (const QString name = id.next().captured(1); !wordsOf(name))
                        missing.insert(name + u" in "_s + QFileInfo(path).fileName());
            for (auto match = raised.globalMatch(text); match.hasNext(); ++looked)
                if (const QString name = match.next().captured(1); !wordsOf(name))
                    missing.insert(name + u" in "_s + QFileInfo(path).fileName());
        }
        if (looked == 0)
            QSKIP("the sources are not here");
        QStringList sorted(missing.begin(), missing.end());
        sorted.sort();
        QVERIFY2(sorted.isEmpty(), qPrintable(sorted.join(u'\n')));
    }

    void fillsOnceOnly()
    {
        QCOMPARE(fill(u"%1 and %2"_s, {u"%2"_s, u"b"_s}), u"%2 and b"_s);
        QCOMPARE(fill(u"100 % of %1"_s, {u"x"_s}), u"100 % of x"_s);
        QCOMPARE(fill(u"%1%2"_s, {u"only"_s}), u"only"_s);
    }

    void plainLinesSayWhatIsTrue()
    {
        Problem problem{u"procedure.no-copy"_s};
        QVERIFY(plainLine(problem).startsWith("Stopped: The key is not on the medium yet."_L1));
        problem.outcome = Outcome::Unknown;
        problem.server.emplace().number = 15240;
        QVERIFY(plainLine(problem).startsWith("Outcome unknown: "_L1));
        QVERIFY(plainLine(problem).endsWith("(15240)"_L1));
        QCOMPARE(plainLine(Finding{u"no.such-id"_s, FindingState::Ok, {u"a"_s}}), u"no.such-id: a"_s);
    }
};

SMK_TEST(WordsTest)
#include "tst_words.moc"
