// A window and, beside it, a practice server that the window does not know as one: it has an ordinary name, is found by
// typing, and Connect is seen and driven as on a real day.
#pragma once

#include "practice_process.h"
#include "shell.h"
#include "wizard_driver.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QLineEdit>

namespace smk {

class OwnServer
{
public:
    // False: it did not start (why() says).
    [[nodiscard]] bool start(const QString &scenario, const QStringList &arguments = {})
    {
        bool ended = false;
        m_process.setArguments(QStringList{QStringLiteral("--name"), QStringLiteral("DBSRV01")} + arguments);
        m_process.start(scenario, [&](Result<PracticeServer> server) {
            ended = true;
            if (server)
                m_server = std::move(*server);
            else
                m_why = server.error().arguments.join(u' ');
        });
        return QTest::qWaitFor([&] { return ended; }, 30000) && !m_server.server.isEmpty();
    }
    void stop() { m_process.stop(); }
    [[nodiscard]] const PracticeServer &given() const { return m_server; }
    [[nodiscard]] QString password() const { return m_server.password.revealed(); }
    [[nodiscard]] const QString &why() const { return m_why; }

private:
    PracticeProcess m_process;
    PracticeServer m_server;
    QString m_why;
};

// What Start's cards say, as a screen reader reads them.
[[nodiscard]] inline QString cardsOf(const WizardDriver &wizard)
{
    QStringList all;
    const auto views = wizard.shell()->findChildren<QAbstractItemView *>();
    for (const QAbstractItemView *view : views)
        for (int row = 0; view->isVisible() && view->model() != nullptr && row < view->model()->rowCount(); ++row)
            all << view->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    return all.join(u'\n');
}

class Desk
{
public:
    explicit Desk(const QString &dataFolder = {}, const QString &instancesBelow = {})
        : m_wizard({.practiceDress = false, .dataFolder = dataFolder, .instancesBelow = instancesBelow})
    {
    }
    WizardDriver &wizard() { return m_wizard; }
    OwnServer &server() { return m_server; }

    // Start's way to a server that is typed.
    [[nodiscard]] bool openForm()
    {
        m_wizard.press(Qt::Key_O, Qt::AltModifier); // Other server…
        return m_wizard.waitForPage("connect") && m_wizard.waitFor([this] { return shown("connect.serverEdit"); });
    }
    void fill(const char *field, const QString &text)
    {
        auto *edit = m_wizard.find<QLineEdit>(field);
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(edit, Qt::Key_Delete);
        if (!text.isEmpty())
            QTest::keyClicks(edit, text);
    }
    void openAdvanced()
    {
        if (!shown("connect.caFile"))
            m_wizard.click("connect.advanced");
    }
    // Everything that signing in needs; `withCa`: the server's issuer is trusted.
    void fillIn(bool withCa) { fillIn(m_server.given(), withCa); }
    void fillIn(const PracticeServer &server, bool withCa)
    {
        fill("connect.serverEdit", server.server);
        fill("connect.login", server.login);
        fill("connect.password", server.password.revealed());
        if (!withCa)
            return;
        openAdvanced();
        fill("connect.caFile", server.caFile.text());
        m_wizard.click("connect.advanced");
    }
    void next() { QTest::mouseClick(m_wizard.shell()->primaryButton(), Qt::LeftButton); }
    [[nodiscard]] bool shown(const char *name)
    {
        const auto *widget = m_wizard.find(name);
        return widget != nullptr && widget->isVisible();
    }
    [[nodiscard]] bool signedIn(int milliseconds = 30000)
    {
        return m_wizard.waitFor([this] { return shown("connect.readAgain") || !m_wizard.bannerId().isEmpty(); },
                                milliseconds)
               && shown("connect.readAgain");
    }
    [[nodiscard]] bool refused(int milliseconds = 30000)
    {
        return m_wizard.waitFor([this] { return !m_wizard.bannerId().isEmpty(); }, milliseconds);
    }
    [[nodiscard]] QString words() { return m_wizard.shownWords(); }
    [[nodiscard]] QString cards() { return cardsOf(m_wizard); }

private:
    OwnServer m_server;
    WizardDriver m_wizard;
};

} // namespace smk
