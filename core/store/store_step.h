// Where the medium goes: custody, the papers that travel with the key, and the server's own file.
#pragma once

#include "cancel.h"
#include "durable_file.h"
#include "finding.h"
#include "paths.h"
#include "result.h"
#include "sha256.h"

#include <QDate>

#include <span>

class QPaintDevice;

namespace smk {

enum class Arrival { Planned, Confirmed };
enum class ServerFileWish { Keep, Remove };

struct Custody
{
    QString place;
    QString custodian;
    QString access;         // who may have access
    QString passwordKeeper; // never on the medium
    QString reference;      // change ticket
    bool offSite = false;
    Arrival arrival = Arrival::Planned;
    QDate nextDue;
    ServerFileWish serverFile = ServerFileWish::Keep;
};

[[nodiscard]] Findings judgeCustody(const Custody &custody); // same person for both, no access list, same building …

// What the papers on the medium say. No password's place, no custodian of the password.
struct PaperFacts
{
    bool rehearsal = false;
    QString serverName; // "DBSRV01\REPORTING"
    QString release;    // "2022"
    QString productVersion;
    QString instanceText; // "default instance" / "named instance"
    QString keyGuid;
    QDateTime keyModified;
    QString fileName;
    Platform platform = Platform::Windows; // how the server writes a path
    qint64 size = 0;
    Sha256 hash;
    QDateTime madeUtc;
    QString operatorName;
    QStringList proofLines; // in words, each with its level
    QDate nextDue;
    QString custodyNumber; // the medium's label
    QString ask;           // role of the custodian
};

[[nodiscard]] QByteArray
howToRestoreText(const PaperFacts &facts); // plain text, CRLF, UTF-8 with nothing beyond ASCII in our own words
// One third of an A4 page. Needs a QGuiApplication (any platform). Not on the GUI thread of the window.
[[nodiscard]] Result<QByteArray> labelPdf(const PaperFacts &facts);
// The same at the top of a printer's page; the device is the calling thread's own.
[[nodiscard]] Result<void> drawLabel(QPaintDevice &device, const PaperFacts &facts);

struct MediumPapers
{
    WrittenFile receipt;
    WrittenFile howToRestore;
    WrittenFile label;
};
// Writes the three beside the key, each durably and re-read; a failure leaves those that were written and says which.
// What is there is never replaced: an equal paper counts as written, beside another one the new one gets a number.
[[nodiscard]] Result<MediumPapers> writeMediumPapers(const LocalPath &mediumFolder, const PaperFacts &facts,
                                                     const QByteArray &shortReceipt, const CancelToken &cancel);

[[nodiscard]] std::span<const Words> storeWords();

} // namespace smk
