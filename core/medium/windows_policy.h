// The registry values by which Windows is told to keep removable drives, or writing on them, from its users.
#pragma once

#include "finding.h"

#include <functional>
#include <optional>
#include <span>

namespace smk {

enum class PolicyEffect { NoDrives, NoWriting, NoWritingUnencrypted, NoRedirection };

struct PolicyValue
{
    const char *key; // below HKEY_LOCAL_MACHINE, and of the first kind below HKEY_CURRENT_USER too
    const char *name;
    quint32 forbids; // the number that forbids
    PolicyEffect effect;
    bool ofUserToo;
};

// The number of a value; nothing where there is none.
using RegistryNumber = std::function<std::optional<quint32>(bool ofUser, const QString &key, const QString &name)>;

struct WindowsPolicy
{
    PolicyEffect effect;
    QString place; // "HKEY_LOCAL_MACHINE\…, Deny_Write"
};

[[nodiscard]] std::span<const PolicyValue> policyValues();
// Windows alone: by the registry.
[[nodiscard]] std::vector<WindowsPolicy> windowsPolicies();
[[nodiscard]] std::vector<WindowsPolicy> policiesInForce(const RegistryNumber &read);
// What is said beside the list; each effect once.
[[nodiscard]] Findings policyFindings(const std::vector<WindowsPolicy> &policies);
// Whether a removable drive may be written on, by policy alone.
[[nodiscard]] bool forbidsWriting(const std::vector<WindowsPolicy> &policies, std::optional<bool> encrypted);

} // namespace smk
