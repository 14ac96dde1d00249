#include "password_rules.h"

#include <QStringEncoder>

#include <sodium.h>
#include <zxcvbn.h>

#include <cmath>
#include <memory>
#include <new>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

// A key file is attacked offline, and SQL Server's own protection of passwords is a fast hash:
// 10^12 guesses a second (40 bits) is what money buys. Each step above that is about a factor of 10^5.
// The scores of zxcvbn's versions differ by up to 4 bits; the steps are wider than that.
constexpr double WeakBits = 40;       // more than a second
constexpr double FairBits = 56;       // a day
constexpr double StrongBits = 72;     // a century
constexpr double VeryStrongBits = 92; // out of reach

// NUL-terminated UTF-8 in locked memory, zeroed when freed.
struct SodiumFree
{
    void operator()(char *memory) const { sodium_free(memory); }
};

std::unique_ptr<char, SodiumFree> utf8Of(const SecretString &secret)
{
    const std::u16string_view text = secret.view();
    std::unique_ptr<char, SodiumFree> bytes(static_cast<char *>(sodium_malloc(text.size() * 3 + 1)));
    if (!bytes)
        throw std::bad_alloc();
    QStringEncoder encode(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    char *end = encode.appendToBuffer(bytes.get(), QStringView(text.data(), static_cast<qsizetype>(text.size())));
    *end = '\0';
    return bytes;
}

// zxcvbn sees no repetition beyond ASCII in each of its versions: no more than naming the characters used, then
// choosing among them at each place.
double mostBits(std::u16string_view text)
{
    int used = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        used += text.find(text[i]) == i; // counted in place: no further copy of a password
    return 16.0 * used + static_cast<double>(text.size()) * std::log2(used);
}

} // namespace

Strength strengthOf(const SecretString &password)
{
    if (password.isEmpty())
        return Strength::VeryWeak;
    const double bits = std::min(ZxcvbnMatch(utf8Of(password).get(), nullptr, nullptr), mostBits(password.view()));
    if (bits < WeakBits)
        return Strength::VeryWeak;
    if (bits < FairBits)
        return Strength::Weak;
    if (bits < StrongBits)
        return Strength::Fair;
    return bits < VeryStrongBits ? Strength::Strong : Strength::VeryStrong;
}

QString strengthName(Strength strength)
{
    switch (strength) {
    case Strength::VeryWeak:
        return u"very-weak"_s;
    case Strength::Weak:
        return u"weak"_s;
    case Strength::Fair:
        return u"fair"_s;
    case Strength::Strong:
        return u"strong"_s;
    case Strength::VeryStrong:
        return u"very-strong"_s;
    }
    return {};
}

} // namespace smk
