// The whole procedure by key and mouse, against the practice server, within its click caps.
#include "shell.h"
#include "wizard_driver.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

using namespace smk;
using namespace Qt::StringLiterals;

class StraightPath : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wholeProcedure();
};

void StraightPath::wholeProcedure()
{
    WizardDriver wizard({});
    QVERIFY(wizard.goTo(u"finish"_s));
    QVERIFY2(wizard.shownWords().contains(u"is backed up, copied and proved"_s), qPrintable(wizard.shownWords()));
    wizard.save(u"09-finish"_s);

    wizard.enter(); // Eject has the focus
    QVERIFY(wizard.waitFor([&] { return wizard.shownWords().contains(u"safe to unplug"_s); }));
    wizard.save(u"09b-ejected"_s);
    wizard.enter();
    QVERIFY(wizard.waitFor([&] { return !wizard.shell()->isVisible(); }));

    const std::map<QString, int> caps{{u"start"_s, 1},     {u"connect"_s, 2}, {u"password"_s, 4}, {u"medium"_s, 2},
                                      {u"directory"_s, 3}, {u"execute"_s, 1}, {u"copy"_s, 0},     {u"verify"_s, 4},
                                      {u"store"_s, 3},     {u"finish"_s, 2}};
    int sum = 0;
    for (const auto &[page, cap] : caps) {
        const auto found = wizard.interactions().find(page);
        const int pressed = found == wizard.interactions().end() ? 0 : found->second;
        sum += pressed;
        std::printf("interactions: %s %d (cap %d)\n", qPrintable(page), pressed, cap);
        QVERIFY2(pressed <= cap, qPrintable(page));
    }
    std::printf("interactions: sum %d (cap 18)\n", sum);
    QVERIFY(sum <= 18);

    const QStringList receipts = QDir(wizard.dataFolder() + u"/rehearsal"_s).entryList({u"*.json"_s});
    QCOMPARE(receipts.size(), 1);
    QFile file(wizard.dataFolder() + u"/rehearsal/"_s + receipts.front());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(QJsonDocument::fromJson(text).object().value(u"rehearsal"_s).toBool());
    QVERIFY(!text.contains(wizard.keptPassword().toUtf8()));
}

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, [] { return std::make_unique<StraightPath>(); });
}

#include "tst_straight_path.moc"
