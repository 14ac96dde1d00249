#include "seat.h"

#include "line_trust.h"
#include "network_identity.h"
#include "procedure.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace smk {

bool serverIsThisMachine(const ServerFacts &facts, LineTrust line)
{
    return line == LineTrust::StaysOnMachine && namesThisMachine(facts.machineName);
}

bool looksLikeContainer(const ServerFacts &facts)
{
    static const QRegularExpression docker(u"^[0-9a-f]{12}$"_s);
    // A deployment's pod: name, hash of its template, five letters of its own.
    static const QRegularExpression pod(u"-[0-9a-f]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$"_s);
    const QString name = facts.machineName.toLower();
    return facts.platform == Platform::Linux && (docker.match(name).hasMatch() || pod.match(name).hasMatch());
}

Seat seatOf(const BackupPlan &plan)
{
    // A path that names another host is one, whatever else was chosen.
    if (shareOf(plan.directory, plan.facts.platform).isShare())
        return Seat::ThirdHost;
    if (plan.seatChosen)
        return *plan.seatChosen;
    if (plan.seenFromHere)
        return Seat::OnServer;
    return looksLikeContainer(plan.facts) ? Seat::Container : Seat::OtherMachine;
}

bool isFolderHere(const BackupPlan &plan)
{
    return seatOf(plan) == Seat::OnServer;
}

void chooseSeat(BackupPlan &plan, std::optional<Seat> seat)
{
    plan.seatChosen = seat == Seat::ThirdHost ? std::nullopt : seat;
    plan.seenFromHere =
        plan.seatChosen ? *plan.seatChosen == Seat::OnServer : serverIsThisMachine(plan.facts, plan.line);
}

Finding seatFinding(const BackupPlan &plan)
{
    const Seat seat = seatOf(plan);
    const bool chosen = plan.seatChosen == seat;
    return {u"procedure.seat."_s + seatName(seat) + (chosen ? u".chosen"_s : QString()),
            chosen ? FindingState::Note : FindingState::Fact,
            {plan.facts.serverName, shareOf(plan.directory, plan.facts.platform).host}};
}

} // namespace smk
