#include "windows_policy.h"

#include <QSet>

#include <array>

namespace smk {

namespace {

#define REMOVABLE "Software\\Policies\\Microsoft\\Windows\\RemovableStorageDevices"
#define DISKS REMOVABLE "\\{53f5630d-b6bf-11d0-94f2-00a0c91efb8b}"

constexpr std::array values{
    PolicyValue{REMOVABLE, "Deny_All", 1, PolicyEffect::NoDrives, true},
    PolicyValue{DISKS, "Deny_Read", 1, PolicyEffect::NoDrives, true},
    PolicyValue{DISKS, "Deny_Write", 1, PolicyEffect::NoWriting, true},
    PolicyValue{"SYSTEM\\CurrentControlSet\\Control\\StorageDevicePolicies", "WriteProtect", 1, PolicyEffect::NoWriting,
                false},
    PolicyValue{"SYSTEM\\CurrentControlSet\\Services\\USBSTOR", "Start", 4, PolicyEffect::NoDrives, false},
    PolicyValue{"Software\\Policies\\Microsoft\\Windows\\DeviceInstall\\Restrictions", "DenyRemovableDevices", 1,
                PolicyEffect::NoDrives, false},
    PolicyValue{"SYSTEM\\CurrentControlSet\\Policies\\Microsoft\\FVE", "RDVDenyWriteAccess", 1,
                PolicyEffect::NoWritingUnencrypted, false},
    PolicyValue{"Software\\Policies\\Microsoft\\FVE", "RDVDenyWriteAccess", 1, PolicyEffect::NoWritingUnencrypted,
                false},
    PolicyValue{"Software\\Policies\\Microsoft\\Windows NT\\Terminal Services", "fDisableCdm", 1,
                PolicyEffect::NoRedirection, false},
};

#undef DISKS
#undef REMOVABLE

QString idOf(PolicyEffect effect)
{
    switch (effect) {
    case PolicyEffect::NoDrives:
        return QStringLiteral("medium.policy-no-usb-storage");
    case PolicyEffect::NoWriting:
        return QStringLiteral("medium.policy-no-writing");
    case PolicyEffect::NoWritingUnencrypted:
        return QStringLiteral("medium.policy-no-writing-unencrypted");
    case PolicyEffect::NoRedirection:
        break;
    }
    return QStringLiteral("medium.policy-no-redirection");
}

} // namespace

std::span<const PolicyValue> policyValues()
{
    return values;
}

std::vector<WindowsPolicy> policiesInForce(const RegistryNumber &read)
{
    std::vector<WindowsPolicy> found;
    for (const PolicyValue &value : values)
        for (const bool ofUser : {false, true}) {
            const QString key = QString::fromLatin1(value.key);
            const QString name = QString::fromLatin1(value.name);
            if ((ofUser && !value.ofUserToo) || read(ofUser, key, name) != value.forbids)
                continue;
            const QString hive =
                ofUser ? QStringLiteral("HKEY_CURRENT_USER\\") : QStringLiteral("HKEY_LOCAL_MACHINE\\");
            found.push_back({value.effect, hive + key + QStringLiteral(", ") + name});
        }
    return found;
}

Findings policyFindings(const std::vector<WindowsPolicy> &policies)
{
    Findings findings;
    QSet<PolicyEffect> said;
    for (const WindowsPolicy &policy : policies) {
        if (said.contains(policy.effect))
            continue;
        said.insert(policy.effect);
        findings.push_back({.id = idOf(policy.effect), .state = FindingState::Note, .arguments = {policy.place}});
    }
    return findings;
}

bool forbidsWriting(const std::vector<WindowsPolicy> &policies, std::optional<bool> encrypted)
{
    return std::any_of(policies.begin(), policies.end(), [&](const WindowsPolicy &policy) {
        return policy.effect == PolicyEffect::NoDrives || policy.effect == PolicyEffect::NoWriting
               || (policy.effect == PolicyEffect::NoWritingUnencrypted && !encrypted.value_or(false));
    });
}

} // namespace smk
