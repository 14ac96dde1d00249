#include "verify_page.h"

#include "drive_card.h"
#include "finding_list.h"
#include "form_row.h"
#include "hairline.h"
#include "labels.h"
#include "link_button.h"
#include "masked_field.h"
#include "rich_text.h"
#include "status_shape.h"
#include "theme.h"
#include "word_book.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

Shape shapeOf(ProofState state)
{
    switch (state) {
    case ProofState::Proved:
        return Shape::TickDisc;
    case ProofState::Failed:
        return Shape::Octagon;
    case ProofState::NotDone:
        return Shape::Ring;
    case ProofState::NotVerified:
        break;
    }
    return Shape::DashedDisc;
}

QString levelWords(ProofLevel level)
{
    switch (level) {
    case ProofLevel::Identical:
        return VerifyPage::tr("Copy");
    case ProofLevel::Replugged:
        return VerifyPage::tr("After replugging");
    case ProofLevel::PasswordAsStored:
        return VerifyPage::tr("Password");
    case ProofLevel::OpenedByServer:
        return VerifyPage::tr("Opened by server");
    case ProofLevel::InCustody:
        break;
    }
    return VerifyPage::tr("Custody");
}

QString sentenceOf(const Proof &proof)
{
    if (proof.state == ProofState::Proved) {
        if (proof.level == ProofLevel::PasswordAsStored)
            return VerifyPage::tr("**Your stored password is right.** It is the one that locks this backup.");
        if (proof.level == ProofLevel::OpenedByServer)
            return VerifyPage::tr(
                "**Opened by the server.** It restored the identical key (15588); nothing was changed.");
    }
    const Wording words = wordingOf(proof.reasonId, proof.arguments);
    return words.text.isEmpty() ? words.title : u"**%1** %2"_s.arg(words.title, words.text);
}

const Proof *proofOf(const std::vector<Proof> &proofs, ProofLevel level)
{
    const auto found =
        std::find_if(proofs.begin(), proofs.end(), [level](const Proof &proof) { return proof.level == level; });
    return found == proofs.end() ? nullptr : &*found;
}

} // namespace

