// An instance found on this computer, as a card of Start.
#pragma once

#include "local_instances.h"
#include "start_page.h"

namespace smk {

[[nodiscard]] InstanceCard instanceCard(const FoundInstance &found);

} // namespace smk
