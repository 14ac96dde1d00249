#include "drive_card.h"

#include "display_text.h"
#include "rich_text.h"
#include "run_page.h"
#include "word_book.h"

#include <QCoreApplication>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("DriveCard", text);
}

QString kindOf(const Drive &drive)
{
    if (drive.practice)
        return words(QT_TRANSLATE_NOOP("DriveCard", "practice drive"));
    switch (drive.kind) {
    case MediumKind::RemovableDrive:
        return words(QT_TRANSLATE_NOOP("DriveCard", "removable drive"));
    case MediumKind::RedirectedDrive:
        return words(QT_TRANSLATE_NOOP("DriveCard", "by Remote Desktop"));
    case MediumKind::RemoteFolder:
        return words(QT_TRANSLATE_NOOP("DriveCard", "folder on another machine"));
    case MediumKind::FixedDisk:
        break;
    }
    return words(QT_TRANSLATE_NOOP("DriveCard", "fixed disk of this computer"));
}

ObjectIcon iconOf(MediumKind kind)
{
    switch (kind) {
    case MediumKind::RemovableDrive:
        return ObjectIcon::Medium;
    case MediumKind::RedirectedDrive:
        return ObjectIcon::Redirected;
    case MediumKind::RemoteFolder:
        return ObjectIcon::NetworkServer;
    case MediumKind::FixedDisk:
        break;
    }
    return ObjectIcon::Disk;
}

QString factsOf(const Drive &drive)
{
    QStringList parts;
    if (drive.freeBytes >= 0)
        parts << (drive.identity.sizeBytes > 0
                      ? words(QT_TRANSLATE_NOOP("DriveCard", "%1 free of %2"))
                            .arg(sizeText(drive.freeBytes), sizeText(drive.identity.sizeBytes))
                      : words(QT_TRANSLATE_NOOP("DriveCard", "%1 free")).arg(sizeText(drive.freeBytes)));
    if (!drive.fileSystem.isEmpty())
        parts << displayText(drive.fileSystem);
    if (!drive.identity.serial.isEmpty())
        parts << words(QT_TRANSLATE_NOOP("DriveCard", "serial %1")).arg(fixed(displayText(drive.identity.serial)));
    else if (!drive.mountPoint.isEmpty())
        parts << fixed(displayText(drive.mountPoint.text()));
    return parts.join(u" · "_s);
}

} // namespace

QString cardIdOf(const Drive &drive)
{
    return u"%1|%2|%3|%4"_s.arg(drive.identity.serial, QString::number(drive.identity.sizeBytes),
                                drive.identity.volumeId, drive.mountPoint.text());
}

QString nameOf(const Drive &drive)
{
    const QString label = displayText(drive.label.isEmpty() ? drive.model : drive.label);
    const QString device = displayText(drive.deviceName);
    if (label.isEmpty())
        return device.isEmpty() ? displayText(drive.mountPoint.text()) : device;
    return device.isEmpty() || drive.practice ? label : u"%1 (%2)"_s.arg(label, device);
}

QString lineOf(const Drive &drive)
{
    const QString serial = displayText(drive.identity.serial);
    if (drive.practice)
        return words(QT_TRANSLATE_NOOP("DriveCard", "%1, a practice drive")).arg(nameOf(drive));
    return serial.isEmpty() ? nameOf(drive)
                            : words(QT_TRANSLATE_NOOP("DriveCard", "%1, serial %2")).arg(nameOf(drive), fixed(serial));
}

Card cardOf(const Drive &drive, const MediumVerdict &verdict)
{
    const Wording said = wordingOf(verdict.finding.id, verdict.finding.arguments);
    Card card;
    card.id = cardIdOf(drive);
    card.icon = iconOf(drive.kind);
    card.name = nameOf(drive);
    card.kind = kindOf(drive);
    if (const QString model = displayText(drive.model); !drive.label.isEmpty() && !model.isEmpty() && !drive.practice)
        card.kind += u" · "_s + model;
    card.facts = factsOf(drive);
    // A fit drive is a reached result (disc); a bare tick is for one check of several.
    card.shape = verdict.state == FindingState::Ok ? Shape::TickDisc : shapeOf(verdict.state);
    card.word = said.title.endsWith(u'.') || said.text.isEmpty() ? said.title : said.title + u'.';
    card.sentence = said.text;
    if (verdict.earlierBackups > 0 && verdict.selectable())
        card.sentence += u" "_s
                         + QCoreApplication::translate("DriveCard", "%n older backup(s) of this server stay untouched.",
                                                       nullptr, verdict.earlierBackups);
    for (const Finding &more : verdict.more) {
        const Wording also = wordingOf(more.id, more.arguments);
        card.sentence += u" "_s + also.title + u": "_s + also.text;
    }
    card.possible = verdict.selectable();
    return card;
}

} // namespace smk
