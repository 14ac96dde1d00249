#include "password_page.h"

#include "button_row.h"
#include "finding_list.h"
#include "form_row.h"
#include "hairline.h"
#include "masked_field.h"
#include "secret_clipboard.h"
#include "strength_bar.h"
#include "word_book.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

QRadioButton *choice(const QString &text, const QString &name, QButtonGroup *group)
{
    auto *radio = new QRadioButton(text);
    radio->setObjectName(name);
    group->addButton(radio);
    return radio;
}

} // namespace

PasswordPage::PasswordPage(WizardRun &run, SecretClipboard &clipboard, QWidget *parent)
    : RunPage(u"password"_s, tr("Password"), run, parent)
    , m_clipboard(clipboard)
{
    setTitle(tr("Choose the password that locks the backup"));
    setWhy(tr("Without it the file is useless, and nobody, not even the vendor, can reset it."));
    addStyles();
    content()->addSpacing(8);
    content()->addWidget(new Hairline);
    content()->addSpacing(8);
    addPlaces();
    content()->addStretch();
    m_masked->setSource([this] { return presentPassword(); });
    reset();
}

void PasswordPage::addStyles()
{
    auto *group = new QButtonGroup(this);
    m_generatedChoice = choice(tr("&Generated"), u"password.generated"_s, group);
    m_wordsChoice = choice(tr("Six &words"), u"password.words"_s, group);
    m_ownChoice = choice(tr("My &own"), u"password.own"_s, group);
    m_generatedChoice->setChecked(true);
    auto *choices = new QWidget;
    auto *line = new ButtonRow(8);
    choices->setLayout(line);
    line->setContentsMargins(0, 0, 0, 0);
    for (QRadioButton *one : {m_generatedChoice, m_wordsChoice, m_ownChoice})
        line->addWidget(one);
    choices->setFocusProxy(m_generatedChoice);
    m_styleRow = new FormRow(tr("Password"), choices);

    m_ready = new QWidget;
    auto *row = new QHBoxLayout(m_ready);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6); // three buttons beside it, in the smallest window and with long words
    m_masked = new MaskedField;
    m_masked->setObjectName(u"password.masked"_s);
    row->addWidget(m_masked, 1);
    m_copy = new QPushButton(tr("&Copy"));
    m_copy->setObjectName(u"password.copy"_s);
    row->addWidget(m_copy);
    QPushButton *show = showWhileHeldButton(m_masked);
    show->setObjectName(u"password.show"_s);
    row->addWidget(show);
    auto *renewButton = new QPushButton(tr("New"));
    renewButton->setObjectName(u"password.new"_s);
    row->addWidget(renewButton);
    m_styleRow->addBelow(m_ready);
    content()->addWidget(m_styleRow);

    m_own = new QWidget;
    auto *own = new QVBoxLayout(m_own);
    own->setContentsMargins(0, 0, 0, 0);
    own->setSpacing(8);
    m_typed = newPasswordEdit();
    m_typed->setObjectName(u"password.typed"_s);
    m_typedRow = new FormRow(tr("Yo&ur password"), m_typed);
    QPushButton *showTyped = showWhileHeldButton(m_typed);
    m_typedRow->addToField(showTyped);
    own->addWidget(m_typedRow);
    m_again = newPasswordEdit();
    m_again->setObjectName(u"password.again"_s);
    m_againRow = new FormRow(tr("&Again"), m_again);
    own->addWidget(m_againRow);
    content()->addWidget(m_own);

    m_strength = new StrengthBar;
    auto *judged = new QWidget;
    auto *indent = new QVBoxLayout(judged);
    // The list's shapes stand left of the value edge, as on the mock-up: 28 = shape 16 + 12.
    indent->setContentsMargins(176 - 28, 0, 0, 0);
    indent->setSpacing(8);
    auto *bar = new QHBoxLayout;
    bar->addSpacing(28);
    bar->addWidget(m_strength);
    indent->addLayout(bar);
    m_findings = new FindingList;
    m_findings->setObjectName(u"password.findings"_s);
    indent->addWidget(m_findings);
    content()->addWidget(judged);

    // The focus goes on to the next question, so that Enter then means Next and not a second copy.
    connect(m_copy, &QPushButton::clicked, this, [this] {
        copyToClipboard();
        (place() == PasswordPlace::Paper             ? m_paper
         : place() == PasswordPlace::CredentialStore ? m_store
                                                     : m_manager)
            ->setFocus();
    });
    connect(show, &QPushButton::pressed, this, [this] { taken(); });
    connect(showTyped, &QPushButton::pressed, this, [this] { taken(); });
    connect(renewButton, &QPushButton::clicked, this, [this] { renew(); });
    connect(m_generatedChoice, &QRadioButton::clicked, this, [this] { choose(PasswordStyle::Generated); });
    connect(m_wordsChoice, &QRadioButton::clicked, this, [this] { choose(PasswordStyle::Words); });
    connect(m_ownChoice, &QRadioButton::clicked, this, [this] { choose(PasswordStyle::Own); });
    for (QLineEdit *edit : {m_typed, m_again})
        connect(edit, &QLineEdit::textChanged, this, [this] {
            m_typedRow->clearError();
            m_againRow->clearError();
            judge();
        });
}

