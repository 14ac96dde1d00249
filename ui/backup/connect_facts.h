// The Connect page once signed in: who is signed in to what, and the calm list of what was found, each line with its
// remedy and the command to copy. Object names: connect.readAgain, connect.change, connect.findings.
#pragma once

#include "connect_step.h"
#include "finding_list.h"

namespace smk {

class SummaryBox;

class ConnectFacts : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectFacts(QWidget *parent = nullptr);
    void showFacts(const ServerFacts &facts, const Findings &findings);
    // A line of our own above the key’s: what became of the password in the keychain. Kept: with a link that forgets
    // it.
    void showKeychain(bool kept, const std::optional<Problem> &trouble);
    void hideKeychain() { m_keychain.reset(); }
    // The certificate was accepted without proof: the line's row takes it back. Seen with the next showFacts().
    void setTrusted(bool trusted) { m_trusted = trusted; }

Q_SIGNALS:
    void readAgainWanted();
    void changeWanted();
    void forgetWanted();
    void forgetTrustWanted();
    void helpWanted(const QString &findingId);

private:
    void chosen(const QString &id);
    void rebuild();
    SummaryBox *m_box;
    FindingList *m_list;
    ServerFacts m_facts;
    Findings m_findings;
    bool m_trusted = false;
    std::optional<FindingRow> m_keychain;
};

} // namespace smk
