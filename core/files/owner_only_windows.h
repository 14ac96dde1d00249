// The security descriptor of a file that is its owner's alone, for the call that creates it.
#pragma once

#include <qt_windows.h>

namespace smk {

// Protected: this user, SYSTEM and Administrators. get() is null where it could not be built, and then nothing may be
// created, for it would inherit the folder's rights.
class OwnerOnlyAttributes
{
public:
    OwnerOnlyAttributes();
    ~OwnerOnlyAttributes();
    OwnerOnlyAttributes(const OwnerOnlyAttributes &) = delete;
    OwnerOnlyAttributes &operator=(const OwnerOnlyAttributes &) = delete;
    [[nodiscard]] SECURITY_ATTRIBUTES *get() { return m_attributes.lpSecurityDescriptor ? &m_attributes : nullptr; }

private:
    SECURITY_ATTRIBUTES m_attributes{};
};

} // namespace smk
