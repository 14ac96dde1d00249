// The catalogue of errors in the code and the one in tests/errors, row against row, both ways; and words for each
// class.
#include "backup_problem.h"
#include "create_refusal.h"
#include "facts_problem.h"
#include "native_statement.h"
#include "open_error.h"
#include "proof_decisions.h"
#include "test_main.h"
#include "way_decisions.h"
#include "words.h"

#include <QFile>
#include <QSet>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    QString place;
    QString code;
    QString id;
};

QList<Row> rowsOfFile()
{
    QList<Row> rows;
    QFile file(u"" SMK_TEST_DATA "/errors/catalogue.tsv"_s);
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList cells = line.split(u'\t');
        if (!line.startsWith(u'#') && cells.size() == 5)
            rows.append({cells[0], cells[1], cells[3]});
    }
    return rows;
}

// What a statement's SQLSTATE means; "-": the server's number tells.
QString classOfState(const QString &state)
{
    const ServerError record{0, -1, -1, state, {}};
    return isTimeout(record)     ? u"sql.query-timeout"_s
           : isCancelled(record) ? u"sql.cancelled"_s
           : isLinkLost(record)  ? u"connect.link-lost"_s
                                 : u"-"_s;
}

QStringList rowsOfCode()
{
    QStringList rows;
    const auto add = [&rows](const char *place, std::span<const NumberedId> table) {
        for (const NumberedId &row : table)
            rows << u"%1 %2 %3"_s.arg(QLatin1StringView(place)).arg(row.number).arg(QLatin1StringView(row.id));
    };
    add("login", openServerNumbers());
    add("driver", openDriverNumbers());
    for (const StateId &row : openStates())
        rows << u"state %1 %2"_s.arg(QLatin1StringView(row.state), QLatin1StringView(row.id));
    for (const StateId &row : openTexts())
        rows << u"text %1 %2"_s.arg(QLatin1StringView(row.state), QLatin1StringView(row.id));
    ServerError same;
    same.number = 15588;
    const StatementAnswer identical{Outcome::Done, {}, {same}};
    if (const auto proof = proofOfAnswer(identical); proof && proof->state == ProofState::Proved)
        rows << u"restore 15588 "_s + proof->reasonId;
    add("facts", factsNumbers());
    add("create", createNumbers());
    add("backup", backupNumbers());
    add("hash", hashNumbers());
    add("read", readNumbers());
    add("restore", restoreNumbers());
    return rows;
}

} // namespace

class CatalogueTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fileAndCodeAreOne()
    {
        const QStringList code = rowsOfCode();
        const QSet<QString> known(code.begin(), code.end());
        QCOMPARE(known.size(), code.size()); // no number twice at one place
        QSet<QString> told;
        QStringList wrong;
        for (const Row &row : rowsOfFile()) {
            const QString here = u"%1 %2 "_s.arg(row.place, row.code);
            if (row.place == "statement"_L1) {
                if (classOfState(row.code) != row.id)
                    wrong << here + classOfState(row.code);
                continue;
            }
            if (row.id != "-"_L1) {
                told.insert(here + row.id);
                if (!known.contains(here + row.id))
                    wrong << u"in the file alone: "_s + here + row.id;
            } else if (std::any_of(code.begin(), code.end(),
                                   [&here](const QString &c) { return c.startsWith(here); })) {
                wrong << u"called unknown, but has a class: "_s + here;
            }
        }
        for (const QString &row : code)
            if (!told.contains(row))
                wrong << u"in the code alone: "_s + row;
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        test::expectCaseCount("errors of the catalogue", int(code.size()), 150);
    }

    // A broken line, a time-out and a cancel leave BACKUP unknown; the server's own word does not.
    void outcomesOfStates()
    {
        for (const Row &row : rowsOfFile()) {
            if (row.place != "statement"_L1)
                continue;
            StatementAnswer answer;
            answer.errors.push_back({row.id == "-"_L1 ? 15240 : 0, -1, -1, row.code, {}});
            QCOMPARE(outcomeOf(answer, true), row.id == "-"_L1 ? Outcome::None : Outcome::Unknown);
        }
    }

    void everyClassHasTitleCauseAndRemedy()
    {
        QSet<QString> classes;
        QStringList wrong;
        for (const Row &row : rowsOfFile()) {
            if (row.id == "-"_L1 || classes.contains(row.id))
                continue;
            classes.insert(row.id);
            const Words *words = wordsOf(row.id);
            // What is a line of a list (a way, a proof, a hash that is missing) has its list's remedy.
            const bool isLine = row.place == "hash"_L1 || row.place == "read"_L1 || row.place == "state"_L1
                                || row.place == "text"_L1 || row.place == "statement"_L1
                                || row.id == "verify.opened"_L1;
            if (!words || !*words->title || (!*words->remedy && !isLine))
                wrong << row.id;
        }
        // Where nothing can be done here, or there is nothing to tell but the title.
        wrong.removeAll(u"execute.not-supported"_s);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u' ')));
        test::expectCaseCount("classes of errors", int(classes.size()), 40);
    }

    void unknownOnesShowNumberAndText()
    {
        for (const char *id : {"sql.query-failed", "execute.refused", "verify.restore-refused", "copy.way.refused",
                               "directory.create-failed"}) {
            const Words *words = wordsOf(QString::fromLatin1(id));
            QVERIFY2(words, id);
            const QByteArray all = QByteArray(words->title) + words->text + words->remedy;
            QVERIFY2(all.contains("%2"), id);
        }
        const Words *login = wordsOf(u"connect.login-refused"_s); // server and login come first
        QVERIFY(login && QByteArray(login->title).contains("%3") && QByteArray(login->text).contains("%4"));
    }
};

SMK_TEST(CatalogueTest)
#include "tst_catalogue.moc"