void PasswordPage::addPlaces()
{
    auto *group = new QButtonGroup(this);
    m_manager = choice(tr("Password &manager"), u"password.manager"_s, group);
    m_manager->setChecked(true);
    m_store = choice(tr("This computer’s credential s&tore"), u"password.store"_s, group);
    m_paper = choice(tr("&Paper sheet, written by hand"), u"password.paper"_s, group);
    auto *places = new QWidget;
    auto *column = new QVBoxLayout(places);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(
        new ChoiceWithHint(m_manager, tr("Copy it there now. You will be asked for it from there in step 7.")));
    m_storeChoice = new ChoiceWithHint(m_store, tr("A convenience, not custody: it is lost with this computer."));
    column->addWidget(m_storeChoice);
    column->addWidget(new ChoiceWithHint(m_paper, tr("In a second envelope, never with the medium.")));
    content()->addWidget(new FormRow(tr("Where will it live?"), places));
    connect(group, &QButtonGroup::buttonClicked, this, [this] { refreshSide(); });
}

void PasswordPage::reset()
{
    clearBanner();
    m_generated = generatePassword();
    m_words.clear();
    m_typed->clear();
    m_again->clear();
    m_generatedChoice->setChecked(true);
    m_manager->setChecked(true);
    m_taken = false;
    choose(PasswordStyle::Generated);
    setSideResult({}, SideState::Upcoming);
}

void PasswordPage::enter()
{
    refreshSide();
    judge();
    focusFirst();
    probeStore();
    Q_EMIT entered();
}

void PasswordPage::leave()
{
    m_masked->setShown(false);
    // Changed here and left without Next: the one held for the backup is then not the one that was copied or shown.
    Procedure &procedure = run().procedure();
    const SecretString *held = procedure.password();
    if (held != nullptr && !procedure.isCommitted() && !held->equals(presentPassword())) {
        procedure.dropPassword();
        procedure.setState(Step::Password, StepState::Upcoming);
        refreshSide();
    }
}

void PasswordPage::onRemedy(const QString &id)
{
    if (id == "choose-password"_L1 || id == "keep-elsewhere"_L1) {
        clearBanner();
        if (id == "keep-elsewhere"_L1)
            m_manager->setChecked(true);
        else if (style() != PasswordStyle::Own)
            renew();
        refreshSide();
        focusFirst();
    } else if (id == "retry"_L1) {
        primary(); // on to the folder and the statement again
    } else {
        RunPage::onRemedy(id);
    }
}

void PasswordPage::focusFirst()
{
    if (style() == PasswordStyle::Own)
        m_typed->setFocus();
    else
        m_copy->setFocus();
}

PasswordStyle PasswordPage::style() const
{
    if (m_ownChoice->isChecked())
        return PasswordStyle::Own;
    return m_wordsChoice->isChecked() ? PasswordStyle::Words : PasswordStyle::Generated;
}

PasswordPlace PasswordPage::place() const
{
    if (m_store->isChecked())
        return PasswordPlace::CredentialStore;
    return m_paper->isChecked() ? PasswordPlace::Paper : PasswordPlace::Manager;
}

SecretString PasswordPage::presentPassword() const
{
    switch (style()) {
    case PasswordStyle::Words:
        return m_words.clone();
    case PasswordStyle::Own: {
        QString typed = m_typed->text();
        SecretString secret{QStringView(typed)};
        typed.clear();
        return secret;
    }
    case PasswordStyle::Generated:
        break;
    }
    return m_generated.clone();
}

void PasswordPage::choose(PasswordStyle style)
{
    if (style == PasswordStyle::Words && m_words.isEmpty())
        m_words = generateWords();
    m_ready->setVisible(style != PasswordStyle::Own);
    m_own->setVisible(style == PasswordStyle::Own);
    m_masked->setShown(false);
    if (style == PasswordStyle::Own)
        m_typed->setFocus();
    m_taken = false;
    judge();
    refreshSide();
}

void PasswordPage::renew()
{
    if (style() == PasswordStyle::Words)
        m_words = generateWords();
    else
        m_generated = generatePassword();
    m_taken = false;
    m_clipboard.clear();
    judge();
    refreshSide();
}

