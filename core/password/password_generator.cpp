#include "password_rules.h"

#include "password_text.h"

#include <sodium.h>

#include <new>

namespace smk {

namespace {

constexpr int GeneratedUnits = 24;
constexpr int WordCount = 6;
constexpr int SyllablesInWord = 3;

// Without 0 O o, 1 l I |. Symbols that no shell, connection string, T-SQL literal or markup treats as a bracket,
// a separator or a quote, and that every keyboard layout has without a dead key.
constexpr std::u16string_view Upper = u"ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::u16string_view Lower = u"abcdefghijkmnpqrstuvwxyz";
constexpr std::u16string_view Digits = u"23456789";
constexpr std::u16string_view Symbols = u"!#%*+-=?@_&/:";
constexpr std::u16string_view All = u"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789!#%*+-=?@_&/:";
static_assert(All.size() == Upper.size() + Lower.size() + Digits.size() + Symbols.size());

// A word is three syllables of one of 16 consonants and one of 5 vowels: 80³ words, 18.9 bits each; six of them 113
// bits. Made up, so that no list has to be shipped, and short enough to be read over the telephone.
constexpr std::u16string_view Consonants = u"bdfghjkmnprstvwz";
constexpr std::u16string_view CapitalConsonants = u"BDFGHJKMNPRSTVWZ";
constexpr std::u16string_view Vowels = u"aeiou";

void initialise()
{
    static const int ready = sodium_init();
    if (ready < 0)
        throw std::bad_alloc();
}

std::size_t below(std::size_t count)
{
    return randombytes_uniform(static_cast<std::uint32_t>(count));
}

char16_t oneOf(std::u16string_view choices)
{
    return choices[below(choices.size())];
}

void appendWord(SecretString &text)
{
    for (int syllable = 0; syllable < SyllablesInWord; ++syllable) {
        text.append(oneOf(syllable == 0 ? CapitalConsonants : Consonants));
        text.append(oneOf(Vowels));
    }
}

} // namespace

SecretString generatePassword()
{
    initialise();
    for (;;) {
        // Whole draws are thrown away until one has all four classes: each fit password is equally likely,
        // which "one of each, then shuffled" would not give.
        SecretString password;
        for (int i = 0; i < GeneratedUnits; ++i)
            password.append(oneOf(All));
        if (shapeOf(password).classes() == 4)
            return password;
    }
}

SecretString generateWords()
{
    initialise();
    SecretString words;
    for (int i = 0; i < WordCount; ++i) {
        if (i > 0)
            words.append(u'-');
        appendWord(words);
    }
    words.append(oneOf(Digits));
    words.append(oneOf(Symbols));
    return words;
}

} // namespace smk
