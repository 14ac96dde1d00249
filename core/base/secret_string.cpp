#include "secret_string.h"

#include <sodium.h>

#include <cstring>
#include <new>
#include <utility>

namespace smk {

namespace {

void initialiseSodium()
{
    static const int ready = sodium_init();
    if (ready < 0)
        throw std::bad_alloc();
}

} // namespace

SecretString::SecretString(QStringView text)
{
    append(std::u16string_view(text.utf16(), static_cast<std::size_t>(text.size())));
}

SecretString::~SecretString()
{
    clear();
}

SecretString::SecretString(SecretString &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
    , m_capacity(std::exchange(other.m_capacity, 0))
{
}

SecretString &SecretString::operator=(SecretString &&other) noexcept
{
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    std::swap(m_capacity, other.m_capacity);
    other.clear();
    return *this;
}

SecretString SecretString::takeFrom(QString &text)
{
    SecretString secret{QStringView(text)};
    wipe(text);
    return secret;
}

SecretString SecretString::takeFromUtf8(QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes);
    wipe(bytes);
    return takeFrom(text);
}

SecretString SecretString::clone() const
{
    SecretString copy;
    copy.append(view());
    return copy;
}

bool SecretString::equals(const SecretString &other) const
{
    if (m_size != other.m_size)
        return false;
    return m_size == 0 || sodium_memcmp(m_data, other.m_data, m_size * sizeof(char16_t)) == 0;
}

QString SecretString::revealed() const
{
    return QString(reinterpret_cast<const QChar *>(m_data), static_cast<qsizetype>(m_size));
}

void SecretString::append(std::u16string_view text)
{
    if (text.empty())
        return;
    reserve(m_size + text.size());
    std::memcpy(m_data + m_size, text.data(), text.size() * sizeof(char16_t));
    m_size += text.size();
}

void SecretString::reserve(std::size_t units)
{
    if (units <= m_capacity)
        return;
    initialiseSodium();
    const std::size_t capacity = std::max<std::size_t>(units, m_capacity * 2 + 64);
    auto *grown = static_cast<char16_t *>(sodium_allocarray(capacity, sizeof(char16_t)));
    if (!grown)
        throw std::bad_alloc();
    if (m_size)
        std::memcpy(grown, m_data, m_size * sizeof(char16_t));
    sodium_free(m_data);
    m_data = grown;
    m_capacity = capacity;
}

void SecretString::clear()
{
    sodium_free(m_data); // zeroes before it frees
    m_data = nullptr;
    m_size = 0;
    m_capacity = 0;
}

void wipe(QString &text)
{
    if (!text.isNull() && text.isDetached())
        sodium_memzero(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
    text.clear();
}

void wipe(QByteArray &bytes)
{
    if (!bytes.isNull() && bytes.isDetached())
        sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
}

} // namespace smk
