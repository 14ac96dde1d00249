#include "connection_spec.h"

#include "driver_list.h"
#include "freetds_conf.h"

#include "display_text.h"
#include "make_problem.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestValue = 128; // a login or a password of SQL Server, in UTF-16 units
constexpr qsizetype longestName = 255;  // of a host in a certificate, of a driver or its library
constexpr std::u16string_view program = u"SMK Backup Wizard";

Problem notPossible(const char *field)
{
    return connectProblem("connect.value-not-possible", {QString::fromLatin1(field)});
}

// Why a driver could not carry the value: controls end the string early, lone surrogates have no UTF-8 form.
bool canCarry(std::u16string_view value, const DriverQuirks &quirks)
{
    for (std::size_t i = 0; i < value.size(); ++i) {
        const QChar unit(value[i]);
        if (value[i] < 0x20 || value[i] == 0x7f)
            return false;
        if (unit.isHighSurrogate() && i + 1 < value.size() && QChar(value[i + 1]).isLowSurrogate())
            ++i;
        else if (unit.isSurrogate())
            return false;
        // FreeTDS 1.3 takes the first "};" as the end and undoubles nothing (measured).
        if (!quirks.doublesClosingBrace && value[i] == u'}' && i + 1 < value.size() && value[i + 1] == u';')
            return false;
    }
    return true;
}

// QODBC takes a string with ".dsn" anywhere in it for the name of a file.
bool holdsDsn(std::u16string_view value)
{
    return QStringView(value).contains(u".dsn"_s, Qt::CaseInsensitive);
}

class StringBuilder
{
public:
    explicit StringBuilder(const DriverQuirks &quirks)
        : m_quirks(quirks)
    {
    }
    void plain(std::u16string_view key, QStringView value)
    {
        m_text.append(key);
        m_text.append(u'=');
        m_text.append(std::u16string_view(value.utf16(), std::size_t(value.size())));
        m_text.append(u';');
    }
    [[nodiscard]] bool braced(std::u16string_view key, std::u16string_view value)
    {
        if (!canCarry(value, m_quirks) || holdsDsn(value))
            return false;
        m_text.append(key);
        m_text.append(u"={");
        for (const char16_t unit : value) {
            m_text.append(unit);
            if (unit == u'}' && m_quirks.doublesClosingBrace)
                m_text.append(unit);
        }
        m_text.append(u"};");
        return true;
    }
    [[nodiscard]] bool braced(std::u16string_view key, const QString &value)
    {
        return braced(
            key, std::u16string_view(reinterpret_cast<const char16_t *>(value.utf16()), std::size_t(value.size())));
    }
    [[nodiscard]] SecretString take() { return std::move(m_text); }

private:
    const DriverQuirks &m_quirks;
    SecretString m_text;
};

QStringView encryptWord(Encryption encryption, DriverKind kind)
{
    const bool words = kind == DriverKind::Microsoft18;
    switch (encryption) {
    case Encryption::Strict:
        return u"strict";
    case Encryption::Optional:
        return words ? QStringView(u"optional") : QStringView(u"no");
    case Encryption::Mandatory:
        break;
    }
    return words ? QStringView(u"mandatory") : QStringView(u"yes");
}

Result<void> checkSignIn(const ConnectionSpec &spec, const DriverQuirks &quirks)
{
    if (spec.host.isEmpty() || hasHiddenCharacters(spec.host) || spec.host.contains(u';') || spec.host.contains(u'}'))
        return fail(notPossible("server"));
    if (hasHiddenCharacters(spec.caFile.text()))
        return fail(notPossible("ca-file"));
    if (hasHiddenCharacters(spec.nameInCertificate) || spec.nameInCertificate.size() > longestName)
        return fail(notPossible("certificate-name"));
    // A name of some thousand characters overruns a buffer of the driver manager (unixODBC 2.3.11, measured: abort).
    if (spec.driver.name.size() > longestName)
        return fail(notPossible("driver"));
    if (spec.encryption == Encryption::Strict && !quirks.canStrict)
        return fail(connectProblem("connect.driver-not-strict", {spec.driver.name}, {u"choose-driver"_s}));
    if (spec.signIn == SignIn::Integrated) {
        if (!quirks.canIntegratedSignIn)
            return fail(connectProblem("connect.driver-not-integrated", {spec.driver.name}, {u"use-sql-login"_s}));
        return {};
    }
    if (spec.login.isEmpty() || spec.login.size() > longestValue)
        return fail(notPossible("login"));
    if (spec.password.size() > std::size_t(longestValue))
        return fail(notPossible("password"));
    return {};
}

} // namespace

