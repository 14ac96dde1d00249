#include "run_page.h"

#include "labels.h"

#include <QLocale>
#include <QTimer>

namespace smk {

using namespace Qt::StringLiterals;

RunPage::RunPage(QString name, QString sideTitle, WizardRun &run, QWidget *parent)
    : StepPage(std::move(name), std::move(sideTitle), parent)
    , m_run(run)
    , m_loading(secondaryLabel({}, this))
    , m_loadingTimer(new QTimer(this))
{
    m_loading->setObjectName(this->name() + u".loading"_s);
    m_loading->hide();
    content()->addWidget(m_loading);
    m_loadingTimer->setSingleShot(true);
    m_loadingTimer->setInterval(300);
    connect(m_loadingTimer, &QTimer::timeout, m_loading, &QWidget::show);
}

bool RunPage::showProblem(Problem problem)
{
    if (isCancelled(problem) && problem.outcome != Outcome::Unknown)
        return false;
    if (isLinkLost(problem)) {
        m_run.setSignedIn(false);
        if (problem.arguments.isEmpty())
            problem.arguments = {m_run.serverName()};
        problem.remedies.removeAll(u"retry"_s);
        problem.remedies.removeAll(u"reconnect"_s);
        problem.remedies.prepend(u"reconnect"_s);
    }
    setBanner(problem, problem.outcome == Outcome::Unknown ? BannerKind::NotVerified : BannerKind::Stopped);
    return true;
}

void RunPage::onRemedy(const QString &id)
{
    struct Way
    {
        QLatin1StringView remedy;
        QLatin1StringView page;
    };
    static constexpr Way ways[] = {{"choose-folder"_L1, "directory"_L1}, {"choose-directory"_L1, "directory"_L1},
                                   {"choose-medium"_L1, "medium"_L1},    {"choose-password"_L1, "password"_L1},
                                   {"keep-elsewhere"_L1, "password"_L1}, {"choose-server"_L1, "connect"_L1}};
    // After the commit the Medium page is for looking only, unless the program opens it again.
    if (id == "choose-medium"_L1 && m_run.procedure().isCommitted()) {
        StepPage::onRemedy(u"other-medium"_s);
        return;
    }
    for (const Way &way : ways)
        if (id == way.remedy) {
            Q_EMIT goTo(way.page);
            return;
        }
    StepPage::onRemedy(id);
}

void RunPage::setLoading(const QString &text)
{
    setMarkup(m_loading, text);
    if (m_loading->isHidden())
        m_loadingTimer->start();
}

void RunPage::clearLoading()
{
    m_loadingTimer->stop();
    m_loading->hide();
}

void RunPage::giveBackSoon(const std::function<bool()> &stillRunning, const std::function<void()> &giveBack)
{
    QTimer::singleShot(150, this, [stillRunning, giveBack] {
        if (stillRunning())
            giveBack();
    });
}

void RunPage::setBusy(bool busy)
{
    if (std::exchange(m_busy, busy) != busy)
        Q_EMIT footerChanged();
}

bool isLinkLost(const Problem &problem)
{
    return problem.id == "connect.link-lost"_L1;
}

bool isCancelled(const Problem &problem)
{
    return problem.id == "cancelled"_L1 || problem.id.endsWith(".cancelled"_L1) || problem.id.startsWith("task."_L1);
}

QString sizeText(qint64 bytes)
{
    const QLocale locale;
    if (bytes < 10000)
        return QCoreApplication::translate("RunPage", "%1 bytes").arg(locale.toString(bytes));
    return locale.formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

QString lineShort(LineTrust trust)
{
    switch (trust) {
    case LineTrust::StaysOnMachine:
        return QCoreApplication::translate("RunPage", "local line");
    case LineTrust::EncryptedProven:
        return QCoreApplication::translate("RunPage", "encrypted");
    case LineTrust::EncryptedNotProven:
        return QCoreApplication::translate("RunPage", "not proven");
    case LineTrust::Readable:
        break;
    }
    return QCoreApplication::translate("RunPage", "readable line");
}

} // namespace smk
