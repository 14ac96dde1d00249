#include "wizard_run.h"

#include "directory_context.h"
#include "seat.h"

#include <QCoreApplication>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

class GuardedDrives : public DriveSource
{
public:
    explicit GuardedDrives(std::unique_ptr<DriveSource> source)
        : m_source(std::move(source))
    {
    }
    Result<std::vector<Drive>> list(const CancelToken &cancel) override
    {
        const std::scoped_lock guard(m_lock);
        return m_source->list(cancel);
    }
    Result<void> eject(const Drive &drive) override
    {
        const std::scoped_lock guard(m_lock);
        return m_source->eject(drive);
    }
    Result<Drive> mount(const Drive &drive) override
    {
        const std::scoped_lock guard(m_lock);
        return m_source->mount(drive);
    }
    Findings notices() const override
    {
        const std::scoped_lock guard(m_lock);
        return m_source->notices();
    }

private:
    mutable std::mutex m_lock;
    std::unique_ptr<DriveSource> m_source;
};

} // namespace

WizardRun::WizardRun(QString program)
    : m_program(std::move(program))
    , m_sql(u"sql"_s)
    , m_files(u"files"_s)
{
}

WizardRun::~WizardRun()
{
    endSession();
}

void WizardRun::begin(std::shared_ptr<DriveSource> drives)
{
    takeUp(std::make_unique<Procedure>(m_program), std::move(drives));
}

void WizardRun::takeUp(std::unique_ptr<Procedure> procedure, std::shared_ptr<DriveSource> drives)
{
    endSession();
    m_procedure = std::move(procedure);
    m_drives = std::move(drives);
}

QString WizardRun::serverName() const
{
    const QString name = m_procedure ? m_procedure->plan.facts.serverName : QString();
    return name.isEmpty() ? QCoreApplication::translate("WizardRun", "the server") : name;
}

bool WizardRun::isRehearsal() const
{
    return isPractice() || (m_procedure && m_procedure->isRehearsal());
}

MediumContext WizardRun::mediumContext() const
{
    const BackupPlan &plan = m_procedure->plan;
    return {plan.facts.serverName, plan.seenFromHere, isPractice()};
}

DirectoryContext WizardRun::directoryContext() const
{
    const BackupPlan &plan = m_procedure->plan;
    DirectoryContext context = directoryContextOf(plan);
    context.rehearsalParent = m_practice.folderParent;
    if (plan.seenFromHere)
        context.serverProcessUser = m_serverProcessUser;
    return context;
}

PasswordContext WizardRun::passwordContext() const
{
    const ServerFacts &facts = m_procedure->plan.facts;
    return {facts.login, facts.machineName};
}

std::shared_ptr<SessionBox> WizardRun::newSession()
{
    endSession();
    m_session = std::make_shared<SessionBox>();
    return m_session;
}

void WizardRun::endSession()
{
    m_signedIn = false;
    if (m_session)
        m_sql.post([box = std::move(m_session)] { box->close(); });
    m_session.reset();
}

std::shared_ptr<DriveSource> guardedDrives(std::unique_ptr<DriveSource> source)
{
    return std::make_shared<GuardedDrives>(std::move(source));
}

Problem linkLost()
{
    Problem problem;
    problem.id = u"connect.link-lost"_s;
    return problem;
}

} // namespace smk
