// `smkctl rehearse --serve`: the practice server as a process of its own.
#pragma once

#include <QStringList>

namespace smk {

// --scenario ID --root DIR --hand-over FILE|- [--until-stdin-closes] [--record] [--drop-at N] [--port N] [--name NAME]
// [--encryption none|optional|required] [--deny PERMISSION]… [--throw NUMBER[,severity[,state]]@PLACE]… Serves until
// SIGTERM, or until standard input closes. The exit code: 0 served, 1 not started, 2 wrong arguments.
[[nodiscard]] int rehearseServe(const QStringList &args);

} // namespace smk
