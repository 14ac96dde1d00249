// What every page of the window derives from: the eight steps, Finish, and the places Start, Rehearse and History.
// A page knows its own things only; the shell shows it, and takes footer, side list and navigation from its signals.
//
//   class MediumPage : public StepPage { … MediumPage() : StepPage(u"medium"_s, tr("Medium")) {
//       setTitle(tr("Where will the copy travel?"));  setWhy(tr("…"));
//       content()->addWidget(m_cards); content()->addStretch(); } };
#pragma once

#include "banner.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <QWidget>

namespace smk {

class Heading;

enum class SideState { Upcoming, Running, Done, Note, NotVerified, Failed };

// The buttons of the footer, from right to left: cancel, primary, back, extra. Empty text: not shown.
struct Footer
{
    QString primaryText;
    bool primaryEnabled = true;
    bool primaryFilled = true; // false while another button of the page is the filled one
    QString backText;
    QString extraText; // "Not now", "Later"
    QString cancelText;
};

class StepPage : public QWidget
{
    Q_OBJECT
public:
    // `name`: the room of the step ("connect"), or "start", "rehearse", "history", "finish". `sideTitle`: one word.
    StepPage(QString name, QString sideTitle, QWidget *parent = nullptr);

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] const QString &sideTitle() const { return m_sideTitle; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString sideResult() const { return m_sideResult; }
    [[nodiscard]] SideState sideState() const { return m_sideState; }
    [[nodiscard]] Banner *banner() const { return m_banner; }

    // The page is shown; comes before the first paint. Put the focus in the first field here (focusFirst()).
    virtual void enter() {}
    // The page is left, in either direction.
    virtual void leave() {}
    // The filled button of the footer, or Enter. Never grey for a missing entry: say at the field what is missing.
    virtual void primary() { Q_EMIT goNext(); }
    virtual void back() { Q_EMIT goBack(); }
    virtual void extra() {}
    // Cancel or Esc while isBusy(): stop waiting. When not busy the shell asks the program (cancelRequested).
    virtual void cancelWork() {}
    [[nodiscard]] virtual bool isBusy() const { return false; }
    // F5.
    virtual void lookAgain() {}
    // Ctrl+I.
    virtual void showDetails() {}
    // Default: Back, Next, Cancel.
    [[nodiscard]] virtual Footer footer() const;
    // The one filled button in the page (Create and protect), which Enter presses before the footer's; or nullptr.
    [[nodiscard]] virtual QPushButton *filledButton() const { return nullptr; }
    // Looked at after the commit: readable, unchangeable. Default: the content is disabled.
    virtual void setLocked(bool locked);
    [[nodiscard]] bool isLocked() const { return m_locked; }
    // Narrow: margins of 16. Low: the top margin of 16.
    virtual void setCompact(bool narrow, bool low);
    // Where Tab begins.
    virtual void focusFirst();
    // As wide as its widest word; its height follows from the width it is given.
    [[nodiscard]] QSize minimumSizeHint() const override;
    // As focusFirst(), past the banner.
    void focusContent();

Q_SIGNALS:
    void footerChanged();
    void sideResultChanged(const QString &text, smk::SideState state);
    void titleChanged();
    void goNext();
    void goBack();
    void goTo(const QString &roomName);
    void helpRequested(const QString &topic);
    // Nothing in the page is to be done: Enter goes on.
    void wantsFooterFocus();
    // A remedy of the banner was pressed. Override onRemedy() in pages; this is for the program.
    void remedyChosen(const QString &id);

protected:
    void setTitle(const QString &title);
    void setWhy(const QString &markup);
    [[nodiscard]] QVBoxLayout *content() const { return m_content; }
    void setBanner(const Problem &problem, BannerKind kind = BannerKind::Stopped);
    void clearBanner();
    void setSideResult(const QString &text, SideState state);
    // Default: emits remedyChosen(id); a Problem's "returnTo" with the remedy "return" goes there.
    virtual void onRemedy(const QString &id);

private:
    QString m_name;
    QString m_sideTitle;
    QString m_sideResult;
    SideState m_sideState = SideState::Upcoming;
    bool m_locked = false;
    QVBoxLayout *m_outer;
    Heading *m_heading;
    Banner *m_banner;
    QWidget *m_body;
    QVBoxLayout *m_content;
};

} // namespace smk
