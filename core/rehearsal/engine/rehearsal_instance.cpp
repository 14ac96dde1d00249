#include "rehearsal_instance.h"

#include "engine_tokens.h"

#include "clock.h"
#include "practice_medium.h"
#include "rehearsal_user.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace smk::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t MostRecorded = 20000;

Problem rootProblem(const LocalPath &root)
{
    return Problem{.id = u"rehearsal.root-not-usable"_s, .arguments = {root.text()}};
}

} // namespace

RehearsalInstance::RehearsalInstance(const RehearsalOptions &options, const ScenarioKnobs &knobs, const LocalPath &root)
    : m_options(options)
    , m_knobs(knobs)
    , m_root(root)
    , m_identity(identityFor(knobs, options, root))
    , m_started(nowUtc().toLocalTime())
    , m_files(root, knobs.speaks, m_identity.platform, m_identity.dataPath)
{
}

Result<std::unique_ptr<RehearsalInstance>> RehearsalInstance::open(const RehearsalOptions &options,
                                                                   const LocalPath &root)
{
    const Scenario *scenario = findScenario(options.scenario);
    if (scenario == nullptr)
        return fail(Problem{.id = u"rehearsal.unknown-scenario"_s, .arguments = {options.scenario}});
    std::unique_ptr<RehearsalInstance> instance(new RehearsalInstance(options, scenario->knobs, root));
    const LocalPath state = root.child(u"state"_s);
    const QString keys = root.child(u"keys"_s).text();
    const bool hadKeys = QDir(keys).exists();
    if (!instance->m_files.prepare() || !QDir().mkpath(state.text()) || !setMode(state.text(), 0700))
        return fail(rootProblem(root));
    // Another user makes the key's folder in there.
    if (!PracticeMedium::prepare(root) || (!hadKeys && !setMode(keys, 01777)))
        return fail(rootProblem(root));
    if (auto key = loadKey(instance->keyFile())) {
        instance->m_key = *key;
    } else if (QFile::exists(instance->keyFile().text())) {
        return fail(rootProblem(root)); // never a second key where the first one cannot be read
    } else {
        instance->m_key = newKey(instance->keyAlgorithm());
        if (!saveKey(instance->keyFile(), instance->m_key))
            return fail(rootProblem(root));
    }
    return instance;
}

LocalPath RehearsalInstance::keyFile() const
{
    return m_root.child(u"state"_s).child(u"service-master-key.json"_s);
}

// An upgrade leaves the old key; regenerating it makes what the version makes.
QString RehearsalInstance::keyAlgorithm() const
{
    return m_knobs.tripleDes ? u"TRIPLE_DES"_s : regeneratedAlgorithm();
}

QString RehearsalInstance::regeneratedAlgorithm() const
{
    return m_identity.isAtLeast(11) ? u"AES_256"_s : u"TRIPLE_DES"_s;
}

bool RehearsalInstance::may(const QString &permission) const
{
    const bool hidden = m_knobs.hidesServerState && permission.startsWith("VIEW SERVER"_L1, Qt::CaseInsensitive);
    const bool denied = hidden || m_options.denied.contains(permission, Qt::CaseInsensitive);
    return !m_knobs.lacksRights && !denied;
}

void RehearsalInstance::setCredentials(const QString &login, SecretString password)
{
    const std::lock_guard lock(m_mutex);
    m_login = login;
    m_password = std::move(password);
}

bool RehearsalInstance::accepts(const QString &login, const SecretString &password) const
{
    const std::lock_guard lock(m_mutex);
    return login.compare(m_login, Qt::CaseInsensitive) == 0 && m_password.equals(password);
}

PracticeKey RehearsalInstance::key() const
{
    const std::lock_guard lock(m_mutex);
    return m_key;
}

bool RehearsalInstance::replaceKey(const PracticeKey &key)
{
    const std::lock_guard lock(m_mutex);
    if (!saveKey(keyFile(), key))
        return false;
    m_key = key;
    return true;
}

bool RehearsalInstance::regenerateKey()
{
    PracticeKey fresh = newKey(regeneratedAlgorithm());
    fresh.created = key().created;
    return replaceKey(fresh);
}

FileFault RehearsalInstance::takeFileFault()
{
    const std::lock_guard lock(m_mutex);
    if (m_faultTaken)
        return FileFault::None;
    m_faultTaken = true;
    return m_knobs.fileFault;
}

std::optional<ThrownError> RehearsalInstance::takeThrown(ThrowPlace place)
{
    const std::lock_guard lock(m_mutex);
    auto &waiting = m_options.thrown;
    const auto next =
        std::find_if(waiting.begin(), waiting.end(), [place](const ThrownError &one) { return one.place == place; });
    if (next == waiting.end())
        return std::nullopt;
    const ThrownError thrown = *next;
    waiting.erase(next);
    return thrown;
}

bool RehearsalInstance::countsRequestAndDrops()
{
    const std::lock_guard lock(m_mutex);
    ++m_requests;
    return m_knobs.dropsAnywhere && m_options.dropAtRequest > 0 && m_requests == m_options.dropAtRequest;
}

void RehearsalInstance::appendToLog(const RecordedStatement &line) const
{
    if (!m_options.recordStatements)
        return;
    QFile file(m_root.child(u"statements.log"_s).text());
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append))
        return;
    const QJsonObject object{
        {u"type"_s, line.packetType}, {u"tls"_s, line.tls}, {u"procedure"_s, line.procedure}, {u"sql"_s, line.sql}};
    file.write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup
                        | QFileDevice::ReadOther); // masked: tests of another user read it
}

void RehearsalInstance::record(RecordedStatement statement)
{
    statement.sql = masked(statement.sql);
    const std::lock_guard lock(m_mutex);
    appendToLog(statement);
    if (m_statements.size() < MostRecorded)
        m_statements.push_back(std::move(statement));
}

void RehearsalInstance::note(const RecordedStatement &event) const
{
    const std::lock_guard lock(m_mutex);
    appendToLog(event);
}

std::vector<RecordedStatement> RehearsalInstance::statements() const
{
    const std::lock_guard lock(m_mutex);
    return m_statements;
}

QDateTime RehearsalInstance::now() const
{
    return nowUtc().addSecs(m_knobs.clockMinutes * 60);
}

int RehearsalInstance::nextSpid()
{
    const std::lock_guard lock(m_mutex);
    m_lastSpid = m_lastSpid >= 32000 ? 51 : m_lastSpid + 1;
    return m_lastSpid;
}

} // namespace smk::engine
