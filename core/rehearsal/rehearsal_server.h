// The practice server: real TDS on a loopback port, so that anyone can go through the procedure without SQL Server.
#pragma once

#include "paths.h"
#include "rehearsal_options.h"
#include "result.h"
#include "secret_string.h"

#include <memory>
#include <vector>

namespace smk {

struct RecordedStatement;

class RehearsalServer
{
public:
    // Blocks for the making of a certificate (a few hundred milliseconds).
    [[nodiscard]] static Result<std::unique_ptr<RehearsalServer>> start(const RehearsalOptions &options);
    ~RehearsalServer();
    RehearsalServer(const RehearsalServer &) = delete;
    RehearsalServer &operator=(const RehearsalServer &) = delete;

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] quint16 browserPort() const; // UDP; 0: this scenario has no SQL Server Browser
    [[nodiscard]] QString login() const;
    [[nodiscard]] const SecretString &password() const;
    [[nodiscard]] LocalPath caFile() const; // empty: this scenario does not hand it out
    [[nodiscard]] LocalPath root() const;
    [[nodiscard]] LocalPath mediumFolder() const;
    // Where key folders are made: on this machine, and as the server spells it.
    [[nodiscard]] LocalPath proposedFolderParent() const;
    [[nodiscard]] ServerPath proposedServerFolder() const;
    [[nodiscard]] QString serverName() const;
    [[nodiscard]] QString scenario() const;
    [[nodiscard]] std::vector<RecordedStatement> statements() const;
    // For tests: from the next login on.
    void setCredentials(const QString &login, SecretString password);
    // Closes all connections and waits for their threads.
    void stop();

private:
    struct Parts;
    explicit RehearsalServer(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

// A new folder of mode 0711 under /var/tmp (Windows: the user's temp), for a server without --root.
[[nodiscard]] Result<LocalPath> makeRehearsalRoot();

} // namespace smk
