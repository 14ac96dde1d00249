#include "rehearsal_server.h"

#include "browser_responder.h"
#include "practice_medium.h"
#include "rehearsal_instance.h"
#include "rehearsal_listener.h"
#include "rehearsal_user.h"

#include "thread_rule.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSysInfo>

#include <sodium.h>

namespace smk {

using namespace Qt::StringLiterals;

struct RehearsalServer::Parts
{
    std::unique_ptr<engine::RehearsalInstance> instance;
    std::unique_ptr<tds::Listener> listener;
    std::unique_ptr<tds::BrowserResponder> browser;
    LocalPath root;
    LocalPath caFile;
};

namespace {

constexpr int PasswordLength = 24;

QString randomFrom(QLatin1StringView letters, int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text += letters[static_cast<qsizetype>(randombytes_uniform(static_cast<std::uint32_t>(letters.size())))];
    return text;
}

Problem problem(const char *id, const QStringList &arguments)
{
    return Problem{.id = QString::fromLatin1(id), .arguments = arguments};
}

bool writeAuthority(const LocalPath &file, const QByteArray &pem)
{
    QSaveFile out(file.text());
    return out.open(QIODevice::WriteOnly) && out.write(pem) == pem.size() && out.commit()
           && QFile::setPermissions(file.text(), QFileDevice::ReadOwner | QFileDevice::WriteOwner
                                                     | QFileDevice::ReadGroup | QFileDevice::ReadOther);
}

tds::CertificateOrder certificateOrder(CertificateFault fault)
{
    if (fault == CertificateFault::WrongName)
        return {.names = {u"db.elsewhere.example"_s}, .local = false};
    const QString host = QSysInfo::machineHostName();
    return {.names = {host, host.section(u'.', 0, 0)}, .expired = fault == CertificateFault::Expired};
}

// One that has nothing to do with the server's certificate, as after a move to another authority.
QByteArray otherAuthorityPem()
{
    const auto other = tds::makeCertificate({});
    return other ? other->authorityPem() : QByteArray();
}

tds::BrowserHost browserHost(const engine::ServerIdentity &identity, quint16 port)
{
    tds::BrowserHost host{.name = identity.machineName, .version = u"16.0.1000.6"_s};
    host.instances = {{.name = identity.instanceName.isEmpty() ? u"PRACTICE"_s : identity.instanceName, .port = port},
                      {.name = u"PIPESONLY"_s},
                      {.name = u"HIDDEN"_s, .port = port, .hidden = true}};
    return host;
}

} // namespace

Result<LocalPath> makeRehearsalRoot()
{
#ifdef Q_OS_WIN
    const QString parent = QDir::tempPath();
#else
    const QString parent = u"/var/tmp"_s;
#endif
    for (int attempt = 0; attempt < 16; ++attempt) {
        const QString path = parent + u"/smk-rehearsal-"_s + randomFrom("abcdefghijkmnpqrstuvwxyz23456789"_L1, 8);
        if (QDir().mkdir(path)) {
            if (!setMode(path, 0711))
                break;
            return LocalPath(path);
        }
    }
    return fail(problem("rehearsal.root-not-usable", {parent}));
}

RehearsalServer::RehearsalServer(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

RehearsalServer::~RehearsalServer()
{
    stop();
}

Result<std::unique_ptr<RehearsalServer>> RehearsalServer::start(const RehearsalOptions &options)
{
    aboutToBlock("RehearsalServer::start");
    if (sodium_init() < 0)
        return fail(problem("rehearsal.not-started", {u"libsodium"_s}));
    auto parts = std::make_unique<Parts>();
    if (options.root.isEmpty()) {
        const auto made = makeRehearsalRoot();
        if (!made)
            return tl::unexpected(made.error());
        parts->root = *made;
    } else {
        const bool existed = QFileInfo(options.root.text()).isDir();
        if (!QDir().mkpath(options.root.text()) || (!existed && !setMode(options.root.text(), 0711)))
            return fail(problem("rehearsal.root-not-usable", {options.root.text()}));
        parts->root = LocalPath(QFileInfo(options.root.text()).canonicalFilePath());
    }
    auto instance = engine::RehearsalInstance::open(options, parts->root);
    if (!instance)
        return tl::unexpected(instance.error());
    parts->instance = std::move(*instance);
    const QString login =
        options.login.isEmpty() ? u"rehearsal_"_s + randomFrom("0123456789abcdef"_L1, 6) : options.login;
    QString password =
        u"R7-"_s + randomFrom("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"_L1, PasswordLength);
    parts->instance->setCredentials(login, SecretString::takeFrom(password));

    const ScenarioKnobs &knobs = parts->instance->knobs();
    const auto pair = tds::makeCertificate(certificateOrder(knobs.certificateFault));
    const auto contexts = pair ? tds::TlsContexts::make(*pair) : nullptr;
    if (!contexts)
        return fail(problem("rehearsal.not-started", {u"OpenSSL"_s}));
    if (knobs.handsOutAuthority) {
        parts->caFile = parts->root.child(u"rehearsal-ca.pem"_s);
        const bool other = knobs.certificateFault == CertificateFault::OtherAuthority;
        if (!writeAuthority(parts->caFile, other ? otherAuthorityPem() : pair->authorityPem()))
            return fail(problem("rehearsal.root-not-usable", {parts->root.text()}));
    }
    parts->listener = tds::Listener::start(*parts->instance, contexts, options.port);
    if (!parts->listener)
        return fail(problem("rehearsal.port-not-free", {QString::number(options.port)}));
    if (knobs.browser) {
        parts->browser = tds::BrowserResponder::start(browserHost(parts->instance->identity(), parts->listener->port()),
                                                      options.browserPort);
        if (!parts->browser)
            return fail(problem("rehearsal.browser-port-not-free", {QString::number(options.browserPort)}));
    }
    return std::unique_ptr<RehearsalServer>(new RehearsalServer(std::move(parts)));
}

void RehearsalServer::stop()
{
    m_parts->browser.reset();
    if (m_parts->listener)
        m_parts->listener->stop();
}

quint16 RehearsalServer::port() const
{
    return m_parts->listener->port();
}

quint16 RehearsalServer::browserPort() const
{
    return m_parts->browser ? m_parts->browser->port() : quint16(0);
}

void RehearsalServer::setCredentials(const QString &login, SecretString password)
{
    m_parts->instance->setCredentials(login, std::move(password));
}

QString RehearsalServer::login() const
{
    return m_parts->instance->login();
}

const SecretString &RehearsalServer::password() const
{
    return m_parts->instance->password();
}

LocalPath RehearsalServer::caFile() const
{
    return m_parts->caFile;
}

LocalPath RehearsalServer::root() const
{
    return m_parts->root;
}

LocalPath RehearsalServer::mediumFolder() const
{
    return PracticeMedium(m_parts->root).folder();
}

LocalPath RehearsalServer::proposedFolderParent() const
{
    const QString folder = proposedServerFolder().text();
    return LocalPath(m_parts->instance->withFiles(
        [&](const engine::ServerFiles &files) { return files.local(folder).value_or(QString()); }));
}

ServerPath RehearsalServer::proposedServerFolder() const
{
    return ServerPath(m_parts->instance->identity().keyPath);
}

QString RehearsalServer::serverName() const
{
    return m_parts->instance->identity().serverName;
}

QString RehearsalServer::scenario() const
{
    return m_parts->instance->options().scenario;
}

std::vector<RecordedStatement> RehearsalServer::statements() const
{
    return m_parts->instance->statements();
}

} // namespace smk
