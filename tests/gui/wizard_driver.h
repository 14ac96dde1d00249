// Drives the real window as a person does: key and mouse events on widgets found by their object name, against the real
// practice server in its own process. Counts interactions: a click, a paste, a key that presses.
#pragma once

#include "link_cutter.h"
#include "practice_process.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

namespace smk {

class Shell;

class WizardDriver
{
public:
    struct Order
    {
        QString scenario = QStringLiteral("default");
        QStringList serverArguments = {}; // --drop-at N and its like
        bool practiceDress = true;        // started with --rehearsal
        QString dataFolder = {};          // empty: a new one
        QString instancesBelow = {};      // a folder that stands for "/" where instances are looked for
    };
    explicit WizardDriver(Order order);
    ~WizardDriver();

    [[nodiscard]] Shell *shell() const;
    [[nodiscard]] WizardController *controller() const { return m_controller.get(); }
    [[nodiscard]] const PracticeServer &practice() const { return m_handed; }
    [[nodiscard]] QString page() const; // name of the page that is shown
    [[nodiscard]] QString dataFolder() const;
    // The line to the practice server goes through this.
    [[nodiscard]] LinkCutter &link() { return *m_link; }

    template <typename T = QWidget>
    [[nodiscard]] T *find(const char *name) const
    {
        // A banner that was built anew still has its old buttons for a moment: the visible one is meant.
        const auto all = shellWidget()->template findChildren<T *>(QString::fromLatin1(name));
        for (T *widget : all)
            if (widget->isVisible())
                return widget;
        return all.isEmpty() ? nullptr : all.front();
    }

    // Acts; each counts one interaction on the page that is shown, except typing and Tab.
    void enter();
    void click(const char *name);
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void paste(const QString &text); // brought from where it is kept, with Ctrl+V
    void type(const QString &text);
    void tab();

    [[nodiscard]] bool waitForPage(const char *name, int milliseconds = 15000);
    [[nodiscard]] bool waitFor(const std::function<bool()> &condition, int milliseconds = 15000);
    // All words that a person could read on the present page and in the side list.
    [[nodiscard]] QString shownWords() const;
    [[nodiscard]] bool bannerShows(const QString &words) const;
    [[nodiscard]] QString bannerId() const;
    [[nodiscard]] const std::map<QString, int> &interactions() const { return m_interactions; }
    // Fails where the page is wider than its place; and a picture below SMK_PICTURES, where that is set.
    void save(const QString &name);
    [[nodiscard]] QString tooWide() const;

    // The straight path up to a page, for tests that begin there. The key's password is kept as a person would.
    [[nodiscard]] bool goTo(const QString &page);
    // As far as it goes: ends on "finish" or where a banner stands. Returns the page's name.
    [[nodiscard]] QString goOn();
    // The act of the present page, once; true when the next page is there.
    [[nodiscard]] bool step();
    [[nodiscard]] QString keptPassword() const { return m_kept; }

private:
    [[nodiscard]] QWidget *shellWidget() const;
    [[nodiscard]] bool step(const QString &from);
    [[nodiscard]] bool until(const std::function<bool()> &condition); // or a banner stands
    void count();
    Order m_order;
    QTemporaryDir m_data;
    PracticeProcess m_process;
    std::unique_ptr<LinkCutter> m_link;
    PracticeServer m_handed;
    std::unique_ptr<WizardController> m_controller;
    std::map<QString, int> m_interactions;
    QString m_kept;
};

// Started by with-microsoft: the window chooses Microsoft's ODBC driver 18, and otherwise FreeTDS.
[[nodiscard]] bool isMicrosoftsDriver();

// main() of a window test: QApplication in the look's style, the rule that nothing blocks the GUI thread.
int runWindowTest(int argc, char **argv, const std::function<std::unique_ptr<QObject>()> &make);

} // namespace smk
