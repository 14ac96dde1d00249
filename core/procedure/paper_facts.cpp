#include "paper_facts.h"

#include "run_record.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

ProofState stateOf(const std::vector<Proof> &proofs, ProofLevel level)
{
    const Proof *proof = proofOf(proofs, level);
    return proof ? proof->state : ProofState::NotDone;
}

QString line(ProofState state, const char *proved, const char *failed, const char *notVerified, const char *notDone)
{
    switch (state) {
    case ProofState::Proved:
        return QString::fromLatin1(proved);
    case ProofState::Failed:
        return QString::fromLatin1(failed);
    case ProofState::NotVerified:
        return QString::fromLatin1(notVerified);
    case ProofState::NotDone:
        return QString::fromLatin1(notDone);
    }
    return {};
}

} // namespace

QStringList proofLinesOf(const std::vector<Proof> &proofs)
{
    const Proof *identical = proofOf(proofs, ProofLevel::Identical);
    const bool cached = identical && identical->reasonId == "verify.cache-not-excluded"_L1;
    return {line(stateOf(proofs, ProofLevel::Identical), "Copy re-read, identical.", "Copy differs: do not use.",
                 cached ? "Identical as read; cache not excluded." : "Copy: not verified.", "Copy: not re-read."),
            line(stateOf(proofs, ProofLevel::PasswordAsStored), "Password as stored: right.",
                 "Password as stored: wrong.", "Password as stored: not verified.",
                 "Password as stored: not verified."),
            line(stateOf(proofs, ProofLevel::OpenedByServer), "Opened by server: yes.", "Opened by server: no.",
                 "Opened by server: not verified.", "Opened by server: not done.")};
}

PaperFacts paperFactsOf(const BackupPlan &plan, const RunResults &results, const QString &operatorName)
{
    PaperFacts facts;
    facts.rehearsal = plan.facts.isRehearsal();
    facts.serverName = plan.facts.serverName;
    facts.release = plan.facts.releaseName();
    facts.productVersion = plan.facts.productVersion.section(u'.', 0, 2);
    facts.instanceText = plan.facts.instanceName.isEmpty() ? u"default instance"_s : u"named instance"_s;
    facts.keyGuid = plan.facts.keyGuid;
    facts.keyModified = plan.facts.keyModified;
    facts.fileName = plan.fileName;
    facts.platform = plan.facts.platform;
    if (results.copy) {
        facts.size = results.copy->size;
        facts.hash = results.copy->hash;
    }
    if (results.keyFile)
        facts.madeUtc = results.keyFile->endedUtc;
    facts.operatorName = operatorName;
    facts.proofLines = proofLinesOf(results.proofs);
    if (results.custody) {
        facts.nextDue = results.custody->nextDue;
        facts.ask = results.custody->custodian;
    }
    if (plan.medium)
        facts.custodyNumber = plan.medium->label;
    return facts;
}

} // namespace smk
