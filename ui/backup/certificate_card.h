// The certificate that a server showed and this computer could not prove: the check that failed, for whom, by whom,
// since when and until when, fingerprint. Below the banner that says what may be done. Object name:
// connect.certificate.
#pragma once

#include "connect_memory.h"
#include "finding_list.h"

namespace smk {

// Of the arguments of "connect.certificate" (connect_step.cpp).
struct ShownCertificate
{
    QString subject;
    QString issuer;
    QString fingerprint;
    QString failedCheck;
    QString notBefore;
    QString notAfter;
    QString names;
    [[nodiscard]] static ShownCertificate of(const Problem &problem);
    [[nodiscard]] QString firstName() const; // for "use the name in it"; empty: it has none
};

class CertificateCard : public QWidget
{
    Q_OBJECT
public:
    explicit CertificateCard(QWidget *parent = nullptr);
    // `before`: what was decided about this server's certificate earlier; its fingerprint may be another one.
    void showCertificate(const ShownCertificate &certificate, const RememberedServer *before);
    [[nodiscard]] const ShownCertificate &certificate() const { return m_certificate; }

private:
    FindingList *m_rows;
    ShownCertificate m_certificate;
};

// "Trusted on 2026-11-25 without proof: reason": a remembered decision in one sentence.
[[nodiscard]] QString trustSentence(const TrustDecision &decision);

} // namespace smk
