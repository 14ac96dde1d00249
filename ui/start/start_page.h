// Start: instances on this computer and in the history, the most urgent one selected.
#pragma once

#include "card_list.h"
#include "step_page.h"

class QLabel;

namespace smk {

struct InstanceCard
{
    QString id; // what Connect is given: the server's name
    QString name;
    QString facts; // "Default instance · service running"
    Shape stateShape = Shape::None;
    QString stateWord = {}; // "No backup"
    QString stateText = {}; // "none known to this history"
    bool local = true;      // else from the history
};

class LinkButton;

class StartPage : public StepPage
{
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);
    void setInstances(const std::vector<InstanceCard> &instances, const QString &selected = {});
    [[nodiscard]] QString selectedInstance() const;
    // "Check now" runs: its button stops it.
    void setChecking(bool checking);
    // An interrupted run: a note with Resume and Set aside; empty text takes it away.
    void setInterrupted(const Problem &problem);
    void clearInterrupted();
    [[nodiscard]] Footer footer() const override;
    void primary() override;
    void enter() override;
    void focusFirst() override;
    void lookAgain() override { Q_EMIT lookAgainRequested(); }

Q_SIGNALS:
    void backUpRequested(const QString &instance); // empty: another server
    void checkRequested(const QString &instance);
    void checkStopRequested();
    void lookAgainRequested();

private:
    void chosen(CardList *in, CardList *other, const QString &id);
    void refresh();
    [[nodiscard]] QString nameOf(const QString &id) const;
    std::vector<InstanceCard> m_instances;
    QString m_selected;
    QLabel *m_localHead;
    CardList *m_local;
    QLabel *m_pastHead;
    CardList *m_past;
    QLabel *m_empty;
    QPushButton *m_check;
    QLabel *m_checkHint;
    LinkButton *m_other;
    bool m_checking = false;
};

} // namespace smk
