// Rules of this machine that keep removable drives away before any of them is seen.
#pragma once

#include "finding.h"

#include <QByteArray>

namespace smk {

// True where a modprobe configuration says that usb-storage is never loaded: "install usb-storage /bin/false",
// "blacklist usb-storage".
[[nodiscard]] bool forbidsUsbStorage(const QByteArray &modprobeConfiguration);
// What is to be said beside the list; Linux alone. They read files: worker thread. `root` is a prefix for tests.
[[nodiscard]] Findings modulePolicies(const QString &root);
// Of what is plugged in just now: to be asked each time.
[[nodiscard]] Findings blockedDevices(const QString &root);

} // namespace smk
