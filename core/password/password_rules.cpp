#include "password_rules.h"

#include "password_text.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr std::size_t LeastUnits = 8;
constexpr std::size_t MostUnits = 128;
constexpr std::size_t StigUnits = 15;

// "EXAMPLE\svc-backup" must not be in it, nor its bare part.
bool containsLogin(const SecretString &password, const QString &login)
{
    if (containsName(password, login))
        return true;
    const qsizetype separator = login.lastIndexOf(u'\\');
    return separator >= 0 && containsName(password, login.mid(separator + 1));
}

Finding lengthOf(const PasswordShape &shape)
{
    if (shape.units == 0)
        return {u"password.length.empty"_s, FindingState::Blocker};
    if (shape.units < LeastUnits)
        return {u"password.length.too-short"_s, FindingState::Blocker};
    if (shape.units > MostUnits)
        return {u"password.length.too-long"_s, FindingState::Blocker, {QString::number(shape.units)}};
    return {u"password.length"_s, FindingState::Ok}; // the number itself is nobody's business
}

Finding classesOf(const PasswordShape &shape)
{
    if (shape.classes() < 3)
        return {u"password.classes.too-few"_s, FindingState::Blocker, {QString::number(shape.classes())}};
    return {u"password.classes"_s, FindingState::Ok, {QString::number(shape.classes())}};
}

void addRefusals(Findings &findings, const SecretString &password, const PasswordShape &shape,
                 const PasswordContext &context)
{
    if (shape.hasControls)
        findings.push_back({u"password.control-characters"_s, FindingState::Blocker});
    if (shape.hasLoneSurrogate)
        findings.push_back({u"password.lone-surrogate"_s, FindingState::Blocker});
    if (containsLogin(password, context.login))
        findings.push_back({u"password.contains-login"_s, FindingState::Blocker, {context.login}});
    if (containsName(password, context.machineName))
        findings.push_back({u"password.contains-machine"_s, FindingState::Blocker, {context.machineName}});
}

void addAdvice(Findings &findings, const PasswordShape &shape)
{
    if (shape.hasHidden)
        findings.push_back({u"password.hidden-characters"_s, FindingState::Note});
    if (shape.nonAscii)
        findings.push_back({u"password.non-ascii"_s, FindingState::Note});
    if (shape.edgeBlank)
        findings.push_back({u"password.edge-blank"_s, FindingState::Note});
}

bool meetsStig(const PasswordShape &shape)
{
    return shape.units >= StigUnits && shape.classes() == 4;
}

} // namespace

Findings judgePassword(const SecretString &password, const PasswordContext &context)
{
    const PasswordShape shape = shapeOf(password);
    Findings findings{lengthOf(shape), classesOf(shape)};
    addRefusals(findings, password, shape, context);
    addAdvice(findings, shape);
    if (meetsStig(shape))
        findings.push_back({u"password.stig"_s, FindingState::Ok});
    else
        findings.push_back({u"password.stig.not-met"_s, FindingState::Note});
    findings.push_back({u"password.server-policy"_s, FindingState::NotVerified});
    return findings;
}

bool meetsStigPreset(const SecretString &password)
{
    return meetsStig(shapeOf(password));
}

} // namespace smk
