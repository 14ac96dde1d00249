#include "certificate_card.h"

#include "labels.h"
#include "rich_text.h"

#include <QVBoxLayout>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

QString checkWords(const QString &failed)
{
    if (failed == "self-signed"_L1)
        return CertificateCard::tr("**Made by the server itself:** nobody whom this computer knows vouches for it.");
    if (failed == "unknown-issuer"_L1)
        return CertificateCard::tr("**Issuer not known here:** this computer does not trust who issued it.");
    if (failed == "expired"_L1)
        return CertificateCard::tr(
            "**Not valid today:** the server needs a new one, unless one of the two clocks is wrong.");
    if (failed == "name"_L1)
        return CertificateCard::tr("**Another name:** it is good, but not for the name that was typed.");
    return CertificateCard::tr("**Not proven:** a check of this computer’s own failed.");
}

// 32 pairs, 16 a line: compared by eye with what the server's owner reads.
QString inHalves(const QString &fingerprint)
{
    const qsizetype half = fingerprint.size() / 2 + 1; // after the colon
    return fixed(fingerprint.left(half)) + u'\n' + fixed(fingerprint.mid(half));
}

// Many a certificate has the same name twice, by its host and by its domain.
QString eachOnce(const QString &names)
{
    QStringList list;
    const QStringList all = names.split(u',');
    for (const QString &name : all)
        list << name.trimmed();
    list.removeDuplicates();
    return list.join(u", "_s);
}

} // namespace

ShownCertificate ShownCertificate::of(const Problem &problem)
{
    const QStringList &a = problem.arguments;
    // Of a certificate that has changed the last argument is the fingerprint of the one before.
    const QString names = problem.id == "connect.certificate"_L1 ? a.value(8) : QString();
    return {a.value(2), a.value(3), a.value(4), a.value(5), a.value(6), a.value(7), names};
}

QString ShownCertificate::firstName() const
{
    return names.section(u',', 0, 0).trimmed();
}

CertificateCard::CertificateCard(QWidget *parent)
    : QWidget(parent)
    , m_rows(new FindingList)
{
    setObjectName(u"connect.certificate"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 16);
    column->setSpacing(8);
    QLabel *head = sectionLabel(tr("The certificate that was shown"));
    column->addWidget(head);
    m_rows->setAccessibleName(head->text());
    column->addWidget(m_rows);
    connect(m_rows, &FindingList::linkChosen, this,
            [this](const QString &id) { m_rows->copyOf(id, m_certificate.fingerprint); });
}

void CertificateCard::showCertificate(const ShownCertificate &certificate, const RememberedServer *before)
{
    m_certificate = certificate;
    m_rows->clear();
    m_rows->addRow({u"certificate.check"_s, Shape::Octagon, tr("Failed check"), checkWords(certificate.failedCheck)});
    m_rows->addRow({u"certificate.subject"_s, Shape::None, tr("Certificate for"), fixed(certificate.subject),
                    certificate.names.isEmpty() ? QString() : tr("Names in it: %1").arg(eachOnce(certificate.names))});
    m_rows->addRow({u"certificate.issuer"_s, Shape::None, tr("Issued by"), fixed(certificate.issuer)});
    m_rows->addRow({u"certificate.dates"_s, Shape::None, tr("Valid"),
                    tr("from %1 to %2").arg(certificate.notBefore, certificate.notAfter)});
    m_rows->addRow(
        {u"certificate.fingerprint"_s, Shape::None, tr("SHA-256"), inHalves(certificate.fingerprint), {}, tr("Copy")});
    if (before != nullptr && before->trust && before->trust->fingerprint != certificate.fingerprint)
        m_rows->addRow(
            {u"certificate.before"_s, Shape::Triangle, tr("Not the same"),
             tr("**Another certificate than the one that was trusted here.** Somebody renewed it, or somebody "
                "stands between."),
             trustSentence(*before->trust)});
    show();
}

QString trustSentence(const TrustDecision &decision)
{
    return CertificateCard::tr("Trusted on %1 without proof: %2")
        .arg(decision.decidedUtc.date().toString(Qt::ISODate), decision.reason);
}

} // namespace smk
