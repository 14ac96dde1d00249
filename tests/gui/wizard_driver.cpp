#include "wizard_driver.h"

#include "data_folder.h"
#include "process_end.h"
#include "process_hardening.h"
#include "rich_text.h"
#include "shell.h"
#include "theme.h"
#include "thread_rule.h"
#include "wizard_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>

#include <csignal>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 60000; // "slow" takes two seconds a statement

QString textOf(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return withoutBreaks(label->text())
            .remove(QRegularExpression(u"<[^>]*>"_s))
            .replace(u"&nbsp;"_s, u" "_s)
            .replace(u"&quot;"_s, u"\""_s)
            .replace(u"&amp;"_s, u"&"_s)
            .replace(u"&gt;"_s, u">"_s)
            .replace(u"&lt;"_s, u"<"_s);
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return button->text().remove(u'&');
    if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
        return edit->toPlainText();
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        return edit->echoMode() == QLineEdit::Normal ? edit->text() : QString();
    return {};
}

} // namespace

WizardDriver::WizardDriver(Order order)
    : m_order(std::move(order))
{
    setDataFolder(LocalPath(m_order.dataFolder.isEmpty() ? m_data.path() : m_order.dataFolder));
    m_process.setArguments(m_order.serverArguments);
    WizardOptions options;
    options.program = u"smk-wizard test"_s;
    options.rehearsal = m_order.practiceDress;
    options.scenario = m_order.scenario;
    options.rootPrefix = LocalPath(m_order.instancesBelow);
    PracticeHost host = practiceHostOf(m_process);
    host.start = [this, start = host.start](const QString &scenario,
                                            std::function<void(Result<PracticeServer>)> ready) {
        start(scenario, [this, ready](Result<PracticeServer> practice) {
            if (practice) {
                m_handed.server = practice->server;
                m_handed.serverName = practice->serverName;
                m_handed.root = practice->root;
                m_handed.login = practice->login;
                m_handed.scenario = practice->scenario;
                m_link = std::make_unique<LinkCutter>(practice->server.section(u',', 1).toUShort());
                practice->server = u"127.0.0.1,%1"_s.arg(m_link->port());
            }
            ready(std::move(practice));
        });
    };
    m_controller = std::make_unique<WizardController>(options, host);
    shell()->show();
    QApplication::setActiveWindow(shell());
    m_controller->start();
}

WizardDriver::~WizardDriver()
{
    shell()->close();
    m_controller.reset();
    m_process.stop();
}

Shell *WizardDriver::shell() const
{
    return m_controller->shell();
}

QWidget *WizardDriver::shellWidget() const
{
    return shell();
}

QString WizardDriver::page() const
{
    return shell()->currentPage() == nullptr ? QString() : shell()->currentPage()->name();
}

QString WizardDriver::dataFolder() const
{
    return smk::dataFolder().text();
}

void WizardDriver::count()
{
    ++m_interactions[page()];
}

void WizardDriver::enter()
{
    press(Qt::Key_Return);
}

void WizardDriver::press(int key, Qt::KeyboardModifiers modifiers)
{
    count();
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus != nullptr ? focus : shell(), static_cast<Qt::Key>(key), modifiers);
}

void WizardDriver::click(const char *name)
{
    count();
    (void)waitFor([&] { return find(name) != nullptr && find(name)->isVisible() && find(name)->isEnabled(); }, 1000);
    auto *widget = find(name);
    if (widget == nullptr || !widget->isVisible() || !widget->isEnabled()) {
        qWarning("no such widget to click: %s", name);
        return;
    }
    QTest::mouseClick(widget, Qt::LeftButton, Qt::NoModifier, widget->rect().center());
}

void WizardDriver::paste(const QString &text)
{
    // A window manager that was still starting when the window came has not made it the active one.
    if (!QApplication::activeWindow()) {
        shell()->activateWindow();
        if (!waitFor([] { return QApplication::activeWindow() != nullptr; }))
            qWarning("the window is not the active one");
    }
    QApplication::clipboard()->setText(text);
    press(Qt::Key_V, Qt::ControlModifier);
    QApplication::clipboard()->clear();
}

