// The banner of a problem: in place, not modal, takes the focus, stays until solved. Its anatomy: word and title ·
// consequence · causes with found / ruled out / not checked in a column · remedies · number, level, state, time.
#pragma once

#include "problem.h"

#include <QDateTime>
#include <QFrame>

class QPushButton;
class QVBoxLayout;

namespace smk {

enum class BannerKind { Stopped, Note, NotVerified };

class Banner : public QFrame
{
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);
    // Words come from the word book. Shown again with the same id it collapses to a counter ("3 times").
    // Outcome::Unknown without a kind of its own is said as "Not verified".
    void showProblem(const Problem &problem, BannerKind kind = BannerKind::Stopped);
    void dismiss();
    [[nodiscard]] bool isShowing() const { return m_showing; }
    // The primary remedy, filled while the banner is up; nullptr without remedies.
    [[nodiscard]] QPushButton *primaryRemedy() const { return m_primary; }
    [[nodiscard]] const Problem &problem() const { return m_problem; }
    // Remedies that ask for administrator rights get the shield.
    void setShieldRemedies(const QStringList &ids) { m_shields = ids; }
    // What Copy details puts on the clipboard; no secrets, since a Problem has none.
    [[nodiscard]] QString details() const;

Q_SIGNALS:
    void remedyChosen(const QString &id);
    void helpRequested(const QString &problemId);
    void shownChanged(bool shown);

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void addCauses(QVBoxLayout *column);
    void addRemedies(QVBoxLayout *column);
    void addGreyLine(QVBoxLayout *column);
    Problem m_problem;
    BannerKind m_kind = BannerKind::Stopped;
    QDateTime m_time;
    int m_repeats = 1;
    bool m_showing = false;
    QStringList m_shields;
    QPushButton *m_primary = nullptr;
    QWidget *m_inside = nullptr;
};

} // namespace smk
