#include "json_problem.h"
#include "receipt.h"
#include "test_main.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

Receipt sample()
{
    Receipt receipt;
    receipt.runId = u"20261124T204503Z-3f9ac2d1"_s;
    receipt.state = ReceiptState::Finished;
    receipt.rehearsal = true;
    receipt.program = u"smkctl 0.1.0"_s;
    receipt.operatorName = u"dba"_s;
    receipt.startedUtc = utcOfText(u"2026-11-24T20:45:03.120Z"_s);
    receipt.finishedUtc = utcOfText(u"2026-11-24T20:46:02.000Z"_s);
    receipt.steps.push_back({u"connect"_s,
                             u"note"_s,
                             receipt.startedUtc,
                             QJsonObject{{u"server"_s, u"DBSRV01\\REPORTING"_s},
                                         {u"login"_s, u"CORP\\dba"_s},
                                         {u"serviceAccount"_s, u"NT SERVICE\\MSSQL"_s}},
                             {{u"connect.algorithm"_s, FindingState::Note, {u"TRIPLE_DES"_s}, {}}}});
    receipt.steps.push_back(
        {u"password"_s,
         u"done"_s,
         receipt.startedUtc,
         QJsonObject{{u"style"_s, u"generated"_s}, {u"place"_s, u"credential-store"_s}, {u"stig"_s, true}},
         {}});
    receipt.steps.push_back({u"store"_s,
                             u"not-verified"_s,
                             receipt.startedUtc,
                             QJsonObject{{u"place"_s, u"fire safe"_s},
                                         {u"passwordKeeper"_s, u"KEEPER-CANARY"_s},
                                         {u"nextDue"_s, u"2027-11-24"_s}},
                             {{u"procedure.papers-missing"_s,
                               FindingState::NotVerified,
                               {u"/home/PATH-CANARY"_s},
                               u"rm /home/PATH-CANARY"_s}}});
    return receipt;
}

QJsonObject sampleObject()
{
    return QJsonDocument::fromJson(encodeReceipt(sample())).object();
}

QByteArray with(const QString &key, const QJsonValue &value)
{
    QJsonObject object = sampleObject();
    object.insert(key, value);
    return QJsonDocument(object).toJson();
}

QByteArray withStep(const QJsonObject &step)
{
    QJsonArray steps = sampleObject().value("steps"_L1).toArray();
    steps.append(step);
    return with(u"steps"_s, steps);
}

} // namespace

class ReceiptTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBackAsItWas()
    {
        const Result<Receipt> again = decodeReceipt(encodeReceipt(sample()));
        QVERIFY_RESULT(again);
        QCOMPARE(encodeReceipt(*again), encodeReceipt(sample()));
        QCOMPARE(again->steps.size(), std::size_t(3));
        QCOMPARE(again->step(u"connect"_s)->findings.at(0).arguments, QStringList{u"TRIPLE_DES"_s});
        QCOMPARE(again->startedUtc, sample().startedUtc);
        QVERIFY(again->rehearsal);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("id");
        const QString not_ = u"history.not-a-receipt"_s;
        const QByteArray good = encodeReceipt(sample());
        const auto row = [&](const char *name, const QByteArray &json, const QString &id) {
            QTest::newRow(name) << json << id;
            ++m_rows;
        };
        row("empty", {}, not_);
        row("cut in the middle", good.left(good.size() / 2), not_);
        row("no JSON", "MZ\x90\x00", not_);
        row("an array", "[]", not_);
        row("another schema", with(u"schema"_s, u"package.json"_s), not_);
        row("newer version", with(u"version"_s, 2), u"history.newer-schema"_s);
        row("version from before", with(u"version"_s, 0), not_);
        row("version as a text", with(u"version"_s, u"1"_s), not_);
        row("run id climbs out", with(u"runId"_s, u"../../../../etc/x"_s), not_);
        row("run id with line end", with(u"runId"_s, u"20261124T204503Z-3f9ac2d1\n"_s), not_);
        row("unknown state", with(u"state"_s, u"perfect"_s), not_);
        row("no start", with(u"started"_s, u"yesterday"_s), not_);
        row("finished without an end", with(u"finished"_s, QJsonValue()), not_);
        row("steps are no array", with(u"steps"_s, u"all"_s), not_);
        QJsonArray many;
        for (int i = 0; i < 65; ++i)
            many.append(QJsonObject{{u"step"_s, u"s%1"_s.arg(i)}, {u"state"_s, u"done"_s}});
        row("too many steps", with(u"steps"_s, many), not_);
        row("a step twice", withStep({{u"step"_s, u"connect"_s}, {u"state"_s, u"done"_s}}), not_);
        row("a step without a name", withStep({{u"state"_s, u"done"_s}}), not_);
        row("a step in no state", withStep({{u"step"_s, u"copy"_s}, {u"state"_s, u"perfect"_s}}), not_);
        row("a finding without an id",
            withStep({{u"step"_s, u"copy"_s},
                      {u"state"_s, u"done"_s},
                      {u"findings"_s, QJsonArray{QJsonObject{{u"state"_s, u"ok"_s}}}}}),
            not_);
        row("a finding in no state",
            withStep({{u"step"_s, u"copy"_s},
                      {u"state"_s, u"done"_s},
                      {u"findings"_s, QJsonArray{QJsonObject{{u"id"_s, u"x.y"_s}, {u"state"_s, u"superb"_s}}}}}),
            not_);
        QByteArray deep;
        for (int i = 0; i < 100000; ++i)
            deep += "{\"steps\":[";
        row("nested without end", deep, not_);
        row("larger than 1 MiB", good + QByteArray(1024 * 1024, ' '), not_);
    }
    void refuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, id);
        const Result<Receipt> receipt = decodeReceipt(json);
        QVERIFY(!receipt.has_value());
        QCOMPARE(receipt.error().id, id);
    }

    void takesWhatItDoesNotKnow()
    {
        // A fact or key of a later day within version 1 is no reason to refuse.
        QVERIFY_RESULT(decodeReceipt(with(u"somethingNew"_s, 7)));
        QVERIFY_RESULT(decodeReceipt(
            withStep({{u"step"_s, u"copy"_s}, {u"state"_s, u"done"_s}, {u"facts"_s, QJsonObject{{u"new"_s, 1}}}})));
    }

    void everyCutIsRefusedOrWhole()
    {
        const QByteArray good = encodeReceipt(sample());
        for (qsizetype size = 0; size < good.trimmed().size(); ++size)
            QVERIFY2(!decodeReceipt(good.left(size)).has_value(), qPrintable(QString::number(size)));
    }

    void hostileBytesNeverCrash()
    {
        QByteArray bytes = encodeReceipt(sample());
        quint32 seed = 7;
        for (int i = 0; i < 3000; ++i) {
            QByteArray bent = bytes;
            for (int n = 0; n < 3; ++n) {
                seed = seed * 1664525u + 1013904223u;
                bent[static_cast<qsizetype>(seed >> 8) % bent.size()] = static_cast<char>(seed);
            }
            if (const Result<Receipt> receipt = decodeReceipt(bent))
                QVERIFY(isRunId(receipt->runId));
        }
    }

    void mediumFormKeepsThePasswordsPlaceAtHome()
    {
        const QByteArray json = encodeMediumReceipt(sample());
        for (const char *hidden :
             {"KEEPER-CANARY", "credential-store", "PATH-CANARY", "fire safe", "CORP", "NT SERVICE", "TRIPLE_DES"})
            QVERIFY2(!json.contains(hidden), hidden);
        QVERIFY(json.contains("DBSRV01"));
        QVERIFY_RESULT(decodeReceipt(json));
    }

    void cases() { smk::test::expectCaseCount("receipts", m_rows, 15); }

private:
    int m_rows = 0;
};

SMK_TEST(ReceiptTest)
#include "tst_receipt.moc"
