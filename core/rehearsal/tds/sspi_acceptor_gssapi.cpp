#include "sspi_acceptor.h"

#include <gssapi/gssapi.h>
#include <gssapi/gssapi_ext.h>

namespace smk::tds {

struct SspiAcceptor::Parts
{
    gss_cred_id_t credential = GSS_C_NO_CREDENTIAL;
    gss_ctx_id_t context = GSS_C_NO_CONTEXT;
    bool ended = false;
};

namespace {

// Of a client's name; empty where the library has none.
QString shown(gss_name_t name)
{
    OM_uint32 minor = 0;
    gss_buffer_desc text = GSS_C_EMPTY_BUFFER;
    QString result;
    if (!GSS_ERROR(gss_display_name(&minor, name, &text, nullptr)))
        result = QString::fromUtf8(static_cast<const char *>(text.value), static_cast<qsizetype>(text.length));
    gss_release_buffer(&minor, &text);
    return result;
}

} // namespace

bool SspiAcceptor::isBuiltIn()
{
    return true;
}

SspiAcceptor::SspiAcceptor(const QString &keytab)
    : m_parts(std::make_unique<Parts>())
{
    if (keytab.isEmpty())
        return;
    const QByteArray file = keytab.toUtf8();
    // Practice: nothing is worth a replay here, and the library's own cache would stay behind in /var/tmp.
    gss_key_value_element_desc elements[] = {{"keytab", file.constData()}, {"rcache", "none:"}};
    const gss_key_value_set_desc store{2, elements};
    OM_uint32 minor = 0;
    if (GSS_ERROR(gss_acquire_cred_from(&minor, GSS_C_NO_NAME, GSS_C_INDEFINITE, GSS_C_NO_OID_SET, GSS_C_ACCEPT, &store,
                                        &m_parts->credential, nullptr, nullptr)))
        m_parts->credential = GSS_C_NO_CREDENTIAL;
}

SspiAcceptor::~SspiAcceptor()
{
    OM_uint32 minor = 0;
    if (m_parts->context != GSS_C_NO_CONTEXT)
        gss_delete_sec_context(&minor, &m_parts->context, GSS_C_NO_BUFFER);
    if (m_parts->credential != GSS_C_NO_CREDENTIAL)
        gss_release_cred(&minor, &m_parts->credential);
}

SspiStep SspiAcceptor::next(const QByteArray &blob)
{
    // Without a credential the library would take the system's own keytab.
    if (m_parts->credential == GSS_C_NO_CREDENTIAL || blob.isEmpty() || m_parts->ended)
        return {};
    QByteArray copy = blob;
    gss_buffer_desc input{static_cast<std::size_t>(copy.size()), copy.data()};
    gss_buffer_desc output = GSS_C_EMPTY_BUFFER;
    gss_name_t client = GSS_C_NO_NAME;
    OM_uint32 minor = 0;
    OM_uint32 ignored = 0;
    const OM_uint32 major =
        gss_accept_sec_context(&minor, &m_parts->context, m_parts->credential, &input, GSS_C_NO_CHANNEL_BINDINGS,
                               &client, nullptr, &output, nullptr, nullptr, nullptr);
    SspiStep step;
    if (!GSS_ERROR(major)) {
        step.reply = QByteArray(static_cast<const char *>(output.value), static_cast<qsizetype>(output.length));
        step.state = (major & GSS_S_CONTINUE_NEEDED) != 0 ? SspiStep::State::Continues : SspiStep::State::Done;
        if (step.state == SspiStep::State::Done && client != GSS_C_NO_NAME)
            step.principal = shown(client);
    }
    m_parts->ended = step.state != SspiStep::State::Continues;
    gss_release_buffer(&ignored, &output);
    if (client != GSS_C_NO_NAME)
        gss_release_name(&ignored, &client);
    return step;
}

} // namespace smk::tds
