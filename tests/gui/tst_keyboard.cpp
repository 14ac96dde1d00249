// Every page without a mouse: where Tab goes, which letters there are with Alt, where the focus is after an act, and
// that what is longer than the window is reached. Connect's states are in tst_connect.cpp.
#include "card_list.h"
#include "copy_text.h"
#include "finding_list.h"
#include "keyboard_check.h"
#include "link_button.h"
#include "page_words.h"
#include "rich_text.h"
#include "source_plurals.h"
#include "wizard_driver.h"
#include "word_book.h"

#include <QClipboard>
#include <QLabel>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

class Page : public StepPage
{
public:
    Page()
        : StepPage(u"one"_s, u"One"_s)
        , cards(new CardList(CardKind::Choice))
        , list(new FindingList)
    {
        setTitle(u"One"_s);
        cards->setAccessibleName(u"Media"_s);
        content()->addWidget(cards);
        content()->addWidget(list);
        content()->addStretch();
    }
    CardList *cards;
    FindingList *list;
    void focusFirst() override { cards->setFocus(); }
};

std::vector<Card> manyCards(int count)
{
    std::vector<Card> cards;
    for (int i = 0; i < count; ++i)
        cards.push_back({.id = QString::number(i),
                         .name = u"%1 %2"_s.arg(QString(128, u'x')).arg(i),
                         .facts = u"14 GB free"_s,
                         .shape = Shape::TickDisc,
                         .word = u"Fit."_s,
                         .sentence = u"Encrypted."_s,
                         .possible = i % 3 != 0});
    return cards;
}

} // namespace

class Keyboard : public QObject
{
    Q_OBJECT
    std::unique_ptr<Shell> shell;
    Page *page = nullptr;

    void open()
    {
        shell = std::make_unique<Shell>();
        page = new Page;
        shell->addStep(page);
        shell->resize(800, 600);
        shell->show();
        QVERIFY(QTest::qWaitForWindowExposed(shell.get()));
        shell->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(shell.get()));
        shell->showPage(u"one"_s);
    }
    // The part of the page that is in sight.
    [[nodiscard]] QRect sight() const
    {
        const auto *area = shell->findChild<QScrollArea *>();
        return {0, area->verticalScrollBar()->value(), area->viewport()->width(), area->viewport()->height()};
    }
    [[nodiscard]] QRect currentCard() const
    {
        const QRect rect = page->cards->visualRect(page->cards->currentIndex());
        return rect.translated(page->cards->viewport()->mapTo(page, QPoint()));
    }

