#include "finding.h"

namespace smk {

QString findingStateName(FindingState state)
{
    switch (state) {
    case FindingState::Fact:
        return QStringLiteral("fact");
    case FindingState::Ok:
        return QStringLiteral("ok");
    case FindingState::Note:
        return QStringLiteral("note");
    case FindingState::NotVerified:
        return QStringLiteral("not-verified");
    case FindingState::Blocker:
        return QStringLiteral("blocker");
    }
    return {};
}

} // namespace smk