void PasswordPage::judge()
{
    const SecretString password = presentPassword();
    if (password.isEmpty()) {
        m_strength->setStrength(0, tr("Nothing typed yet"), {});
        m_findings->clear();
        return;
    }
    const Strength strength = strengthOf(password);
    const Wording words = wordingOf(u"password.strength."_s + strengthName(strength));
    m_strength->setStrength(static_cast<int>(strength) + 1, words.title, words.text);
    m_findings->setFindings(judgePassword(password, run().passwordContext()));
}

void PasswordPage::copyToClipboard()
{
    // Asked for by a later page it is the one that locks the backup, whatever was changed here since.
    const SecretString *held = run().procedure().password();
    m_clipboard.copy(held != nullptr && run().procedure().isCommitted() ? held->clone() : presentPassword());
    taken();
}

void PasswordPage::taken()
{
    m_taken = true;
    plan().passwordTaken = true;
    refreshSide();
}

void PasswordPage::refreshSide()
{
    if (isLocked())
        return;
    const QString kind = style() == PasswordStyle::Own     ? tr("Own")
                         : style() == PasswordStyle::Words ? tr("Six words")
                                                           : tr("Generated");
    const bool kept = m_taken || place() == PasswordPlace::CredentialStore || style() == PasswordStyle::Own;
    const QString where = !kept                                       ? tr("not stored yet")
                          : place() == PasswordPlace::CredentialStore ? tr("credential store")
                          : place() == PasswordPlace::Paper           ? tr("paper")
                                                                      : tr("manager");
    const bool done = run().procedure().password() != nullptr;
    setSideResult(u"%1 · %2"_s.arg(kind, where), !done  ? SideState::Upcoming
                                                 : kept ? SideState::Done
                                                        : SideState::Note);
}

void PasswordPage::probeStore()
{
    if (std::exchange(m_storeProbed, true))
        return;
    m_probe.start(
        run().files(), this, [](const CancelToken &, const ProgressSink &) { return CredentialStore().probe(); },
        [this](Result<void> result) {
            if (result)
                return;
            const Wording words = wordingOf(result.error().id, result.error().arguments);
            m_storeChoice->setHint(tr("Not to be had: %1").arg(words.title));
            m_store->setEnabled(false);
            if (m_store->isChecked())
                m_manager->setChecked(true);
            refreshSide();
        });
}

void PasswordPage::primary()
{
    const SecretString password = presentPassword();
    const Findings findings = judgePassword(password, run().passwordContext());
    const auto blocker = std::find_if(findings.begin(), findings.end(),
                                      [](const Finding &finding) { return finding.state == FindingState::Blocker; });
    if (style() == PasswordStyle::Own) {
        if (password.isEmpty()) {
            m_typedRow->setError(tr("Nothing typed yet."), tr("At least 8 characters, three of four classes."));
            m_typed->setFocus();
            return;
        }
        QString repeated = m_again->text();
        const bool same = password.equals(SecretString{QStringView(repeated)});
        if (blocker == findings.end() && !same) {
            m_againRow->setError(tr("The two entries differ."), tr("Type it again, or show it while held."));
            m_again->setFocus();
            return;
        }
    }
    if (blocker != findings.end()) {
        if (style() == PasswordStyle::Own) {
            const Wording words = wordingOf(blocker->id, blocker->arguments);
            m_typedRow->setError(words.title, words.text);
            m_typed->setFocus();
        } else {
            renew(); // one that holds the login's name by chance is simply made anew
        }
        return;
    }
    clearBanner();
    plan().passwordStyle = style();
    plan().passwordPlace = place();
    plan().passwordStig = meetsStigPreset(password);
    plan().passwordTaken = m_taken || place() == PasswordPlace::CredentialStore || style() == PasswordStyle::Own;
    run().procedure().setPassword(password.clone());
    run().procedure().setCurrent(Step::Password);
    run().procedure().setState(Step::Password, plan().passwordTaken ? StepState::Done : StepState::DoneWithNote);
    refreshSide();
    Q_EMIT goNext();
}

void PasswordPage::showRefusal(const Problem &problem)
{
    showProblem(problem);
    setSideResult(problem.server ? tr("Refused by the server") : tr("Not used yet"), SideState::Failed);
    // The banner says it all; a typed one is named at its field as well.
    if (style() == PasswordStyle::Own) {
        const Wording words = wordingOf(problem.id, problem.arguments);
        m_typedRow->setError(words.title, words.text);
    }
}

Footer PasswordPage::footer() const
{
    return {.primaryText = tr("&Next"), .backText = tr("&Back"), .extraText = {}, .cancelText = tr("Cancel")};
}

} // namespace smk