VerifyPage::VerifyPage(WizardRun &run, QWidget *parent)
    : RunPage(u"verify"_s, tr("Verify"), run, parent)
{
    setTitle(tr("Prove that the copy can be used"));
    setWhy(tr("An untested backup is a hope; the only time it can be proved is while the original still works."));
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    m_identicalShape = new ShapeLabel(Shape::Ring, 16);
    row->addWidget(m_identicalShape, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    m_identical = bodyLabel(tr("The copy is re-read…"));
    m_identical->setObjectName(u"verify.identical"_s);
    column->addWidget(m_identical);
    m_code = secondaryLabel({});
    column->addWidget(m_code);
    addReplug(column);
    row->addLayout(column, 1);
    content()->addLayout(row);
    content()->addSpacing(8);
    content()->addWidget(new Hairline);
    content()->addSpacing(8);
    addPassword();
    addDepth();
    m_proofs = new FindingList;
    m_proofs->setObjectName(u"verify.proofs"_s);
    m_proofs->hide();
    content()->addWidget(m_proofs);
    content()->addStretch();
}

void VerifyPage::addPassword()
{
    m_ask = new QWidget;
    auto *ask = new QVBoxLayout(m_ask);
    ask->setContentsMargins(0, 0, 0, 0);
    ask->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    m_passwordShape = new ShapeLabel(Shape::Ring, 16);
    row->addWidget(m_passwordShape, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    QLabel *head = sectionLabel(tr("The &password, from where you stored it"));
    column->addWidget(head);
    m_passwordHint =
        secondaryLabel(tr("Open the password manager and bring it from there; the clipboard was cleared."));
    column->addWidget(m_passwordHint);
    m_password = newPasswordEdit();
    m_password->setObjectName(u"verify.password"_s);
    head->setBuddy(m_password);
    auto *field = new QHBoxLayout;
    field->setSpacing(8);
    field->addWidget(m_password, 1);
    QPushButton *show = showWhileHeldButton(m_password);
    show->setObjectName(u"verify.show"_s);
    field->addWidget(show);
    column->addLayout(field);
    row->addLayout(column, 1);
    ask->addLayout(row);
    content()->addWidget(m_ask);
    connect(m_password, &QLineEdit::textEdited, this, [this] {
        if (banner()->isShowing()
            && (banner()->problem().id.startsWith("ui.password"_L1)
                || banner()->problem().id == "verify.password-differs"_L1))
            clearBanner();
    });
}

void VerifyPage::addDepth()
{
    auto *depth = new QWidget;
    depth->setObjectName(u"verify.depth"_s);
    auto *column = new QVBoxLayout(depth);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *line = new Hairline;
    column->addWidget(line);
    column->addSpacing(8);
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(28, 0, 0, 0);
    inner->setSpacing(8);
    inner->addWidget(sectionLabel(tr("How far to prove")));
    m_copyOnly = new QRadioButton(tr("&Copy and password only"));
    m_copyOnly->setObjectName(u"verify.copyOnly"_s);
    m_copyOnly->setChecked(true);
    inner->addWidget(m_copyOnly);
    m_byServer = new QRadioButton(tr("Also &let SQL Server open it"));
    m_byServer->setObjectName(u"verify.byServer"_s);
    m_byServerChoice = new ChoiceWithHint(m_byServer, {});
    inner->addWidget(m_byServerChoice);
    column->addLayout(inner);
    auto *note = new QHBoxLayout;
    note->setSpacing(12);
    note->addWidget(new ShapeLabel(Shape::DashedDisc, 16), 0, Qt::AlignTop);
    note->addWidget(secondaryLabel(tr("Outside SQL Server nothing can try this password on this file; the first choice "
                                      "compares it with the one used.")),
                    1);
    column->addLayout(note);
    m_ask->layout()->addWidget(depth);
}

void VerifyPage::reset()
{
    m_replugTask.forget();
    m_plugging.forget();
    m_replugging = false;
    m_replug->hide();
    m_replugRow->hide();
    m_plugIn->hide();
    m_checking.forget(); // what an earlier run waited for says nothing of this one
    m_proving.forget();
    setBusy(false);
    clearLoading();
    clearBanner();
    m_copyOk = m_skipWhenDone = m_proveWhenDone = false;
    m_password->clear();
    m_copyOnly->setChecked(true);
    m_identicalShape->setShape(Shape::Ring);
    setMarkup(m_identical, tr("The copy is re-read…"));
    setMarkup(m_code, {});
    setDone(false);
    setSideResult({}, SideState::Upcoming);
}

void VerifyPage::enter()
{
    const bool hash = run().results().keyFile && run().results().keyFile->serverHash;
    const bool holds = run().procedure().password() != nullptr;
    m_byServer->setEnabled(hash);
    m_byServerChoice->setHint(
        hash ? tr("It is asked to restore the very key it holds, answers 15588 and changes nothing. Never FORCE. "
                  "Offered because file hash, key GUID and change date are as written; all three are re-read the "
                  "moment before.")
             : tr("Not offered: this server cannot hash the file, so nothing could guard the proof."));
    const bool paper = plan().passwordPlace == PasswordPlace::Paper;
    setMarkup(
        m_passwordHint,
        !holds
            ? tr("This run was resumed and no longer holds the password; only the server can tell whether it is right.")
        : paper ? tr("Type it from the paper sheet; the clipboard was cleared.")
        : plan().passwordPlace == PasswordPlace::CredentialStore
            ? tr("Bring it from this computer’s credential store; the clipboard was cleared.")
            : tr("Open the password manager and bring it from there; the clipboard was cleared."));
    if (!holds && hash && !m_done)
        m_byServer->setChecked(true);
    if (!m_copyOk && !isBusy() && !isLocked()) {
        run().procedure().setCurrent(Step::Verify);
        checkCopy();
    }
    focusFirst();
}

void VerifyPage::leave()
{
    if (m_done)
        m_password->clear();
}

void VerifyPage::focusFirst()
{
    if (m_done)
        Q_EMIT wantsFooterFocus();
    else
        m_password->setFocus();
}

void VerifyPage::checkCopy()
{
    clearBanner();
    setSideResult(tr("Re-reading…"), SideState::Running);
    m_identicalShape->setShape(Shape::Arc);
    run().fileTask<CopyCheck>(
        m_checking, this,
        [](Procedure &procedure, DriveSource &, const CancelToken &cancel) { return procedure.verifyCopy(cancel); },
        [this](Result<CopyCheck> result) { copyChecked(std::move(result)); });
}

void VerifyPage::copyChecked(Result<CopyCheck> result)
{
    const QString medium = plan().medium ? nameOf(*plan().medium) : tr("the medium");
    if (!result || result->proof.state == ProofState::Failed)
        m_skipWhenDone = m_proveWhenDone = false;
    if (!result || result->proof.state == ProofState::Failed) {
        m_identicalShape->setShape(Shape::Octagon);
        setMarkup(m_identical, tr("**The copy was not proved.**"));
        setSideResult(tr("Copy not proved"), SideState::Failed);
        Problem problem;
        if (result) {
            problem.id = result->proof.reasonId;
            problem.arguments = result->proof.arguments;
        } else {
            problem = result.error();
        }
        if (isCancelled(problem))
            return;
        if (!problem.remedies.contains(u"check-again"_s))
            problem.remedies.prepend(u"check-again"_s);
        if (!problem.remedies.contains(u"copy-again"_s))
            problem.remedies << u"copy-again"_s;
        showProblem(problem);
        return;
    }
    m_copyOk = true;
    const bool past = result->proof.state == ProofState::Proved;
    showIdentical(result->proof);
    m_replug->setVisible(run().procedure().canReplug());
    setSideResult(past ? tr("Identical; password next") : tr("As read; password next"), SideState::Upcoming);
    if (m_skipWhenDone || m_proveWhenDone)
        prove(m_skipWhenDone);
}

void VerifyPage::showIdentical(const Proof &proof)
{
    const QString medium = plan().medium ? nameOf(*plan().medium) : tr("the medium");
    const auto &copy = run().results().copy;
    const QString size = copy ? sizeText(copy->size) : QString();
    const bool past = proof.state == ProofState::Proved;
    m_identicalShape->setShape(past ? Shape::TickDisc : Shape::DashedDisc);
    setMarkup(m_identical,
              past ? tr("**Copy is identical.** Re-read from %1 past the cache: %2, same SHA-256.").arg(medium, size)
                   : tr("**Identical as read; the cache was not excluded.** %1: %2, same SHA-256.").arg(medium, size));
    if (copy)
        setMarkup(m_code, tr("Check code  %1  the same on the label").arg(fixed(copy->hash.checkCode())));
}

void VerifyPage::primary()
{
    if (isBusy())
        return;
    if (m_done) {
        Q_EMIT goNext();
        return;
    }
    if (!m_copyOk && !m_checking.isRunning()) {
        m_proveWhenDone = !m_password->text().isEmpty();
        checkCopy(); // the password proves nothing of a copy that was not read, or differs
        return;
    }
    if (m_password->text().isEmpty()) {
        Problem empty;
        empty.id = u"ui.password-empty"_s;
        setBanner(empty, BannerKind::Note);
        m_password->setFocus();
        return;
    }
    if (m_checking.isRunning()) {
        m_proveWhenDone = true;
        return;
    }
    prove(false);
}

void VerifyPage::extra()
{
    if (isBusy())
        return;
    if (m_checking.isRunning() || !m_copyOk) {
        m_skipWhenDone = true;
        if (!m_checking.isRunning())
            checkCopy();
        return;
    }
    prove(true);
}

void VerifyPage::prove(bool notNow)
{
    m_skipWhenDone = false;
    m_proveWhenDone = false;
    const bool byServer = !notNow && m_byServer->isChecked();
    if (byServer && !run().isSignedIn()) {
        showProblem(linkLost());
        return;
    }
    clearBanner();
    setBusy(true);
    setLoading(byServer ? tr("SQL Server opens the copy…") : tr("Comparing…"));
    std::shared_ptr<SecretString> entered;
    if (!notNow)
        entered = std::make_shared<SecretString>(QStringView(m_password->text()));
    run().sqlTask<std::vector<Proof>>(
        m_proving, this,
        [entered, byServer](ServerSession *session, Procedure &procedure, DriveSource &, const CancelToken &cancel,
                            const ProgressSink &sink) {
            return procedure.verifyPassword(session, entered.get(), byServer, false, cancel, sink);
        },
        [this, notNow](Result<std::vector<Proof>> result) { proved(std::move(result), notNow); });
}

void VerifyPage::proved(Result<std::vector<Proof>> result, bool notNow)
{
    setBusy(false);
    clearLoading();
    if (!result) {
        if (isCancelled(result.error()) && result.error().outcome != Outcome::Unknown)
            return;
        setSideResult(tr("Proof stopped"), SideState::Failed);
        Problem problem = result.error();
        if (problem.outcome == Outcome::Unknown && problem.remedies.isEmpty()) {
            run().setSignedIn(false);
            problem.remedies = {u"reconnect"_s};
        }
        showProblem(problem);
        return;
    }
    const Proof *password = proofOf(*result, ProofLevel::PasswordAsStored);
    const Proof *server = proofOf(*result, ProofLevel::OpenedByServer);
    for (const Proof *proof : {password, server})
        if (proof != nullptr && proof->state == ProofState::Failed) {
            m_passwordShape->setShape(Shape::Octagon);
            setSideResult(tr("Identical · not proved"), SideState::Failed);
            Problem problem;
            problem.id = proof->reasonId;
            problem.arguments = proof->arguments;
            problem.server = proof->server;
            if (run().procedure().password() != nullptr && proof->level == ProofLevel::PasswordAsStored)
                problem.remedies = {u"copy-password"_s};
            setBanner(problem);
            m_password->selectAll();
            m_password->setFocus();
            return;
        }
    // The line broke on the way: what was typed still stands, and the server is asked again after reconnecting.
    if (server != nullptr && server->state == ProofState::NotVerified
        && (server->reasonId == "connect.link-lost"_L1 || server->reasonId == "verify.answer-lost"_L1)) {
        run().setSignedIn(false);
        setSideResult(tr("Identical · server not asked"), SideState::NotVerified);
        Problem lost{server->reasonId, server->arguments};
        lost.server = server->server;
        lost.remedies = {u"reconnect"_s};
        if (server->reasonId == "verify.answer-lost"_L1)
            lost.outcome = Outcome::Unknown;
        showProblem(lost);
        return;
    }
    setDone(true);
    const bool right = password != nullptr && password->state == ProofState::Proved;
    const bool opened = server != nullptr && server->state == ProofState::Proved;
    setSideResult(opened  ? tr("Opened by server")
                  : right ? tr("Identical · password right")
                          : tr("Identical · password not asked"),
                  right || opened ? SideState::Done : SideState::NotVerified);
    showProofs();
    focusFirst();
    if (notNow)
        Q_EMIT goNext();
}

void VerifyPage::showProofs()
{
    std::vector<FindingRow> rows;
    for (const Proof &proof : run().results().proofs)
        if (proof.level != ProofLevel::Identical && proof.level != ProofLevel::InCustody
            && proof.state != ProofState::NotDone)
            rows.push_back(
                {proofLevelName(proof.level), shapeOf(proof.state), levelWords(proof.level), sentenceOf(proof)});
    m_proofs->setRows(rows);
}

void VerifyPage::setDone(bool done)
{
    m_done = done;
    m_ask->setVisible(!done);
    m_proofs->setVisible(done);
    m_passwordShape->setShape(Shape::Ring);
    Q_EMIT footerChanged();
}

void VerifyPage::cancelWork()
{
    if (m_replugging) {
        m_replugTask.cancel();
        setMarkup(m_replugState, tr("Stopping…"));
        return; // the wait ends by itself within a moment
    }
    m_proving.cancel();
    run().interrupt();
    giveBackSoon([this] { return m_proving.isRunning(); },
                 [this] {
                     m_proving.forget();
                     proved(fail(Problem{u"verify.cancelled"_s}), false);
                 });
}

void VerifyPage::reconnected()
{
    clearBanner();
    focusFirst();
    m_password->selectAll();
}

void VerifyPage::onRemedy(const QString &id)
{
    if (id == "copy-password"_L1 || id == "show-password"_L1) {
        Q_EMIT showPasswordWanted();
        m_password->setFocus();
    } else if (id == "retry"_L1 && banner()->problem().id.startsWith("medium."_L1) && m_copyOk) {
        clearBanner();
        replug();
    } else if (id == "check-again"_L1 || id == "retry"_L1) {
        clearBanner();
        if (m_copyOk)
            prove(false);
        else
            checkCopy();
    } else if (id == "copy-again"_L1) {
        Q_EMIT copyAgainWanted();
    } else {
        RunPage::onRemedy(id);
    }
}

Footer VerifyPage::footer() const
{
    return {.primaryText = m_done ? tr("&Next") : tr("Chec&k"),
            .primaryEnabled = !isBusy(),
            .backText = {},
            .extraText = m_done ? QString() : tr("Not now"),
            .cancelText = tr("Cancel")};
}

} // namespace smk
