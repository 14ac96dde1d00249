// A secret as UTF-16 in locked memory that is zeroed when freed (libsodium's guarded allocation).
// Move-only, no stream operators, no implicit conversion: it cannot end in a log by accident.
// What this cannot do: the driver keeps copies of what it is handed (SECURITY.md says what remains).
#pragma once

#include <QString>

#include <cstddef>
#include <span>
#include <string_view>

namespace smk {

class SecretString
{
public:
    SecretString() = default;
    // Copies the text; wipes nothing of the source. Use takeFrom() where the source is ours.
    explicit SecretString(QStringView text);
    ~SecretString();
    SecretString(SecretString &&other) noexcept;
    SecretString &operator=(SecretString &&other) noexcept;
    SecretString(const SecretString &) = delete;
    SecretString &operator=(const SecretString &) = delete;

    // Copies the text, then overwrites the QString's own buffer (only if it is not shared) and clears it.
    static SecretString takeFrom(QString &text);
    // Bytes of UTF-8; invalid sequences become U+FFFD. The QByteArray is overwritten and cleared.
    static SecretString takeFromUtf8(QByteArray &bytes);
    [[nodiscard]] SecretString clone() const;

    [[nodiscard]] std::u16string_view view() const { return {m_data, m_size}; }
    [[nodiscard]] std::size_t size() const { return m_size; } // UTF-16 units
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    // Same text, compared in a time that depends on the lengths alone.
    [[nodiscard]] bool equals(const SecretString &other) const;
    // An ordinary copy, for the few places that need one (a line edit, a keychain job). The caller wipes it: wipe().
    [[nodiscard]] QString revealed() const;

    void append(std::u16string_view text);
    void append(char16_t unit) { append(std::u16string_view(&unit, 1)); }
    void clear();

private:
    void reserve(std::size_t units);
    char16_t *m_data = nullptr;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

// Overwrites the buffer of a text or bytes that held a secret, and clears it. Detached copies elsewhere stay.
void wipe(QString &text);
void wipe(QByteArray &bytes);

} // namespace smk
