// The verbs of smkctl, one file each.
#pragma once

#include <QStringList>

#include <span>

namespace smk {

struct Verb
{
    const char *name;
    const char *summary;
    int (*run)(const QStringList &arguments);
    bool makesLabel = false; // needs fonts, and so a QGuiApplication without a display
};

[[nodiscard]] std::span<const Verb> verbs();

int preflightVerb(const QStringList &arguments);
int passwordVerb(const QStringList &arguments);
int mediaVerb(const QStringList &arguments);
int directoryVerb(const QStringList &arguments);
int backupVerb(const QStringList &arguments);
int copyVerb(const QStringList &arguments);
int verifyVerb(const QStringList &arguments);
int storeVerb(const QStringList &arguments);
int historyVerb(const QStringList &arguments);
int rehearseVerb(const QStringList &arguments);

} // namespace smk
