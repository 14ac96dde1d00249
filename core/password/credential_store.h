// This computer's credential store (QtKeychain): a convenience, never custody. Blocking with an own deadline, since
// a store may be locked, absent or never answer (measured: 25 s); on a worker thread only.
#pragma once

#include "cancel.h"
#include "result.h"
#include "secret_string.h"

#include <chrono>

namespace smk {

// Problems: "password.store-absent", "password.store-locked", "password.store-silent", "password.store-differs".
class CredentialStore
{
public:
    explicit CredentialStore(std::chrono::milliseconds deadline = std::chrono::seconds(5));
    // Writes, reads back, compares. An entry of that name that already exists is refused ("password.store-exists").
    [[nodiscard]] Result<void> write(const QString &name, const SecretString &secret);
    [[nodiscard]] Result<SecretString> read(const QString &name);
    [[nodiscard]] Result<void> remove(const QString &name);
    // Write, read, delete of a probe entry: whether the option can be offered.
    [[nodiscard]] Result<void> probe();

private:
    std::chrono::milliseconds m_deadline;
};

} // namespace smk
