// The one state that all connections of a practice server share.
#pragma once

#include "practice_key.h"
#include "server_files.h"
#include "server_identity.h"

#include "result.h"
#include "secret_string.h"

#include <functional>
#include <map>
#include <mutex>

namespace smk {

// What came in, for tests that ask how a statement arrived. Passwords are masked before anything is kept.
struct RecordedStatement
{
    int packetType = 1; // 1 batch, 3 RPC
    bool tls = false;
    QString procedure; // of an RPC
    QString sql;
};

} // namespace smk

namespace smk::engine {

struct EngineSession
{
    int spid = 51;
    QString login;
    QString authScheme = QStringLiteral("SQL");
    QString host;
    QString application;
    QString database = QStringLiteral("master");
    bool encrypted = false; // the whole session, not the login alone
    QString clientAddress;
    QString serverAddress;
    int serverPort = 0;
    int packetSize = 4096;
    QDateTime connected;
    std::map<int, QString> prepared = {};
    int lastHandle = 0;
    // Waits; false: the client called the request off. Empty: does not wait.
    std::function<bool(int milliseconds)> pause = {};
};

class RehearsalInstance
{
public:
    [[nodiscard]] static Result<std::unique_ptr<RehearsalInstance>> open(const RehearsalOptions &options,
                                                                         const LocalPath &root);

    [[nodiscard]] const RehearsalOptions &options() const { return m_options; }
    [[nodiscard]] const ScenarioKnobs &knobs() const { return m_knobs; }
    [[nodiscard]] const ServerIdentity &identity() const { return m_identity; }
    [[nodiscard]] EncryptionPolicy encryption() const { return m_options.encryption.value_or(m_knobs.encryption); }
    [[nodiscard]] bool may(const QString &permission) const; // by the names that HAS_PERMS_BY_NAME knows
    [[nodiscard]] bool isSysadmin() const { return may(QStringLiteral("CONTROL SERVER")); }

    // Login.
    void setCredentials(const QString &login, SecretString password);
    [[nodiscard]] bool accepts(const QString &login, const SecretString &password) const;
    [[nodiscard]] const QString &login() const { return m_login; }
    [[nodiscard]] const SecretString &password() const { return m_password; }

    // The key, and what happens to it. All locked.
    [[nodiscard]] PracticeKey key() const;
    [[nodiscard]] bool replaceKey(const PracticeKey &key);
    [[nodiscard]] bool regenerateKey();

    // Files, locked as a whole: the calls are short.
    template <typename Act>
    auto withFiles(Act act) const
    {
        const std::lock_guard lock(m_mutex);
        return act(m_files);
    }
    // The scenario's file fault, once: tells which one is due now.
    [[nodiscard]] FileFault takeFileFault();
    // What is to be thrown at this place now; the next one the next time.
    [[nodiscard]] std::optional<ThrownError> takeThrown(ThrowPlace place);

    // Requests are counted over all connections; true: this is the one at which the line breaks.
    [[nodiscard]] bool countsRequestAndDrops();
    void record(RecordedStatement statement);
    // What is no statement (a login, an attention): in ROOT/statements.log alone.
    void note(const RecordedStatement &event) const;
    [[nodiscard]] std::vector<RecordedStatement> statements() const;
    [[nodiscard]] int nextSpid();
    [[nodiscard]] QDateTime now() const; // by the server's clock, which may be wrong
    [[nodiscard]] const QDateTime &started() const { return m_started; }

private:
    RehearsalInstance(const RehearsalOptions &options, const ScenarioKnobs &knobs, const LocalPath &root);
    [[nodiscard]] LocalPath keyFile() const;
    [[nodiscard]] QString keyAlgorithm() const;            // of a key that is made at the first start
    [[nodiscard]] QString regeneratedAlgorithm() const;    // of this version
    void appendToLog(const RecordedStatement &line) const; // locked by the caller

    RehearsalOptions m_options;
    ScenarioKnobs m_knobs;
    LocalPath m_root;
    ServerIdentity m_identity;
    QString m_login;
    SecretString m_password;
    QDateTime m_started;
    mutable std::mutex m_mutex;
    mutable ServerFiles m_files;
    PracticeKey m_key;
    std::vector<RecordedStatement> m_statements;
    bool m_faultTaken = false;
    int m_requests = 0;
    int m_lastSpid = 50;
};

} // namespace smk::engine
