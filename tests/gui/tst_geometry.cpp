// No label or button smaller than its hint or outside of its parent, on every page, in the three window sizes, in our
// own language and in a made-up one whose texts are 40 % longer. ctest runs it at 100, 150 and 200 %.
#include "shell.h"
#include "wizard_driver.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTranslator>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

// "Where will it live?" becomes "Where will it live? ~~~~~~~~": markers and mnemonics stay as they are.
class LongWords : public QTranslator
{
    Q_OBJECT
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        const qsizetype more = (text.size() * 2 + 4) / 5;
        QString pad;
        while (pad.size() < more)
            pad += pad.size() % 8 == 0 ? u' ' : u'm';
        return text + pad;
    }
};

struct Window
{
    const char *name;
    QSize size;
};

constexpr Window Windows[] = {{"960x648", {960, 648}}, {"960x500", {960, 500}}, {"682x480", {682, 480}}};

QString nameOf(const QWidget *widget)
{
    const auto *label = qobject_cast<const QLabel *>(widget);
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return u"%1 %2 \"%3\""_s.arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                 (label != nullptr    ? label->text()
                                  : button != nullptr ? button->text()
                                                      : QString())
                                     .left(60));
}

} // namespace

class Geometry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fits_data();
    void fits();
    void longName();

private:
    void look(const WizardDriver &wizard, const QString &where);
    QStringList m_complaints;
    int m_looked = 0;
};

void Geometry::look(const WizardDriver &wizard, const QString &where)
{
    const auto complain = [&](const QWidget *widget, const QString &what) {
        m_complaints << u"%1: %2: %3"_s.arg(where, nameOf(widget), what);
    };
    const auto widgets = wizard.shell()->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if ((label == nullptr && button == nullptr) || !widget->isVisible() || widget->objectName().startsWith(u"qt_"_s)
            || (label != nullptr && label->text().isEmpty()))
            continue;
        ++m_looked;
        const QWidget *parent = widget->parentWidget();
        if (!parent->rect().contains(widget->geometry()))
            complain(widget, u"outside of its parent: %1,%2 %3x%4 in %5x%6"_s.arg(widget->x())
                                 .arg(widget->y())
                                 .arg(widget->width())
                                 .arg(widget->height())
                                 .arg(parent->width())
                                 .arg(parent->height()));
        const bool wraps = label != nullptr && label->wordWrap();
        const QSize hint = widget->sizeHint();
        if (wraps) {
            if (widget->height() < widget->heightForWidth(widget->width()))
                complain(widget,
                         u"height %1 of %2"_s.arg(widget->height()).arg(widget->heightForWidth(widget->width())));
        } else if (widget->sizePolicy().horizontalPolicy() != QSizePolicy::Ignored
                   && (widget->width() < hint.width() || widget->height() < hint.height())) {
            complain(
                widget,
                u"%1x%2 of %3x%4"_s.arg(widget->width()).arg(widget->height()).arg(hint.width()).arg(hint.height()));
        }
    }
}

void Geometry::fits_data()
{
    QTest::addColumn<bool>("longWords");
    QTest::newRow("own words") << false;
    QTest::newRow("40 % longer") << true;
}

void Geometry::fits()
{
    QFETCH(const bool, longWords);
    m_complaints.clear();
    LongWords translator;
    if (longWords)
        QCoreApplication::installTranslator(&translator);
    {
        WizardDriver wizard({});
        QVERIFY(wizard.waitFor([&] { return wizard.shell()->primaryButton()->text().contains(u"REHEARSAL"_s); }));
        QString last;
        for (int i = 0; i < 12; ++i) {
            QTest::qWait(150);
            for (const Window &window : Windows) {
                wizard.shell()->resize(window.size);
                QTest::qWait(80);
                look(wizard, u"%1 %2"_s.arg(wizard.page(), QLatin1String(window.name)));
                wizard.save(u"geometry-%1-%2%3"_s.arg(wizard.page(), QLatin1String(window.name),
                                                      longWords ? u"-long"_s : QString()));
            }
            wizard.shell()->resize(Windows[0].size);
            if (wizard.page() == "finish"_L1)
                break;
            last = wizard.page();
            QVERIFY2(wizard.step(), qPrintable(wizard.page() + u' ' + wizard.bannerId()));
        }
        QCOMPARE(wizard.page(), u"finish"_s);
    }
    if (longWords)
        QCoreApplication::removeTranslator(&translator);
    std::printf("geometry: %d labels and buttons looked at, %d complaints\n", m_looked, int(m_complaints.size()));
    QVERIFY2(m_complaints.isEmpty(), qPrintable(m_complaints.join(u'\n')));
}

// A server's name may have 128 characters, and none of them a place to break.
void Geometry::longName()
{
    m_complaints.clear();
    WizardDriver wizard({.serverArguments = {u"--name"_s, u"REHEARSAL"_s + QString(119, u'W')}});
    QVERIFY(wizard.waitFor([&] { return wizard.shell()->primaryButton()->isEnabled(); }));
    for (int i = 0; i < 12; ++i) {
        QTest::qWait(150);
        for (const QSize size : {QSize(800, 600), QSize(640, 480)}) {
            wizard.shell()->resize(size);
            QTest::qWait(80);
            look(wizard, u"%1 %2"_s.arg(wizard.page()).arg(size.width()));
            if (const auto *folder = wizard.find("directory.folder"); wizard.page() == "directory"_L1)
                QVERIFY2(folder->width() > 120, "the folder's field has no room");
            wizard.save(u"long-name-%1-%2"_s.arg(wizard.page()).arg(size.width()));
        }
        wizard.shell()->resize(Windows[0].size);
        if (wizard.page() == "finish"_L1)
            break;
        QVERIFY2(wizard.step(), qPrintable(wizard.page() + u' ' + wizard.bannerId()));
    }
    QCOMPARE(wizard.page(), u"finish"_s);
    QVERIFY2(m_complaints.isEmpty(), qPrintable(m_complaints.join(u'\n')));
}

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, [] { return std::make_unique<Geometry>(); });
}

#include "tst_geometry.moc"
