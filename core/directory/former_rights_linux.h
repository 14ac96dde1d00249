// The rights of a folder that was there before us: to be put back, and as a command that does it. Linux only.
#pragma once

#include "paths.h"

#include <QString>

#include <sys/acl.h>
#include <sys/types.h>

#include <memory>

namespace smk {

struct FreeAcl
{
    void operator()(void *memory) const { acl_free(memory); }
};
using AclHandle = std::unique_ptr<std::remove_pointer_t<acl_t>, FreeAcl>;

// A path of what is open, for calls that take none but paths: the name may be another's by now.
[[nodiscard]] QString pathOfOpen(int descriptor);

class FormerRights
{
public:
    explicit FormerRights(int directory);
    void putBack(int directory) const;
    [[nodiscard]] QString undoCommand(const ServerPath &directory) const;

private:
    mode_t m_mode;
    AclHandle m_access;   // none: the file system keeps no lists
    AclHandle m_defaults; // empty: none
};

} // namespace smk
