#include "practice_key.h"

#include "clock.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <sodium.h>

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

const QByteArray Magic = QByteArrayLiteral("SMK-REHEARSAL-KEY-1\n");
constexpr qsizetype SaltSize = crypto_pwhash_SALTBYTES;
constexpr qsizetype NonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype TagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t HashMemory = 8 * 1024 * 1024;

const unsigned char *raw(const QByteArray &bytes, qsizetype at = 0)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData()) + at;
}

unsigned char *raw(QByteArray &bytes, qsizetype at = 0)
{
    return reinterpret_cast<unsigned char *>(bytes.data()) + at;
}

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<std::size_t>(size));
    return bytes;
}

bool derive(QByteArray &key, const QString &password, const unsigned char *salt)
{
    key.resize(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    return crypto_pwhash(
               raw(key), static_cast<unsigned long long>(key.size()), reinterpret_cast<const char *>(password.utf16()),
               static_cast<unsigned long long>(password.size()) * 2, salt, 2, HashMemory, crypto_pwhash_ALG_ARGON2ID13)
           == 0;
}

QJsonObject asJson(const PracticeKey &key)
{
    return {{u"key"_s, QString::fromLatin1(key.bytes.toBase64())},
            {u"guid"_s, key.guid.toString(QUuid::WithoutBraces)},
            {u"created"_s, key.created.toString(Qt::ISODateWithMs)},
            {u"modified"_s, key.modified.toString(Qt::ISODateWithMs)},
            {u"algorithm"_s, key.algorithm}};
}

std::optional<PracticeKey> fromJson(const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    PracticeKey key;
    key.bytes = QByteArray::fromBase64(object[u"key"_s].toString().toLatin1());
    key.guid = QUuid::fromString(object[u"guid"_s].toString());
    key.created = QDateTime::fromString(object[u"created"_s].toString(), Qt::ISODateWithMs);
    key.modified = QDateTime::fromString(object[u"modified"_s].toString(), Qt::ISODateWithMs);
    key.algorithm = object[u"algorithm"_s].toString();
    const bool whole = key.bytes.size() == 32 && !key.guid.isNull() && key.created.isValid() && key.modified.isValid();
    return whole ? std::optional(key) : std::nullopt;
}

} // namespace

PracticeKey newKey(const QString &algorithm)
{
    const QDateTime now = nowUtc().toLocalTime();
    return {randomBytes(32), QUuid::createUuid(), now, now, algorithm};
}

std::optional<PracticeKey> loadKey(const LocalPath &path)
{
    QFile file(path.text());
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return fromJson(file.read(64 * 1024));
}

bool saveKey(const LocalPath &path, const PracticeKey &key)
{
    QSaveFile file(path.text());
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(QJsonDocument(asJson(key)).toJson());
    return file.commit();
}

QByteArray sealed(const PracticeKey &key, const QString &password)
{
    QByteArray clear = QJsonDocument(asJson(key)).toJson(QJsonDocument::Compact);
    const QByteArray salt = randomBytes(SaltSize);
    const QByteArray nonce = randomBytes(NonceSize);
    QByteArray secret;
    if (!derive(secret, password, raw(salt)))
        return {};
    QByteArray box(clear.size() + TagSize, Qt::Uninitialized);
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        raw(box), &size, raw(clear), static_cast<unsigned long long>(clear.size()), raw(Magic),
        static_cast<unsigned long long>(Magic.size()), nullptr, raw(nonce), raw(secret));
    sodium_memzero(secret.data(), static_cast<std::size_t>(secret.size()));
    sodium_memzero(clear.data(), static_cast<std::size_t>(clear.size()));
    return Magic + salt + nonce + box;
}

Opened opened(const QByteArray &file, const QString &password)
{
    const qsizetype head = Magic.size() + SaltSize + NonceSize;
    if (!file.startsWith(Magic) || file.size() < head + TagSize)
        return {};
    QByteArray secret;
    if (!derive(secret, password, raw(file, Magic.size())))
        return {};
    QByteArray clear(file.size() - head - TagSize, Qt::Uninitialized);
    unsigned long long size = 0;
    const int result = crypto_aead_xchacha20poly1305_ietf_decrypt(
        raw(clear), &size, nullptr, raw(file, head), static_cast<unsigned long long>(file.size() - head), raw(Magic),
        static_cast<unsigned long long>(Magic.size()), raw(file, Magic.size() + SaltSize), raw(secret));
    sodium_memzero(secret.data(), static_cast<std::size_t>(secret.size()));
    if (result != 0)
        return {Opened::State::WrongPassword};
    const auto key = fromJson(clear);
    sodium_memzero(clear.data(), static_cast<std::size_t>(clear.size()));
    return key ? Opened{Opened::State::Done, *key} : Opened{};
}

} // namespace smk::engine
