// Where a secret comes from: a file, standard input, or the terminal without echo. Never an argument.
#pragma once

#include "secret_string.h"

#include <tl/expected.hpp>

namespace smk {

// `source`: FILE, "-", or empty to ask on the terminal with `prompt`. The error is a sentence without the secret.
[[nodiscard]] tl::expected<SecretString, QString> readSecret(const QString &source, const QString &prompt);
// Asked twice on the terminal where `source` is empty.
[[nodiscard]] tl::expected<SecretString, QString> readNewSecret(const QString &source, const QString &prompt);

} // namespace smk
