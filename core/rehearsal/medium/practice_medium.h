// The practice medium: a folder below the rehearsal's root that behaves as a removable drive.
//   ROOT/medium/                    the slot, mode 0777: whoever plays may rename what is in it
//   ROOT/medium/REHEARSAL-MEDIUM/   the medium, mode 1777; renamed while it is unplugged
#pragma once

#include "drive.h"

namespace smk {

class PracticeMedium : public DriveSource
{
public:
    // `root` is the rehearsal's; the medium's state is what lies there, so it outlives a kill.
    explicit PracticeMedium(LocalPath root);
    [[nodiscard]] Result<std::vector<Drive>> list(const CancelToken &cancel) override;
    [[nodiscard]] Result<void> eject(const Drive &drive) override;
    // Plays the hand that plugs it in again.
    [[nodiscard]] Result<Drive> mount(const Drive &drive) override;
    // As a hand would: without asking.
    [[nodiscard]] Result<void> unplug();
    [[nodiscard]] Result<void> plugIn();
    [[nodiscard]] bool isPluggedIn() const;
    [[nodiscard]] LocalPath folder() const { return slot().child(QStringLiteral("REHEARSAL-MEDIUM")); }
    // Makes slot and medium where the slot is new. Done by the server, whose root it is.
    [[nodiscard]] static bool prepare(const LocalPath &root);

private:
    [[nodiscard]] LocalPath slot() const { return m_root.child(QStringLiteral("medium")); }
    [[nodiscard]] LocalPath awayFolder() const { return slot().child(QStringLiteral("unplugged")); }
    [[nodiscard]] Result<void> rename(const LocalPath &from, const LocalPath &to, const char *problem) const;
    LocalPath m_root;
};

} // namespace smk
