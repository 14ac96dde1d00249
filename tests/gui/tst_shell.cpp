// The shell by keyboard: Enter follows the fill, Esc cancels, F6 walks the panes, locked steps are only looked at.
#include "shell.h"
#include "theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

class Page : public StepPage
{
public:
    explicit Page(const QString &name)
        : StepPage(name, name)
        , edit(new QLineEdit)
        , inPage(new QPushButton(u"Create and &protect"_s))
    {
        setTitle(name);
        content()->addWidget(edit);
        content()->addWidget(inPage);
        inPage->hide();
        connect(inPage, &QPushButton::clicked, this, [this] { ++pressedInPage; });
    }
    using StepPage::clearBanner;
    using StepPage::setBanner;
    void primary() override
    {
        ++pressed;
        if (goes)
            Q_EMIT goNext();
    }
    void cancelWork() override { ++cancelled; }
    [[nodiscard]] bool isBusy() const override { return busy; }
    [[nodiscard]] QPushButton *filledButton() const override { return inPage; }
    void onRemedy(const QString &id) override { remedies << id; }
    QLineEdit *edit;
    QPushButton *inPage;
    int pressed = 0;
    int pressedInPage = 0;
    int cancelled = 0;
    bool goes = false;
    bool busy = false;
    QStringList remedies;
};

} // namespace

class TestShell : public QObject
{
    Q_OBJECT
    std::unique_ptr<Shell> shell;
    Page *one = nullptr;
    Page *two = nullptr;

private Q_SLOTS:
    void init()
    {
        shell = std::make_unique<Shell>();
        one = new Page(u"one"_s);
        two = new Page(u"two"_s);
        shell->addStep(one);
        shell->addStep(two);
        shell->show();
        QVERIFY(QTest::qWaitForWindowExposed(shell.get()));
        shell->activateWindow();
        shell->showPage(u"one"_s);
        QTRY_VERIFY(one->edit->hasFocus());
    }

    void enterPressesTheFooter()
    {
        QVERIFY(shell->primaryButton()->isDefault());
        QTest::keyClick(one->edit, Qt::Key_Return);
        QCOMPARE(one->pressed, 1);
    }

    void enterFollowsTheFillIntoThePage()
    {
        one->inPage->show();
        Q_EMIT one->footerChanged();
        QVERIFY(!shell->primaryButton()->isDefault());
        QVERIFY(one->inPage->isDefault());
        QTest::keyClick(one->edit, Qt::Key_Return);
        QCOMPARE(one->pressedInPage, 1);
        QCOMPARE(one->pressed, 0);
    }

    void enterGoesToTheRemedyWhileABannerShows()
    {
        Problem problem{u"x.stopped"_s, {}};
        problem.remedies = {u"retry"_s, u"other"_s};
        one->setBanner(problem);
        QVERIFY(!shell->primaryButton()->isDefault());
        QVERIFY(one->banner()->hasFocus());
        QTest::keyClick(one->banner(), Qt::Key_Return);
        QCOMPARE(one->remedies, QStringList{u"retry"_s});
        QCOMPARE(one->pressed, 0);
        one->clearBanner();
        QVERIFY(shell->primaryButton()->isDefault());
        QVERIFY(one->edit->hasFocus());
    }

    void escapeStopsTheWorkElseAsks()
    {
        QSignalSpy asked(shell.get(), &Shell::cancelRequested);
        one->busy = true;
        QTest::keyClick(one->edit, Qt::Key_Escape);
        QCOMPARE(one->cancelled, 1);
        QCOMPARE(asked.size(), 0);
        one->busy = false;
        QTest::keyClick(one->edit, Qt::Key_Escape);
        QCOMPARE(asked.size(), 1);
    }

    void lockedStepsAreOnlyLookedAt()
    {
        one->goes = true;
        one->edit->setText(u"typed"_s);
        shell->primaryButton()->click();
        QCOMPARE(shell->workingStep(), u"two"_s);
        shell->setLockedSteps(1);
        shell->showPage(u"one"_s);
        QCOMPARE(shell->currentPage(), one);
        QCOMPARE(shell->workingStep(), u"two"_s);
        QVERIFY(one->isLocked());
        QVERIFY(!one->edit->isEnabled());
        QVERIFY(shell->backButton()->isHidden());
        QCOMPARE(one->edit->text(), u"typed"_s);
        shell->primaryButton()->click(); // Return to step 2
        QCOMPARE(shell->currentPage(), two);
        QCOMPARE(one->pressed, 1);
    }

    void sixWalksThePanes()
    {
        QTest::keyClick(one->edit, Qt::Key_F6);
        QVERIFY(shell->sidePanel()->view()->hasFocus());
        QTest::keyClick(shell->sidePanel()->view(), Qt::Key_F6);
        QVERIFY(one->edit->hasFocus());
    }

    void foldsWhenNarrow()
    {
        shell->resize(700, 500);
        QTRY_VERIFY(shell->isNarrow());
        QVERIFY(shell->sidePanel()->isHidden());
        shell->resize(960, 648);
        QTRY_VERIFY(!shell->isNarrow());
    }
};

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    applyTheme(app, ThemeChoice::Light, false);
    TestShell test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_shell.moc"
