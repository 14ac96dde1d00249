// What is required of a password (the documented minimum), and what is advice. The server has the last word.
// Source: Microsoft's password policy and the page of the statement.
#pragma once

#include "finding.h"
#include "problem.h"
#include "secret_string.h"

#include <span>

namespace smk {

enum class PasswordStyle { Generated, Words, Own };

struct PasswordContext
{
    QString login; // neither may be contained in it, without regard to case
    QString machineName;
};

// Findings with ids "password.length", "password.classes", "password.control-characters", "password.contains-login",
// "password.contains-machine", "password.non-ascii" (advice), "password.stig" (advice), "password.server-policy"
// (always NotVerified). A Blocker entry means: refused here.
[[nodiscard]] Findings judgePassword(const SecretString &password, const PasswordContext &context);
[[nodiscard]] bool meetsStigPreset(const SecretString &password); // ≥ 15 units, all four classes

// 24 characters, all four classes, ASCII, no look-alikes (0 O 1 l I …), no quotes. libsodium's randomness.
[[nodiscard]] SecretString generatePassword();
// Six words + digit + symbol.
[[nodiscard]] SecretString generateWords();

enum class Strength { VeryWeak, Weak, Fair, Strong, VeryStrong };
// Guessing effort by zxcvbn; words "password.strength.…" and text in passwordWords(). Level counts the filled segments
// (1 to 5).
[[nodiscard]] Strength strengthOf(const SecretString &password);
[[nodiscard]] QString strengthName(Strength strength); // "very-weak" … "very-strong"

[[nodiscard]] std::span<const Words> passwordWords();

} // namespace smk
