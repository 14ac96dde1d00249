#include "practice_server.h"

namespace smk {

QString dropToCaller()
{
    return {}; // there is no sudo that would have to be undone
}

} // namespace smk
