// A self-relative NTFS security descriptor, as Windows and ntfs-3g hand it out, read into the platform-neutral model.
#pragma once

#include "access_model.h"

#include <optional>

namespace smk {

// Nothing where the bytes are no descriptor, or end in the middle of one. Names are the well-known ones, else the SID.
// A descriptor without a DACL comes back with `missing`; an empty DACL as a list without entries: nobody may.
[[nodiscard]] std::optional<AccessList> decodeNtfsDescriptor(const QByteArray &bytes);
// Specific and generic bits of an access mask for a directory.
[[nodiscard]] std::uint32_t rightsOfMask(std::uint32_t mask);

} // namespace smk