// Without the prefix Windows would try shared memory and pipes in an order of its own.
QString microsoftServer(const ConnectionSpec &spec)
{
    const QString named = spec.instance.isEmpty() ? spec.host : spec.host + u'\\' + spec.instance;
    if (spec.transport == Transport::SharedMemory)
        return u"lpc:"_s + named;
    if (spec.transport == Transport::NamedPipe)
        return u"np:"_s + named;
    return u"tcp:"_s + (spec.port != 0 ? spec.host + u',' + QString::number(spec.port) : named);
}

Result<void> checkTransport(const ConnectionSpec &spec)
{
    if (spec.transport == Transport::Tcp || (quirksOf(spec.driver.kind).otherTransports && systemHasTransports()))
        return {};
    return fail(connectProblem("connect.transport-not-here",
                               {spec.transport == Transport::NamedPipe ? u"np:"_s : u"lpc:"_s, spec.driver.name},
                               {u"retry"_s}));
}

ConnectionSpec ConnectionSpec::clone() const
{
    ConnectionSpec copy;
    copy.host = host;
    copy.port = port;
    copy.instance = instance;
    copy.transport = transport;
    copy.signIn = signIn;
    copy.login = login;
    copy.password = password.clone();
    copy.encryption = encryption;
    copy.caFile = caFile;
    copy.nameInCertificate = nameInCertificate;
    copy.trustServerCertificate = trustServerCertificate;
    copy.pinnedCertificate = pinnedCertificate;
    copy.loginTimeoutSeconds = loginTimeoutSeconds;
    copy.driver = driver;
    return copy;
}

Result<SecretString> connectionString(const ConnectionSpec &spec)
{
    const DriverQuirks &quirks = quirksOf(spec.driver.kind);
    if (auto checked = checkSignIn(spec, quirks); !checked)
        return fail(checked.error());
    if (auto checked = checkTransport(spec); !checked)
        return fail(checked.error());
    StringBuilder text(quirks);
    // The driver's name comes from the driver manager's list or from the user, never doubled in there.
    if (spec.driver.name.contains(u'}') || !text.braced(u"Driver", spec.driver.name))
        return fail(notPossible("driver"));
    if (quirks.needsPrivateConf) {
        const auto section = freeTdsSection(spec);
        if (!section)
            return fail(section.error());
        text.plain(u"SERVERNAME", *section);
        text.plain(u"TDS_Version", u"7.4");
        text.plain(u"ClientCharset", u"UTF-8");
    } else {
        const QString server = microsoftServer(spec);
        if (holdsDsn(
                std::u16string_view(reinterpret_cast<const char16_t *>(server.utf16()), std::size_t(server.size()))))
            return fail(notPossible("server"));
        text.plain(u"Server", server);
        text.plain(u"Encrypt", encryptWord(spec.encryption, spec.driver.kind));
        if (spec.driver.kind != DriverKind::WindowsBuiltIn)
            text.plain(u"TrustServerCertificate", spec.trustServerCertificate ? u"yes" : u"no");
        if (spec.driver.kind == DriverKind::Microsoft18 && !spec.nameInCertificate.isEmpty()
            && !text.braced(u"HostNameInCertificate", spec.nameInCertificate))
            return fail(notPossible("certificate-name"));
        if (spec.encryption == Encryption::Strict && !spec.pinnedCertificate.isEmpty()) {
            const auto file = pinnedCertificateFile(spec);
            if (!file)
                return fail(file.error());
            if (!text.braced(u"ServerCertificate", file->text()))
                return fail(notPossible("certificate"));
        }
    }
    if (spec.signIn == SignIn::Integrated)
        text.plain(u"Trusted_Connection", u"yes");
    else if (!text.braced(u"UID", spec.login))
        return fail(notPossible("login"));
    else if (!text.braced(u"PWD", spec.password.view()))
        return fail(notPossible("password"));
    text.plain(u"Database", u"master");
    if (!text.braced(u"APP", program))
        return fail(notPossible("program"));
    return text.take();
}

} // namespace smk
