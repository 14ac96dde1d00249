#include "verify_step.h"

#include "proof_decisions.h"
#include "thread_rule.h"

namespace smk {

namespace {

Proof passwordProof(ProofState state, const char *reason)
{
    return Proof{.level = ProofLevel::PasswordAsStored, .state = state, .reasonId = QString::fromLatin1(reason)};
}

} // namespace

Result<CopyCheck> checkCopy(const CopyExpectation &expected, const CancelToken &cancel)
{
    aboutToBlock("checkCopy");
    if (cancel.stop_requested())
        return fail(Problem{.id = QStringLiteral("verify.cancelled"), .arguments = {}});
    // One byte more than expected is read, so that a longer file is seen as differing, not as an error.
    const Result<UncachedRead> read = readPastCache(expected.copy, std::max<qint64>(expected.size, 1024 * 1024) + 1);
    if (!read && read.error().id == QStringLiteral("files.too-large"))
        return CopyCheck{.proof = {.level = ProofLevel::Identical,
                                   .state = ProofState::Failed,
                                   .reasonId = QStringLiteral("verify.size-differs"),
                                   .arguments = {QString::number(expected.size), QStringLiteral("> 1048576")}}};
    if (!read)
        return fail(read.error());
    return CopyCheck{.proof = proofOfReading(expected, *read), .method = read->method};
}

Proof checkPassword(const SecretString *used, const SecretString &entered)
{
    if (entered.isEmpty())
        return passwordProof(ProofState::NotVerified, "verify.password-not-reentered");
    if (!used)
        return passwordProof(ProofState::NotVerified, "verify.password-no-longer-known");
    return used->equals(entered) ? passwordProof(ProofState::Proved, "verify.password-as-stored")
                                 : passwordProof(ProofState::Failed, "verify.password-differs");
}

Proof passwordEnteredByProgram()
{
    return passwordProof(ProofState::NotVerified, "verify.password-entered-by-program");
}

QString proofLevelName(ProofLevel level)
{
    switch (level) {
    case ProofLevel::Identical:
        return QStringLiteral("identical");
    case ProofLevel::Replugged:
        return QStringLiteral("replugged");
    case ProofLevel::PasswordAsStored:
        return QStringLiteral("password-as-stored");
    case ProofLevel::OpenedByServer:
        return QStringLiteral("opened-by-server");
    case ProofLevel::InCustody:
        break;
    }
    return QStringLiteral("in-custody");
}

QString proofStateName(ProofState state)
{
    switch (state) {
    case ProofState::NotDone:
        return QStringLiteral("not-done");
    case ProofState::Proved:
        return QStringLiteral("proved");
    case ProofState::NotVerified:
        return QStringLiteral("not-verified");
    case ProofState::Failed:
        break;
    }
    return QStringLiteral("failed");
}

} // namespace smk
