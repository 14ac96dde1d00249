#include "store_step.h"

#include "clock.h"
#include "display_text.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr qsizetype LongestText = 500;

void checkField(Findings &findings, const QString &field, const QString &text)
{
    if (text.size() > LongestText)
        findings.push_back({u"store.text-too-long"_s, FindingState::Blocker, {field, QString::number(LongestText)}});
    else if (hasHiddenCharacters(text))
        findings.push_back({u"store.text-not-possible"_s, FindingState::Blocker, {field}});
}

bool samePerson(const QString &a, const QString &b)
{
    return !a.trimmed().isEmpty() && a.simplified().compare(b.simplified(), Qt::CaseInsensitive) == 0;
}

} // namespace

Findings judgeCustody(const Custody &custody)
{
    Findings findings;
    checkField(findings, u"place"_s, custody.place);
    checkField(findings, u"custodian"_s, custody.custodian);
    checkField(findings, u"access"_s, custody.access);
    checkField(findings, u"password-keeper"_s, custody.passwordKeeper);
    checkField(findings, u"reference"_s, custody.reference);

    const auto note = [&](const char *id) { findings.push_back({QString::fromLatin1(id), FindingState::Note}); };
    if (custody.place.trimmed().isEmpty())
        note("store.place-missing");
    if (custody.custodian.trimmed().isEmpty())
        note("store.custodian-missing");
    if (custody.access.trimmed().isEmpty())
        note("store.access-missing");
    if (custody.passwordKeeper.trimmed().isEmpty())
        note("store.password-keeper-missing");
    if (samePerson(custody.custodian, custody.passwordKeeper))
        note("store.same-person");
    if (!custody.offSite)
        note("store.not-off-site");
    if (!custody.nextDue.isValid())
        note("store.due-missing");
    else if (custody.nextDue < nowUtc().date())
        note("store.due-past");
    if (custody.arrival == Arrival::Planned)
        findings.push_back({u"store.planned"_s, FindingState::NotVerified});
    if (findings.empty())
        findings.push_back({u"store.complete"_s, FindingState::Ok});
    return findings;
}

} // namespace smk
