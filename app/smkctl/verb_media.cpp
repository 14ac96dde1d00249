#include "command_line.h"
#include "drive_list.h"
#include "interrupt.h"
#include "json_problem.h"
#include "practice_medium.h"
#include "words.h"
#include "verbs.h"

#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace smk {

int mediaVerb(const QStringList &arguments)
{
    CommandLine line(u"media"_s, u"Lists the places to which the copy can travel, and why others cannot be used."_s, 0);
    line.add(u"server"_s, u"Count the earlier backups of this server"_s, u"NAME"_s);
    line.add(u"practice-root"_s, u"The practice medium of the rehearsal below DIR"_s, u"DIR"_s);
    Output output(u"media"_s, arguments.contains(u"--json"_s));
    if (const std::optional<int> code = line.read(arguments, output))
        return *code;
    const bool rehearsal = line.has(u"practice-root"_s);
    const std::unique_ptr<DriveSource> source = rehearsal
        ? std::unique_ptr<DriveSource>(std::make_unique<PracticeMedium>(LocalPath(line.value(u"practice-root"_s))))
        : systemDrives();
    const Result<std::vector<Drive>> drives = source->list(interrupt::token());
    if (!drives)
        return output.problem(drives.error(), Exit::Blocked);
    const MediumContext context{line.value(u"server"_s), true, rehearsal};
    const std::optional<std::size_t> fit = preselected(*drives, context);
    QJsonArray array;
    for (std::size_t i = 0; i < drives->size(); ++i) {
        const Drive &drive = (*drives)[i];
        const MediumVerdict verdict = judgeMedium(drive, context);
        array.append(QJsonObject{{u"label"_s, drive.label},
                                 {u"device"_s, drive.deviceName},
                                 {u"serial"_s, drive.identity.serial},
                                 {u"mountPoint"_s, drive.mountPoint.text()},
                                 {u"fileSystem"_s, drive.fileSystem},
                                 {u"freeBytes"_s, drive.freeBytes},
                                 {u"selectable"_s, verdict.selectable()},
                                 {u"preselected"_s, fit == i},
                                 {u"verdict"_s, toJson(verdict.finding)}});
        const QString name = drive.label.isEmpty() ? drive.deviceName : drive.label;
        output.line(u"%1 %2  %3  %4  %5 free"_s.arg(fit == i ? u"*"_s : u" "_s, name, drive.mountPoint.text(), drive.fileSystem,
                                                  drive.freeBytes < 0 ? u"unknown"_s : QLocale::c().formattedDataSize(drive.freeBytes)));
        output.finding(verdict.finding);
        if (const std::optional<Finding> earlier = verdict.earlierFinding())
            output.finding(*earlier);
    }
    if (drives->empty())
        output.line(u"No drive was found. Plug one in, or name a mounted folder of another host with --medium."_s);
    output.put(u"media"_s, array);
    return output.end(Exit::Done);
}

} // namespace smk
