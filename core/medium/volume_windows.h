// Asks Windows about volumes and disks; what follows from the answers is in windows_volume.h.
#pragma once

#include "windows_volume.h"

#include <qt_windows.h>

namespace smk {

// No pop-up of the system about an empty reader in the middle of the work.
class QuietErrors
{
public:
    QuietErrors() { SetThreadErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX, &m_before); }
    ~QuietErrors() { SetThreadErrorMode(m_before, nullptr); }
    QuietErrors(const QuietErrors &) = delete;
    QuietErrors &operator=(const QuietErrors &) = delete;

private:
    DWORD m_before = 0;
};

// A volume or a disk, opened to be asked: an ordinary user may query, not read.
class StorageHandle
{
public:
    explicit StorageHandle(const QString &path, DWORD access = 0);
    ~StorageHandle();
    StorageHandle(const StorageHandle &) = delete;
    StorageHandle &operator=(const StorageHandle &) = delete;
    [[nodiscard]] bool isOpen() const { return m_handle != INVALID_HANDLE_VALUE; }
    [[nodiscard]] HANDLE get() const { return m_handle; }
    // The answer, however long; nothing with the system's error in `error`.
    [[nodiscard]] std::optional<QByteArray> ask(DWORD code, const QByteArray &question = {},
                                                DWORD *error = nullptr) const;

private:
    HANDLE m_handle;
};

[[nodiscard]] inline LPCWSTR wideText(const QString &text)
{
    return reinterpret_cast<LPCWSTR>(text.utf16());
}

// `letter` as "E:".
[[nodiscard]] WindowsVolume volumeOfLetter(const QString &letter);
// Of one that bears neither a letter nor a folder; `guidPath` as "\\?\Volume{…}\".
[[nodiscard]] WindowsVolume volumeOfGuid(const QString &guidPath);
[[nodiscard]] QStringList volumesWithoutPlace();
// Whether we may add a file there; nothing where it cannot be told.
[[nodiscard]] std::optional<bool> mayWriteIn(const QString &folder);
// The disks below the Windows folder, by its volume's extents.
[[nodiscard]] QSet<quint32> systemDiskNumbers();
// The disks below a folder.
[[nodiscard]] QSet<quint32> disksOfFolder(const QString &folder);
[[nodiscard]] BitLocker bitLockerOf(const QString &letter);

// Asks the configuration manager to let the disk go ("safely remove"); nothing when it agreed.
struct EjectRefusal
{
    EjectVeto veto = EjectVeto::Other;
    QString words;
};
[[nodiscard]] std::optional<EjectRefusal> ejectDisk(quint32 disk);
// The serial in the device's path, where the disk itself tells none.
[[nodiscard]] QString instanceSerialOfDisk(quint32 disk);

// Names that the remote desktop client offers: "\\tsclient\C".
[[nodiscard]] QStringList redirectedShares();

} // namespace smk
