#include "data_folder.h"

#include <QStandardPaths>

namespace smk {

namespace {

LocalPath &chosenFolder()
{
    static LocalPath folder;
    return folder;
}

} // namespace

void setDataFolder(const LocalPath &folder)
{
    chosenFolder() = folder;
}

LocalPath dataFolder()
{
    if (!chosenFolder().isEmpty())
        return chosenFolder();
    // GenericDataLocation plus our own name: the same folder for the window, the terminal and a test program.
    return LocalPath(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation))
        .child(QStringLiteral("smk-backup-wizard"));
}

LocalPath receiptsFolder(bool rehearsal)
{
    return dataFolder().child(rehearsal ? QStringLiteral("rehearsal") : QStringLiteral("receipts"));
}

LocalPath settingsFile()
{
    return dataFolder().child(QStringLiteral("settings.ini"));
}

} // namespace smk