private Q_SLOTS:
    void cleanup() { shell.reset(); }

    void everyPage()
    {
        QStringList complaints;
        WizardDriver wizard({});
        QVERIFY(wizard.waitFor([&] { return wizard.shell()->primaryButton()->text().contains(u"REHEARSAL"_s); }));
        for (int i = 0; i < 12; ++i) {
            const QPointer<QWidget> focus = QApplication::focusWidget();
            const QString where = wizard.page();
            if (!focus || focus == wizard.shell()->currentPage())
                complaints << where + u": the focus is nowhere"_s;
            if (!wizard.shell()->accessibleName().contains(wizard.shell()->currentPage()->title()))
                complaints << where + u": the window is called "_s + wizard.shell()->accessibleName();
            QStringList all = complaintsOfKeyboard(*wizard.shell());
            const QSize size = wizard.shell()->size();
            wizard.shell()->resize(640, 480);
            all += complaintsOfKeyboard(*wizard.shell());
            wizard.shell()->resize(size);
            for (const QString &complaint : all)
                complaints << where + u": "_s + complaint;
            if (focus)
                focus->setFocus();
            if (where == "finish"_L1)
                break;
            QVERIFY2(wizard.step(), qPrintable(where + u' ' + wizard.bannerId()));
        }
        QCOMPARE(wizard.page(), u"finish"_s);
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
    }

    // The key file's folder was made: what is next is Next, and it has the focus, seen.
    void afterCreate()
    {
        WizardDriver wizard({});
        QVERIFY(wizard.goTo(u"directory"_s));
        QVERIFY(wizard.waitFor([&] { return wizard.find("directory.create")->isVisible(); }));
        QVERIFY(wizard.waitFor([&] { return wizard.find("directory.create")->hasFocus(); }));
        wizard.enter();
        QVERIFY(wizard.waitFor([&] { return !wizard.find("directory.create")->isVisible(); }));
        QVERIFY(wizard.waitFor([&] { return wizard.shell()->primaryButton()->hasFocus(); }));
        // And who stands there hears what was found.
        QVERIFY2(wizard.waitFor(
                     [&] { return wizard.shell()->primaryButton()->accessibleDescription().contains(u"protected"_s); }),
                 qPrintable(wizard.shell()->primaryButton()->accessibleDescription()));
    }

    // Cards that come while the list has the focus: one of them is the current one, else it is nowhere.
    void cardsComeLater()
    {
        open();
        page->cards->setCards(manyCards(1));
        page->cards->setFocus();
        page->cards->setCards({});
        page->cards->setCards(manyCards(3));
        QVERIFY(page->cards->hasFocus());
        QVERIFY(page->cards->currentIndex().isValid());
        QCOMPARE(page->cards->selectedId(), QString()); // looked at, not chosen
    }

    void fortyDrives()
    {
        open();
        page->cards->setCards(manyCards(40));
        QTRY_VERIFY(shell->findChild<QScrollArea *>()->verticalScrollBar()->maximum() > 1000);
        page->cards->setFocus();
        QTRY_VERIFY(sight().contains(currentCard()));
        QCOMPARE(page->cards->currentIndex().row(), 0);
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Down, Qt::Key_Down, Qt::Key_End, Qt::Key_Up,
                                  Qt::Key_Up, Qt::Key_Up, Qt::Key_Up, Qt::Key_Up, Qt::Key_Home}) {
            QTest::keyClick(page->cards, key);
            QVERIFY2(sight().contains(currentCard()), qPrintable(QKeySequence(key).toString()));
        }
        QCOMPARE(page->cards->currentIndex().row(), 0);
        QTest::keyClick(page->cards, Qt::Key_End);
        shell->primaryButton()->setFocus();
        QTest::keyClick(shell->primaryButton(), Qt::Key_PageUp);
        page->cards->setFocus();
        QVERIFY(sight().contains(currentCard()));
    }

    // Facts alone: nothing to stop at, and yet all of them can be read.
    void sixtyFindings()
    {
        open();
        std::vector<FindingRow> rows;
        for (int i = 0; i < 60; ++i)
            rows.push_back({QString::number(i), Shape::Tick, u"Check %1"_s.arg(i), u"A fact."_s});
        page->list->setRows(rows);
        auto *bar = shell->findChild<QScrollArea *>()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 1000);
        shell->primaryButton()->setFocus();
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(shell->primaryButton(), Qt::Key_PageDown);
        QCOMPARE(bar->value(), bar->maximum());
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(shell->primaryButton(), Qt::Key_PageUp);
        QCOMPARE(bar->value(), 0);
    }

    // What a screen reader goes by: a role for what Qt does not know, in the order of the eye.
    void readers()
    {
        open();
        const auto role = [](QWidget *widget) { return QAccessible::queryAccessibleInterface(widget)->role(); };
        QCOMPARE(role(shell.get()), QAccessible::Window);
        QCOMPARE(role(page), QAccessible::Grouping);
        QCOMPARE(role(page->banner()), QAccessible::AlertMessage);
        QCOMPARE(role(page->list), QAccessible::Grouping);
        const QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(page);
        QCOMPARE(seen->text(QAccessible::Name), u"One"_s);
        QCOMPARE(seen->childCount(), 3); // heading, the banner's place, content
        QCOMPARE(seen->child(1)->object(), page->banner()->parent());
        const QAccessibleInterface *heading = seen->child(0)->child(0);
        QCOMPARE(heading->role(), QAccessible::Heading);
        QCOMPARE(heading->text(QAccessible::Name), u"One"_s);
        page->list->addRow({u"a"_s, Shape::Octagon, u"Permission"_s, u"dba lacks CONTROL SERVER."_s});
        QCOMPARE(page->list->valueLabel(u"a"_s)->accessibleName(), u"Stopped. Permission: dba lacks CONTROL SERVER."_s);
        page->list->addRow({u"b"_s, Shape::DashedDisc, u"Rights"_s, u"Not verified: who can read it."_s});
        QCOMPARE(page->list->valueLabel(u"b"_s)->accessibleName(), u"Rights: Not verified: who can read it."_s);
    }

    void longWords()
    {
        const QString path = u"D:\\Backups\\"_s + QString(60, u'x') + u"\\key"_s;
        QVERIFY(breakable(path) != path);
        QCOMPARE(withoutBreaks(breakable(path)), path);
        QCOMPARE(plainText(fixed(path)), path); // what is read and copied is as it was
        QCOMPARE(breakable(u"C:\\Keys a-name /a/path"_s), u"C:\\Keys a-name /a/path"_s);
        const QString slashes = u"/var/backups/sqlserver/keys/of-this-year/and-of-the-one-before/REHEARSAL.key"_s;
        QCOMPARE(breakable(slashes), slashes);
        QCOMPARE(withoutBreaks(richText(bold(QString(80, u'W')))),
                 u"<span style=\"font-weight:600\">"_s + QString(80, u'W') + u"</span>"_s);
        open();
        page->list->addRow({u"a"_s, Shape::None, u"Path"_s, fixed(path)});
        auto *label = page->list->valueLabel(u"a"_s);
        label->setSelection(0, int(breakable(path).size()));
        QTest::keySequence(label, QKeySequence::Copy);
        QCOMPARE(QApplication::clipboard()->text(), path);
    }

    // An apostrophe of our own is a curved one, as everywhere in the window; what was put in stays as it is.
    void apostrophes()
    {
        const auto before = qScopeGuard([] { useWords(); });
        setWordsLookup([](const QString &) -> const Words * {
            static const Words words{"x", "The server's 'name' is %1.", "N'a' = N'b'"};
            return &words;
        });
        const Wording said = wordingOf(u"x"_s, {u"o'brien"_s});
        QCOMPARE(said.title, u"The server\u2019s 'name' is o'brien."_s);
        QCOMPARE(said.text, u"N'a' = N'b'"_s);
    }

    void copiedIsSaid()
    {
        open();
        page->list->addRow({u"a"_s, Shape::DashedDisc, u"Rights"_s, u"Not verified."_s, {}, u"Copy"_s});
        auto *link = page->list->findChild<LinkButton *>();
        QCOMPARE(link->accessibleDescription(), u"Rights"_s);
        page->list->copyOf(u"a"_s, u"stat /srv"_s);
        QCOMPARE(QApplication::clipboard()->text(), u"stat /srv"_s);
        QCOMPARE(link->accessibleDescription(), u"Copied."_s);
        page->list->copyOf(u"a"_s, u"stat /srv"_s); // pressed twice
        QTRY_COMPARE(link->accessibleDescription(), u"Rights"_s);
    }

    void plurals()
    {
        const SourcePlurals plurals;
        QCOMPARE(plurals.translate("x", "%n backup(s)", nullptr, 1), u"%n backup"_s);
        QCOMPARE(plurals.translate("x", "%n backup(s)", nullptr, 0), u"%n backups"_s);
        QVERIFY(plurals.translate("x", "%n backup(s)", nullptr, -1).isNull());
        QVERIFY(plurals.translate("x", "Next", nullptr, 2).isNull());
        useSourcePlurals();
        QCOMPARE(QCoreApplication::translate("x", "%n note(s)", nullptr, 2), u"2 notes"_s);
    }
};

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, []() -> std::unique_ptr<QObject> {
        useWords();
        return std::make_unique<Keyboard>();
    });
}

#include "tst_keyboard.moc"
