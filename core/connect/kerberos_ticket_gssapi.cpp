#include "kerberos_ticket.h"

#include "clock.h"
#include "make_problem.h"
#include "thread_rule.h"

#include <gssapi/gssapi.h>
#include <gssapi/gssapi_krb5.h>
#include <krb5/krb5.h>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr OM_uint32 Forever = GSS_C_INDEFINITE;

class Name
{
public:
    Name() = default;
    ~Name() { gss_release_name(&m_ignored, &m_name); }
    Name(const Name &) = delete;
    Name &operator=(const Name &) = delete;
    gss_name_t *into() { return &m_name; }
    [[nodiscard]] gss_name_t get() const { return m_name; }
    [[nodiscard]] QString shown() const
    {
        OM_uint32 minor = 0;
        gss_buffer_desc text = GSS_C_EMPTY_BUFFER;
        QString result;
        if (m_name != GSS_C_NO_NAME && !GSS_ERROR(gss_display_name(&minor, m_name, &text, nullptr)))
            result = QString::fromUtf8(static_cast<const char *>(text.value), static_cast<qsizetype>(text.length));
        gss_release_buffer(&minor, &text);
        return result;
    }

private:
    OM_uint32 m_ignored = 0;
    gss_name_t m_name = GSS_C_NO_NAME;
};

struct Credential
{
    gss_cred_id_t id = GSS_C_NO_CREDENTIAL;
    Credential() = default;
    ~Credential()
    {
        OM_uint32 minor = 0;
        gss_release_cred(&minor, &id);
    }
    Credential(const Credential &) = delete;
    Credential &operator=(const Credential &) = delete;
};

QString wordsOf(OM_uint32 minor)
{
    OM_uint32 ignored = 0;
    OM_uint32 more = 0;
    gss_buffer_desc text = GSS_C_EMPTY_BUFFER;
    gss_OID_desc kerberos = *gss_mech_krb5;
    gss_display_status(&ignored, minor, GSS_C_MECH_CODE, &kerberos, &more, &text);
    const QString words = QString::fromUtf8(static_cast<const char *>(text.value), static_cast<qsizetype>(text.length));
    gss_release_buffer(&ignored, &text);
    return words;
}

Problem noTicket(const QString &server)
{
    return connectProblem("connect.no-ticket", {server}, {u"retry"_s}, u"kinit NAME@REALM"_s);
}

Problem expired(const QString &server, const QString &account)
{
    return connectProblem("connect.ticket-expired", {server, account}, {u"retry"_s}, u"kinit "_s + account);
}

// Everything that the program tells apart; the library's numbers are krb5's.
Problem ticketProblem(OM_uint32 minor, const QString &server, const QString &account, const QString &service)
{
    switch (static_cast<krb5_error_code>(minor)) {
    case KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN:
        return unknownService(server, service);
    case KRB5_KDC_UNREACH:
    case KRB5_REALM_UNKNOWN:
    case KRB5_REALM_CANT_RESOLVE:
        return connectProblem("connect.kdc-unreachable", {server, account, wordsOf(minor)}, {u"retry"_s});
    case KRB5KRB_AP_ERR_SKEW:
    case KRB5_KDCREP_SKEW:
    case KRB5KRB_AP_ERR_TKT_NYV:
        return connectProblem("connect.clock-skew", {server, account}, {u"retry"_s});
    case KRB5KRB_AP_ERR_TKT_EXPIRED:
        return expired(server, account);
    case KRB5_FCC_NOFILE:
    case KRB5_CC_NOTFOUND:
        return noTicket(server);
    default:
        return connectProblem("connect.kerberos", {server, account, wordsOf(minor)}, {u"retry"_s});
    }
}

} // namespace

Result<IntegratedAccount> integratedAccount(const QString &server)
{
    aboutToBlock("integratedAccount");
    OM_uint32 minor = 0;
    Credential credential;
    gss_OID_set_desc kerberos{1, const_cast<gss_OID>(gss_mech_krb5)};
    const OM_uint32 acquired =
        gss_acquire_cred(&minor, GSS_C_NO_NAME, Forever, &kerberos, GSS_C_INITIATE, &credential.id, nullptr, nullptr);
    if (GSS_ERROR(acquired))
        return fail(noTicket(server));
    Name name;
    OM_uint32 seconds = 0;
    const OM_uint32 asked = gss_inquire_cred(&minor, credential.id, name.into(), &seconds, nullptr, nullptr);
    IntegratedAccount account{.name = name.shown(), .expiresUtc = {}};
    if (GSS_ROUTINE_ERROR(asked) == GSS_S_CREDENTIALS_EXPIRED || (!GSS_ERROR(asked) && seconds == 0))
        return fail(expired(server, account.name));
    if (GSS_ERROR(asked) || account.name.isEmpty())
        return fail(noTicket(server));
    if (seconds != Forever)
        account.expiresUtc = nowUtc().addSecs(seconds);
    return account;
}

Result<void> checkServiceTicket(const QString &server, const QString &host, quint16 port)
{
    aboutToBlock("checkServiceTicket");
    const Result<IntegratedAccount> account = integratedAccount(server);
    if (!account)
        return fail(account.error());
    const QString service = serviceName(host, port);
    QByteArray text = service.toUtf8();
    gss_buffer_desc buffer{static_cast<std::size_t>(text.size()), text.data()};
    OM_uint32 minor = 0;
    OM_uint32 ignored = 0;
    Name target;
    if (GSS_ERROR(gss_import_name(&minor, &buffer, const_cast<gss_OID>(GSS_KRB5_NT_PRINCIPAL_NAME), target.into())))
        return fail(ticketProblem(minor, server, account->name, service));
    gss_ctx_id_t context = GSS_C_NO_CONTEXT;
    gss_buffer_desc token = GSS_C_EMPTY_BUFFER;
    const OM_uint32 major = gss_init_sec_context(
        &minor, GSS_C_NO_CREDENTIAL, &context, target.get(), const_cast<gss_OID>(gss_mech_krb5), GSS_C_MUTUAL_FLAG, 0,
        GSS_C_NO_CHANNEL_BINDINGS, GSS_C_NO_BUFFER, nullptr, &token, nullptr, nullptr);
    gss_release_buffer(&ignored, &token);
    if (context != GSS_C_NO_CONTEXT)
        gss_delete_sec_context(&ignored, &context, GSS_C_NO_BUFFER);
    if (GSS_ERROR(major))
        return fail(ticketProblem(minor, server, account->name, service));
    return {};
}

} // namespace smk
