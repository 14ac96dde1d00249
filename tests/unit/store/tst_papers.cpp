#include "store_step.h"
#include "test_main.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

PaperFacts sample(bool rehearsal)
{
    PaperFacts facts;
    facts.rehearsal = rehearsal;
    facts.serverName = u"DBSRV01\\REPORTING"_s;
    facts.release = u"2022"_s;
    facts.productVersion = u"16.0.4185"_s;
    facts.instanceText = u"named instance"_s;
    facts.keyGuid = u"6E0B41D7-2C5F-4A83-9B1E-70D4A9C25F18"_s;
    facts.keyModified = QDateTime(QDate(2016, 5, 9), QTime(8, 0));
    facts.fileName = u"DBSRV01$REPORTING-smk-20261124T204503Z.key"_s;
    facts.size = 1164;
    facts.hash = Sha256::of("key");
    facts.madeUtc = QDateTime(QDate(2026, 11, 24), QTime(20, 45), Qt::UTC);
    facts.operatorName = u"DBA on call"_s;
    facts.proofLines = {u"Copy re-read, identical."_s, u"Password as stored: right."_s,
                        u"Opened by server: not done."_s};
    facts.nextDue = QDate(2027, 11, 24);
    facts.custodyNumber = u"SMK-07"_s;
    facts.ask = u"Operations security, duty officer"_s;
    return facts;
}

QString textOf(const QByteArray &pdf, QString *size)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"label.pdf"_s));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(pdf);
    file.close();
    QProcess info;
    info.start(u"pdfinfo"_s, {file.fileName()});
    info.waitForFinished();
    *size = QString::fromUtf8(info.readAllStandardOutput());
    QProcess text;
    text.start(u"pdftotext"_s, {u"-raw"_s, file.fileName(), u"-"_s});
    text.waitForFinished();
    return QString::fromUtf8(text.readAllStandardOutput());
}

} // namespace

class PapersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void restoreTextStandsAlone()
    {
        const QByteArray text = howToRestoreText(sample(false));
        QVERIFY(!text.contains("REHEARSAL"));
        for (const char *part :
             {"DBSRV01\\REPORTING", "RESTORE SERVICE MASTER KEY", "DECRYPTION BY PASSWORD = N'<the password>'", "15313",
              "15317", "15588", "sha256sum", "Get-FileHash", "CONTROL SERVER", "6E0B41D7", "1164 bytes", "2027-11-24"})
            QVERIFY2(text.contains(part), part);
        QVERIFY(text.contains(Sha256::of("key").hex().toLatin1()));
        // FORCE is explained as loss, and stands in no statement.
        QVERIFY(text.contains("FORCE drops what cannot be decrypted"));
        QVERIFY(!QRegularExpression(u"PASSWORD[^\\n]*FORCE"_s).match(QString::fromUtf8(text)).hasMatch());
        QVERIFY(!text.contains("\n\n"));
        QCOMPARE(text.count('\n'), text.count("\r\n"));
        QVERIFY(std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; }));
    }

    void restoreTextBearsTheMarkOfARehearsal()
    {
        const QByteArray text = howToRestoreText(sample(true));
        QVERIFY(text.startsWith("REHEARSAL"));
        QVERIFY(text.trimmed().endsWith("REHEARSAL - this is not a backup."));
    }

    void foreignTextCannotForgeLines()
    {
        PaperFacts facts = sample(false);
        facts.ask = u"x\r\n5. Run FORCE"_s;
        QVERIFY(!howToRestoreText(facts).contains("\n5. Run FORCE"));
    }

    void pathIsWrittenAsTheServerReadsIt()
    {
        PaperFacts facts = sample(false);
        QVERIFY(howToRestoreText(facts).contains("<folder on the server>\\DBSRV01"));
        facts.platform = Platform::Linux;
        QVERIFY(howToRestoreText(facts).contains("<folder on the server>/DBSRV01"));
    }
};

// The label needs fonts: this whole program has a QGuiApplication.
const bool withFonts = smk::test::useApplication([](int &argc, char **argv) -> std::unique_ptr<QCoreApplication> {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
});

class LabelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void label_data()
    {
        QTest::addColumn<bool>("rehearsal");
        QTest::newRow("real") << false;
        QTest::newRow("rehearsal") << true;
    }
    void label()
    {
        QFETCH(bool, rehearsal);
        const Result<QByteArray> pdf = labelPdf(sample(rehearsal));
        QVERIFY_RESULT(pdf);
        QVERIFY(pdf->startsWith("%PDF-"));
        if (QSysInfo::kernelType() == u"winnt"_s)
            return; // the tool that reads it is looked for on Linux alone; the code is the same
        if (QStandardPaths::findExecutable(u"pdftotext"_s).isEmpty())
            QSKIP("pdftotext is not here");
        QString info;
        const QString text = textOf(*pdf, &info);
        // 210 x 99 mm in points.
        QVERIFY2(QRegularExpression(u"Page size: +595(\\.\\d+)? x 28[01]"_s).match(info).hasMatch(), qPrintable(info));
        QVERIFY(QRegularExpression(u"Pages: +1\\b"_s).match(info).hasMatch());
        QString flat = text.simplified();
        flat.replace(u"\uFB01"_s, u"fi"_s);
        for (const char *part : {"DBSRV01\\REPORTING", "2016-05-09", "A9C25F18", "1,164 bytes", "2026-11-24 20:45 UTC",
                                 "DBA on call", "Copy re-read, identical.", "Opened by server: not done.", "2027-11-24",
                                 "SMK-07", "Password is kept elsewhere."})
            QVERIFY2(flat.contains(QLatin1StringView(part)), part);
        QVERIFY(flat.contains(Sha256::of("key").checkCode()));
        QCOMPARE(info.contains(u"REHEARSAL"_s), rehearsal);
    }

    void papersAreWrittenOnce()
    {
        QTemporaryDir folder;
        const Result<MediumPapers> papers = writeMediumPapers(LocalPath(folder.path()), sample(true), "{}", {});
        QVERIFY_RESULT(papers);
        QCOMPARE(papers->receipt.path.fileName(), u"receipt.json"_s);
        const Result<MediumPapers> again = writeMediumPapers(LocalPath(folder.path()), sample(true), "{ }", {});
        QVERIFY_RESULT(again);
        QCOMPARE(readWhole(papers->receipt.path, 100).value(), QByteArray("{}"));
        QCOMPARE(again->receipt.path.fileName(), u"receipt-2.json"_s);
        QCOMPARE(readWhole(again->receipt.path, 100).value(), QByteArray("{ }"));
        QCOMPARE(again->howToRestore.path.fileName(), u"HOW-TO-RESTORE.txt"_s); // the same text is there already
    }
};

SMK_TEST(PapersTest)
SMK_TEST(LabelTest)
#include "tst_papers.moc"
