#include "secret_input.h"

#include "terminal.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

tl::expected<SecretString, QString> fromFile(const QString &path)
{
    constexpr qint64 Longest = 64 * 1024;
    QFile file(path);
    // Unbuffered: QFile's own buffer would keep a copy.
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return tl::unexpected(u"The file with the secret cannot be read."_s);
    QByteArray bytes = file.read(Longest);
    const qsizetype end = bytes.indexOf('\n');
    if (end >= 0)
        bytes.truncate(end);
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    return SecretString::takeFromUtf8(bytes);
}

} // namespace

tl::expected<SecretString, QString> readSecret(const QString &source, const QString &prompt)
{
    if (!source.isEmpty() && source != "-"_L1)
        return fromFile(source);
    std::optional<SecretString> line = source.isEmpty() ? askWithoutEcho(prompt) : readLineOfInput();
    if (!line)
        return tl::unexpected(source.isEmpty() ? u"There is no terminal to ask for a password; use a -from option."_s
                                               : u"Standard input ended before the secret."_s);
    return std::move(*line);
}

tl::expected<SecretString, QString> readNewSecret(const QString &source, const QString &prompt)
{
    tl::expected<SecretString, QString> first = readSecret(source, prompt);
    if (!first || !source.isEmpty())
        return first;
    const tl::expected<SecretString, QString> again = readSecret({}, u"The same again: "_s);
    if (!again)
        return tl::unexpected(again.error());
    if (!first->equals(*again))
        return tl::unexpected(u"The two entries differ."_s);
    return first;
}

} // namespace smk
