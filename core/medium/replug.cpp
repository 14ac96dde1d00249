#include "replug.h"

#include "drive_list.h"
#include "thread_rule.h"

#include <thread>

namespace smk {

namespace {

Problem waitProblem(const char *id, const Drive &drive)
{
    return Problem{
        .id = QString::fromLatin1(id), .arguments = {shownName(drive)}, .remedies = {QStringLiteral("retry")}};
}

// A moment, cut short by a cancel.
void pause(const CancelToken &cancel, std::chrono::milliseconds time)
{
    const auto end = std::chrono::steady_clock::now() + time;
    while (!cancel.stop_requested() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

// The drive as it is listed now. Nothing: away. A list that failed says neither.
Result<std::optional<Drive>> listed(DriveSource &source, const Drive &drive, const CancelToken &cancel)
{
    const Result<std::vector<Drive>> drives = source.list(cancel);
    if (!drives)
        return fail(drives.error());
    std::optional<Drive> found;
    for (const Drive &one : *drives)
        if (isSameDrive(one, drive) && one.holdsMedium && (!found || found->mountPoint.isEmpty()))
            found = one;
    return found;
}

} // namespace

Result<Drive> replug(DriveSource &source, const Drive &drive, const CancelToken &cancel,
                     const std::function<void(ReplugState)> &told, ReplugPatience patience)
{
    aboutToBlock("replug");
    const auto say = [&](ReplugState state) {
        if (told)
            told(state);
    };
    say(ReplugState::Ejecting);
    if (const Result<void> ejected = source.eject(drive); !ejected)
        return fail(ejected.error());
    bool away = false;
    std::optional<Problem> refused; // of mounting it, since it came back
    auto end = std::chrono::steady_clock::now() + patience.limit;
    say(ReplugState::UnplugNow);
    for (;;) {
        if (cancel.stop_requested())
            return fail(waitProblem("medium.cancelled", drive));
        // An error of the list is no news of the drive: neither away nor back.
        const Result<std::optional<Drive>> now = listed(source, drive, cancel);
        if (now && !*now && (!away || refused)) {
            away = true;
            refused.reset();
            end = std::chrono::steady_clock::now() + patience.limit;
            say(ReplugState::PlugInAgain);
        } else if (now && *now && away) {
            const Drive back = **now;
            if (back.twin)
                return fail(waitProblem("medium.two-alike", drive));
            if (!back.mountPoint.isEmpty())
                return back;
            // Asked once for each time that it is plugged in: the system may ask a person for a password each time.
            if (!refused) {
                say(ReplugState::Mounting);
                Result<Drive> mounted = source.mount(back);
                if (mounted)
                    return mounted;
                // Locked, or not ours to mount: a person or the desktop may yet do it while we look.
                refused = mounted.error();
                end = std::chrono::steady_clock::now() + patience.limit;
                say(ReplugState::MountByHand);
            }
        }
        if (std::chrono::steady_clock::now() >= end)
            return fail(refused.value_or(waitProblem("medium.replug-waited", drive)));
        pause(cancel, patience.between);
    }
}

} // namespace smk
