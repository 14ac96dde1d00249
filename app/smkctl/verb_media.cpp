#include "command_line.h"
#include "display_text.h"
#include "drive_list.h"
#include "drive_named.h"
#include "interrupt.h"
#include "json_problem.h"
#include "practice_medium.h"
#include "verbs.h"
#include "words.h"

#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

QString nameOf(const Drive &drive)
{
    return drive.label.isEmpty() ? drive.deviceName : drive.label;
}

QJsonObject asJson(const Drive &drive, const MediumVerdict &verdict, bool fit)
{
    QJsonObject object{{u"label"_s, drive.label},
                       {u"device"_s, drive.deviceName},
                       {u"model"_s, drive.model},
                       {u"serial"_s, drive.identity.serial},
                       {u"volumeId"_s, drive.identity.volumeId},
                       {u"sizeBytes"_s, drive.identity.sizeBytes},
                       {u"mountPoint"_s, drive.mountPoint.text()},
                       {u"fileSystem"_s, drive.fileSystem},
                       {u"freeBytes"_s, drive.freeBytes},
                       {u"readOnly"_s, drive.readOnly},
                       {u"earlierBackups"_s, verdict.earlierBackups},
                       {u"selectable"_s, verdict.selectable()},
                       {u"preselected"_s, fit},
                       {u"verdict"_s, toJson(verdict.finding)},
                       {u"more"_s, toJson(verdict.more)}};
    if (drive.encrypted)
        object.insert(u"encrypted"_s, *drive.encrypted);
    return object;
}

int mountOne(DriveSource &source, const QString &wish, Output &output)
{
    const Result<Drive> drive = driveNamed(source, wish);
    if (!drive)
        return output.problem(drive.error(), Exit::Blocked);
    const Result<Drive> mounted = drive->mountPoint.isEmpty() ? source.mount(*drive) : drive;
    if (!mounted)
        return output.problem(mounted.error(), Exit::Failed);
    output.put(u"mountPoint"_s, mounted->mountPoint.text());
    output.line(u"%1 is mounted at %2"_s.arg(nameOf(*mounted), displayText(mounted->mountPoint.text())));
    return output.end(Exit::Done);
}

int ejectOne(DriveSource &source, const QString &wish, Output &output)
{
    const Result<Drive> drive = driveNamed(source, wish);
    if (!drive)
        return output.problem(drive.error(), Exit::Blocked);
    const Result<void> ejected = source.eject(*drive);
    if (!ejected)
        return output.problem(ejected.error(), Exit::Failed);
    output.line(u"%1 is released: it may be unplugged."_s.arg(nameOf(*drive)));
    return output.end(Exit::Done);
}

} // namespace

int mediaVerb(const QStringList &arguments)
{
    CommandLine line(u"media"_s, u"Lists the places to which the copy can travel, and why others cannot be used."_s, 0);
    line.add(u"server"_s, u"Count the earlier backups of this server"_s, u"NAME"_s);
    line.add(u"mount"_s, u"Mount this drive: its label or device"_s, u"DRIVE"_s);
    line.add(u"eject"_s, u"Flush, unmount and power off this drive; says when it may be unplugged"_s, u"DRIVE"_s);
    line.add(u"practice-root"_s, u"The practice medium of the rehearsal below DIR"_s, u"DIR"_s);
    Output output(u"media"_s, arguments.contains(u"--json"_s));
    if (const std::optional<int> code = line.read(arguments, output))
        return *code;
    const bool rehearsal = line.has(u"practice-root"_s);
    const std::unique_ptr<DriveSource> source =
        rehearsal
            ? std::unique_ptr<DriveSource>(std::make_unique<PracticeMedium>(LocalPath(line.value(u"practice-root"_s))))
            : systemDrives();
    if (line.has(u"mount"_s))
        return mountOne(*source, line.value(u"mount"_s), output);
    if (line.has(u"eject"_s))
        return ejectOne(*source, line.value(u"eject"_s), output);
    const Result<std::vector<Drive>> drives = source->list(interrupt::token());
    if (!drives)
        return output.problem(drives.error(), Exit::Blocked);
    const MediumContext context{line.value(u"server"_s), true, rehearsal};
    const std::optional<std::size_t> fit = preselected(*drives, context);
    QJsonArray array;
    for (std::size_t i = 0; i < drives->size(); ++i) {
        const Drive &drive = (*drives)[i];
        const MediumVerdict verdict = judgeMedium(drive, context);
        array.append(asJson(drive, verdict, fit == i));
        output.line(u"%1 %2  %3  %4  %5 free"_s.arg(
            fit == i ? u"*"_s : u" "_s, nameOf(drive), displayText(drive.mountPoint.text()), drive.fileSystem,
            drive.freeBytes < 0 ? u"unknown"_s : QLocale::c().formattedDataSize(drive.freeBytes)));
        output.finding(verdict.finding);
        output.findings(verdict.more, false);
        if (const std::optional<Finding> earlier = verdict.earlierFinding())
            output.finding(*earlier);
    }
    if (drives->empty())
        output.line(u"No drive was found. Plug one in, or name a mounted folder of another host with --medium."_s);
    output.findings(source->notices(), false);
    output.put(u"media"_s, array);
    output.put(u"notices"_s, toJson(source->notices()));
    // A list that may be short is not a list that was read.
    return output.end(hasState(source->notices(), FindingState::NotVerified) ? Exit::NotVerified : Exit::Done);
}

} // namespace smk
