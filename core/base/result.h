// The one result type: a value or a Problem.
#pragma once

#include "problem.h"

#include <tl/expected.hpp>

namespace smk {

template <typename T>
using Result = tl::expected<T, Problem>;

// Shorthand for the error branch: `return fail(Problem{…});`
inline tl::unexpected<Problem> fail(Problem problem)
{
    return tl::unexpected<Problem>(std::move(problem));
}

} // namespace smk
