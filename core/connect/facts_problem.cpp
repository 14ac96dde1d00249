#include "facts_problem.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr NumberedId numbers[] = {
    {229, "connect.question-not-permitted"},   {230, "connect.question-not-permitted"},
    {262, "connect.question-not-permitted"},   {297, "connect.question-not-permitted"},
    {300, "connect.question-not-permitted"},   {15151, "connect.question-not-permitted"},
    {15247, "connect.question-not-permitted"}, {195, "connect.question-not-known"},
    {207, "connect.question-not-known"},       {208, "connect.question-not-known"},
    {911, "connect.question-not-known"},       {2812, "connect.question-not-known"},
    {102, "connect.question-syntax"},          {105, "connect.question-syntax"},
    {15281, "connect.question-turned-off"},
};

} // namespace

std::span<const NumberedId> factsNumbers()
{
    return numbers;
}

Problem factsProblem(Problem refused)
{
    const char *id =
        refused.server && refused.id == "sql.query-failed"_L1 ? idOfNumber(numbers, refused.server->number) : nullptr;
    if (id)
        refused.id = QString::fromLatin1(id);
    refused.returnTo = u"connect"_s;
    return refused;
}

} // namespace smk
