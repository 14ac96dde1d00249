#include "replug.h"

#include "drive_list.h"
#include "thread_rule.h"

#include <thread>

namespace smk {

namespace {

Problem waitProblem(const char *id, const Drive &drive)
{
    return Problem{.id = QString::fromLatin1(id),
                   .arguments = {drive.label.isEmpty() ? drive.deviceName : drive.label},
                   .remedies = {QStringLiteral("retry")}};
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
    auto end = std::chrono::steady_clock::now() + patience.limit;
    say(ReplugState::UnplugNow);
    for (;;) {
        if (cancel.stop_requested())
            return fail(waitProblem("medium.cancelled", drive));
        // An error of the list is no news of the drive: neither away nor back.
        const Result<std::optional<Drive>> now = listed(source, drive, cancel);
        if (now && !*now && !away) {
            away = true;
            end = std::chrono::steady_clock::now() + patience.limit;
            say(ReplugState::PlugInAgain);
        } else if (now && *now && away) {
            Drive back = **now;
            if (back.twin)
                return fail(waitProblem("medium.two-alike", drive));
            if (!back.mountPoint.isEmpty())
                return back;
            say(ReplugState::Mounting);
            return source.mount(back);
        }
        if (std::chrono::steady_clock::now() >= end)
            return fail(waitProblem("medium.replug-waited", drive));
        pause(cancel, patience.between);
    }
}

} // namespace smk
