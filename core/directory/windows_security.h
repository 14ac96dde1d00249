// The little of Windows' security interface that the room needs. Windows only.
#pragma once

#include <QByteArray>
#include <QString>

#include <windows.h>

#include <memory>
#include <optional>

namespace smk {

struct LocalFreeDeleter
{
    void operator()(void *memory) const { ::LocalFree(memory); }
};
using LocalMemory = std::unique_ptr<void, LocalFreeDeleter>;

[[nodiscard]] inline const wchar_t *wide(const QString &text)
{
    return reinterpret_cast<const wchar_t *>(text.utf16());
}

// "S-1-5-…" of a binary SID.
[[nodiscard]] QString sidText(void *sid);
// "Denied" in the system's language.
[[nodiscard]] QString systemText(unsigned long error);

// Owner, group and list of a file or folder, self-relative.
[[nodiscard]] std::optional<QByteArray> descriptorOf(const QString &native);
// Whether this system tells the flag "protected" of a folder that was made with it; asked once, of a folder of our own.
[[nodiscard]] bool tellsProtectionFlag();

} // namespace smk
