// The practice service master key: random bytes that persist below the root, and the file that a BACKUP writes.
#pragma once

#include "paths.h"

#include <QByteArray>
#include <QDateTime>
#include <QUuid>

#include <optional>

namespace smk::engine {

struct PracticeKey
{
    QByteArray bytes; // 32
    QUuid guid;
    QDateTime created; // the server's local time
    QDateTime modified;
    QString algorithm; // "AES_256", "TRIPLE_DES"
};

[[nodiscard]] PracticeKey newKey(const QString &algorithm);
// Nothing: there is none yet, or it cannot be read.
[[nodiscard]] std::optional<PracticeKey> loadKey(const LocalPath &file);
[[nodiscard]] bool saveKey(const LocalPath &file, const PracticeKey &key);

// Sealed under a password: Argon2id, then XChaCha20-Poly1305.
[[nodiscard]] QByteArray sealed(const PracticeKey &key, const QString &password);
struct Opened
{
    enum class State { Done, WrongPassword, BadFormat } state = State::BadFormat;
    PracticeKey key = {};
};
[[nodiscard]] Opened opened(const QByteArray &file, const QString &password);

} // namespace smk::engine
