// Where the program keeps its own things. `--data DIR` moves all of it.
//   DIR/receipts   DIR/rehearsal   DIR/logs   DIR/settings.ini
#pragma once

#include "paths.h"

namespace smk {

// Empty: QStandardPaths' application data folder of "smk-backup-wizard".
void setDataFolder(const LocalPath &folder);
[[nodiscard]] LocalPath dataFolder();
[[nodiscard]] LocalPath receiptsFolder(bool rehearsal);
[[nodiscard]] LocalPath settingsFile();

} // namespace smk