void WizardDriver::type(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void WizardDriver::tab()
{
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
}

bool WizardDriver::waitFor(const std::function<bool()> &condition, int milliseconds)
{
    return QTest::qWaitFor(condition, milliseconds);
}

bool WizardDriver::waitForPage(const char *name, int milliseconds)
{
    return waitFor([this, name] { return page() == QLatin1String(name); }, milliseconds);
}

QString WizardDriver::shownWords() const
{
    QStringList words;
    const auto widgets = shell()->findChildren<QWidget *>();
    for (const QWidget *widget : widgets)
        if (widget->isVisible())
            if (const QString text = textOf(widget); !text.isEmpty())
                words << text;
    return words.join(u'\n');
}

bool WizardDriver::bannerShows(const QString &words) const
{
    const StepPage *page = shell()->currentPage();
    return page != nullptr && page->banner()->isShowing()
           && page->banner()->details().contains(words, Qt::CaseInsensitive);
}

QString WizardDriver::bannerId() const
{
    const StepPage *page = shell()->currentPage();
    return page != nullptr && page->banner()->isShowing() ? page->banner()->problem().id : QString();
}

// A page scrolls downwards alone, so what lies beside it could not be reached: the names of what needs that width.
QString WizardDriver::tooWide() const
{
    QStringList names;
    const auto areas = shell()->findChildren<QScrollArea *>();
    for (const QScrollArea *area : areas) {
        if (!area->isVisible() || area->widget() == nullptr || area->widget()->width() <= area->viewport()->width())
            continue;
        names << u"%1 of %2"_s.arg(area->widget()->width()).arg(area->viewport()->width());
        const auto inside = area->widget()->findChildren<QWidget *>();
        for (const QWidget *widget : inside)
            if (widget->isVisible() && widget->minimumSizeHint().width() > area->viewport()->width() - 64)
                names << QLatin1StringView(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    return names.join(u", "_s);
}

void WizardDriver::save(const QString &name)
{
    QTRY_VERIFY2(tooWide().isEmpty(), qPrintable(name + u": too wide: "_s + tooWide()));
    const QString folder = qEnvironmentVariable("SMK_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    // Under Wine a page needs longer to be laid out than a person would notice here.
    QTest::qWait(std::max(100, qEnvironmentVariableIntValue("SMK_PICTURE_PAUSE")));
    if (!shell()->grab().save(u"%1/%2.png"_s.arg(folder, name)))
        qWarning("picture not saved: %s", qPrintable(name));
}

bool WizardDriver::until(const std::function<bool()> &condition)
{
    return waitFor([&] { return condition() || !bannerId().isEmpty(); }, Patience) && bannerId().isEmpty();
}

bool WizardDriver::step()
{
    return step(page());
}

// One page of the straight path: what a person does on it.
bool WizardDriver::step(const QString &from)
{
    if (from == "start"_L1) {
        if (!until([this] { return shell()->primaryButton()->text().contains(u"REHEARSAL"_s); }))
            return false;
        save(u"00-start"_s);
        enter();
        return until([this] { return page() == "connect"_L1; });
    }
    if (from == "connect"_L1) {
        if (!until([this] { return find("connect.readAgain") != nullptr && find("connect.readAgain")->isVisible(); }))
            return false;
        save(u"01b-signed-in"_s);
        enter();
        return until([this] { return page() == "password"_L1; });
    }
    if (from == "password"_L1) {
        QApplication::clipboard()->clear(); // what an earlier test left there would pass for the password
        press(Qt::Key_C, Qt::AltModifier);
        if (!waitFor([] { return !QApplication::clipboard()->text().isEmpty(); },
                     2000)) // the button is pressed for a moment
            return false;
        m_kept = QApplication::clipboard()->text();
        save(u"02-password"_s);
        enter();
        return !m_kept.isEmpty() && until([this] { return page() == "medium"_L1; });
    }
    if (from == "medium"_L1) {
        save(u"03-medium"_s);
        enter();
        return until([this] { return page() == "directory"_L1; });
    }
    if (from == "directory"_L1) {
        // A folder that is there already: nothing to be made, but something that could not be seen.
        const auto isThere = [this] { return find("directory.command")->isVisible(); };
        if (!until([this, isThere] { return find("directory.create")->isVisible() || isThere(); }))
            return false;
        save(u"04-folder"_s);
        if (!find("directory.create")->isVisible()) {
            enter();
            return until([this] { return page() == "execute"_L1; });
        }
        enter(); // Create and protect is the filled button
        if (!until([this] { return !find("directory.create")->isVisible() && !shell()->currentPage()->isBusy(); }))
            return false;
        QTest::qWait(50);
        if (!until([this] { return !find("directory.loading")->isVisible(); }))
            return false;
        save(u"04b-protected"_s);
        enter();
        return until([this] { return page() == "execute"_L1; });
    }
    if (from == "execute"_L1) {
        save(u"05-back-up"_s);
        enter();
        return until([this] { return page() == "verify"_L1 || page() == "copy"_L1; })
               && until([this] { return page() == "verify"_L1; });
    }
    if (from == "copy"_L1)
        return until([this] { return page() == "verify"_L1; });
    if (from == "verify"_L1) {
        if (!waitFor([this] { return find<QLabel>("verify.identical")->text().contains(u"dentical"_s); }))
            return false;
        save(u"07-verify"_s);
        find("verify.password")->setFocus();
        QTest::keyClick(find("verify.password"), Qt::Key_A, Qt::ControlModifier);
        paste(m_kept);
        enter();
        if (!until([this] { return shell()->primaryButton()->text().contains(u"Next"_s); }))
            return false;
        save(u"07b-proved"_s);
        enter();
        return until([this] { return page() == "store"_L1; });
    }
    if (from == "store"_L1) {
        type(u"Fire safe, site B"_s);
        tab();
        type(u"Duty officer"_s);
        save(u"08-store"_s);
        enter();
        return until([this] { return page() == "finish"_L1; });
    }
    return false;
}

bool WizardDriver::goTo(const QString &target)
{
    for (int i = 0; i < 12 && page() != target; ++i) {
        const QString from = page();
        if (!step(from)) {
            qWarning("stuck on %s: %s\n%s", qPrintable(page()), qPrintable(bannerId()), qPrintable(shownWords()));
            return false;
        }
    }
    return page() == target;
}

QString WizardDriver::goOn()
{
    for (int i = 0; i < 12 && page() != "finish"_L1 && bannerId().isEmpty(); ++i)
        if (!step(page()))
            break;
    return page();
}

bool isMicrosoftsDriver()
{
    return qEnvironmentVariable("SMK_WINDOW_DRIVER") == "microsoft"_L1;
}

int runWindowTest(int argc, char **argv, const std::function<std::unique_ptr<QObject>()> &make)
{
    forbidCoreDumps();
    QCoreApplication::setApplicationName(u"smk-backup-wizard"_s);
    int code = 1;
    {
        QApplication app(argc, argv);
        applyTheme(app, themeFromName(qEnvironmentVariable("SMK_THEME", u"light"_s)), false);
        setBlockingForbidden(true);
        const std::unique_ptr<QObject> test = make();
        code = QTest::qExec(test.get(), argc, argv);
    }
    endProcess(code); // as the programs themselves
}

} // namespace smk
