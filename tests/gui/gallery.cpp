// Shows every widget state and a mock shell, and saves pictures: widget_gallery --out DIR [--theme …] [--font …].
// Not a test: it is for looking at the result beside the drawings. All data are invented.
#include "action_row.h"
#include "banner.h"
#include "card_list.h"
#include "fact_box.h"
#include "finding_list.h"
#include "form_row.h"
#include "hairline.h"
#include "history_page.h"
#include "labels.h"
#include "link_button.h"
#include "masked_field.h"
#include "progress_strip.h"
#include "rehearse_page.h"
#include "rich_text.h"
#include "rights_table.h"
#include "shell.h"
#include "start_page.h"
#include "statement_preview.h"
#include "strength_bar.h"
#include "theme.h"
#include "way_list.h"
#include "word_book.h"

#include <QtWidgets>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

const Words GalleryWords[] = {
    {"gallery.not-created", "SQL Server could not create the key file.",
     "No file was left. The key and the server are as they were."},
    {"gallery.cause.right", "Account `NT Service\\MSSQLSERVER` may not write to the folder"},
    {"gallery.cause.exists", "The folder exists on DBSRV01"},
    {"gallery.cause.free", "The file name is free"},
    {"gallery.cause.other", "A virus scanner holds the folder"},
    {"give-right", "Give it the right"},
    {"choose-folder", "Choose another folder"},
    {"gallery.unknown", "Whether the key file was written is not known.",
     "The line broke before the server answered. Look for the file before anything else."},
    {"look", "Look for the file"},
    {"gallery.interrupted", "A backup of DBSRV01 was interrupted.",
     "The key file is written, it is not yet on a medium."},
    {"resume", "Resume"},
    {"set-aside", "Set aside"},
};

const Words *galleryWords(const QString &id)
{
    for (const Words &words : GalleryWords) {
        if (QLatin1StringView(words.id) == id)
            return &words;
    }
    return nullptr;
}

Problem notCreated()
{
    Problem problem{u"gallery.not-created"_s, {}};
    problem.server = ServerError{15240, 16, 1, {}, u"Cannot write into file."_s};
    problem.causes = {{u"gallery.cause.right"_s, {}, CauseCheck::Found},
                      {u"gallery.cause.exists"_s, {}, CauseCheck::RuledOut},
                      {u"gallery.cause.free"_s, {}, CauseCheck::RuledOut}};
    problem.remedies = {u"give-right"_s, u"choose-folder"_s};
    return problem;
}

class Mock : public StepPage
{
public:
    using StepPage::clearBanner;
    using StepPage::content;
    using StepPage::setBanner;
    using StepPage::setSideResult;
    using StepPage::setTitle;
    using StepPage::setWhy;
    using StepPage::StepPage;
    std::function<Footer(Footer)> change;
    QPushButton *filled = nullptr;
    QWidget *first = nullptr;
    [[nodiscard]] Footer footer() const override { return change ? change(StepPage::footer()) : StepPage::footer(); }
    [[nodiscard]] QPushButton *filledButton() const override { return filled; }
    void focusFirst() override
    {
        if (banner()->isShowing())
            banner()->primaryRemedy()->setFocus();
        else if (first)
            first->setFocus();
    }
};

Mock *page(const QString &name, const QString &side, const QString &title, const QString &why)
{
    auto *mock = new Mock(name, side);
    mock->setTitle(title);
    mock->setWhy(why);
    return mock;
}

Mock *connectPage()
{
    Mock *p = page(u"connect"_s, u"Connect"_s, u"Which SQL Server’s key is to be backed up?"_s,
                   u"Every instance, and every availability replica, has a key of its own."_s);
    auto *combo = new QComboBox;
    combo->setEditable(true);
    auto *server = new FormRow(u"&Server"_s, combo);
    server->setError(u"No server yet."_s, u"Type its name, or choose one from the list."_s);
    server->setHint(u"Name, name\\instance or name,port. For a group: the replica, not its listener."_s);
    p->content()->addWidget(server);
    auto *choices = new QWidget;
    auto *column = new QVBoxLayout(choices);
    column->setContentsMargins(0, 0, 0, 0);
    auto *windows = new QRadioButton(u"&Windows account"_s);
    windows->setChecked(true);
    column->addWidget(windows);
    column->addWidget(new QRadioButton(u"SQL Server &login"_s));
    p->content()->addSpacing(8);
    p->content()->addWidget(new FormRow(u"Sign in as"_s, choices));
    p->content()->addSpacing(8);
    p->content()->addWidget(new Hairline);
    p->content()->addSpacing(8);
    auto *advanced = new LinkButton(u"&Advanced"_s);
    advanced->setFolding(true);
    p->content()->addWidget(advanced);
    QLabel *small = smallLabel(u"Port from the browser service · ODBC Driver 18 · encryption required"_s);
    small->setContentsMargins(24, 0, 0, 0);
    p->content()->addWidget(small);
    p->content()->addStretch(1);
    p->first = combo;
    return p;
}

Mock *signedInPage()
{
    Mock *p = page(u"connect"_s, u"Connect"_s, u"Which SQL Server’s key is to be backed up?"_s,
                   u"Every instance, and every availability replica, has a key of its own."_s);
    auto *box = new SummaryBox;
    box->setText(int(ObjectIcon::Server), u"**DBSRV01** signed in as `CORP\\dba-oncall`"_s);
    auto *again = new LinkButton(u"Read again"_s);
    again->setKeyHint(u"F5"_s);
    box->addRight(again);
    box->addRight(new LinkButton(u"Change…"_s));
    p->content()->addWidget(box);
    p->content()->addSpacing(10);
    auto *list = new FindingList;
    list->addRow(
        {u"server"_s, Shape::Tick, u"Server"_s, u"SQL Server 2022 (16.0.4185) on Windows, default instance"_s});
    list->addRow({u"permission"_s, Shape::Tick, u"Permission"_s, u"CONTROL SERVER is held"_s});
    list->addRow({u"line"_s, Shape::Tick, u"Line"_s, u"Inside this computer (shared memory), no network"_s});
    list->addHairline();
    list->addRow({u"key"_s, Shape::None, u"Service master key"_s,
                  keyGuidMarkup(u"6E0B41D7-2C5F-4A83-9B1E-70D4A9C25F18"_s),
                  u"made 2011-06-21, last changed 2016-05-09"_s});
    list->addRow(
        {u"algorithm"_s,
         Shape::Triangle,
         u"Algorithm"_s,
         u"**Triple DES, from before an upgrade.** It can be backed up as it is. A new AES key is a decision of "
         "its own; back up again after it."_s,
         {},
         u"Why?"_s});
    list->addRow({u"protected"_s, Shape::Tick, u"Protected by"_s,
                  u"service account `NT Service\\MSSQLSERVER` and machine key: both present"_s});
    list->addRow(
        {u"opens"_s, Shape::None, u"Opens"_s, u"3 linked-server logins, 2 credentials, 4 database master keys"_s});
    p->content()->addWidget(list);
    p->content()->addStretch(1);
    return p;
}

Mock *passwordPage()
{
    Mock *p = page(u"password"_s, u"Password"_s, u"Choose the password that locks the backup"_s,
                   u"Without it the file is useless, and nobody, not even the vendor, can reset it."_s);
    auto *kinds = new QWidget;
    auto *row = new QHBoxLayout(kinds);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(18);
    auto *generated = new QRadioButton(u"&Generated"_s);
    generated->setChecked(true);
    row->addWidget(generated);
    row->addWidget(new QRadioButton(u"Six &words"_s));
    row->addWidget(new QRadioButton(u"My &own"_s));
    row->addStretch();
    auto *form = new FormRow(u"Password"_s, kinds);
    auto *field = new QWidget;
    auto *fieldRow = new QHBoxLayout(field);
    fieldRow->setContentsMargins(0, 0, 0, 0);
    auto *masked = new MaskedField;
    fieldRow->addWidget(masked, 1);
    auto *copy = new QPushButton(u"&Copy"_s);
    fieldRow->addWidget(copy);
    fieldRow->addWidget(showWhileHeldButton(masked));
    fieldRow->addWidget(new QPushButton(u"New"_s));
    form->addBelow(field);
    auto *strength = new StrengthBar;
    strength->setStrength(5, u"Very strong"_s, u"out of reach of offline guessing"_s);
    form->addBelow(strength);
    p->content()->addWidget(form);
    auto *list = new FindingList;
    list->setContentsMargins(148, 8, 0, 0);
    list->addRow({u"a"_s, Shape::Tick, u"Length, classes"_s, u"24, four classes, no look-alikes, no quotes"_s});
    list->addRow({u"b"_s, Shape::Tick, u"STIG preset"_s, u"met (15 or more, four classes)"_s});
    list->addRow(
        {u"c"_s, Shape::DashedDisc, u"Server’s own policy"_s, u"Not verified: the server decides in step 5"_s});
    p->content()->addWidget(list);
    p->content()->addSpacing(8);
    p->content()->addWidget(new Hairline);
    p->content()->addSpacing(8);
    auto *where = new QWidget;
    auto *column = new QVBoxLayout(where);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *manager = new QRadioButton(u"Password &manager"_s);
    manager->setChecked(true);
    column->addWidget(
        new ChoiceWithHint(manager, u"Copy it there now. You will be asked for it from there in step 7."_s));
    column->addWidget(new ChoiceWithHint(new QRadioButton(u"This computer’s credential s&tore"_s),
                                         u"A convenience, not custody: it is lost with this computer."_s));
    column->addWidget(new ChoiceWithHint(new QRadioButton(u"&Paper sheet, written by hand"_s),
                                         u"In a second envelope, never with the medium."_s));
    p->content()->addWidget(new FormRow(u"Where will it live?"_s, where));
    p->content()->addStretch(1);
    p->first = copy;
    return p;
}

Mock *mediumPage()
{
    Mock *p = page(u"medium"_s, u"Medium"_s, u"Where will the copy travel?"_s,
                   u"A key that burns with its server protects nothing."_s);
    auto *cards = new CardList(CardKind::Choice);
    cards->setAccessibleName(u"Media"_s);
    cards->setCards({{u"a"_s, ObjectIcon::Medium, u"SMK-07 (E:)"_s, u"USB drive"_s,
                      u"14.6 GB free of 14.9 · exFAT · serial `4C53-0001-1207`"_s, Shape::TickDisc, u"Fit."_s,
                      u"Encrypted with BitLocker. 2 older backups of DBSRV01 stay untouched."_s},
                     {u"b"_s, ObjectIcon::Redirected, u"E: on your own computer"_s, u"by Remote Desktop"_s,
                      u"`\\\\tsclient\\E` · 238 GB free"_s, Shape::DashedDisc, u"Not verified:"_s,
                      u"serial and encryption cannot be read through Remote Desktop."_s},
                     {u"c"_s, ObjectIcon::Disk, u"DATA (D:)"_s, u"fixed disk of DBSRV01"_s,
                      u"412 GB free of 1.8 TB · NTFS"_s, Shape::Octagon, u"Not possible:"_s,
                      u"it is a disk of DBSRV01. Key and server would be lost together."_s, false}});
    cards->select(u"a"_s);
    p->content()->addWidget(cards);
    p->content()->addSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *icon = new IconLabel(ObjectIcon::Medium, 20);
    icon->setAccent(false);
    row->addWidget(icon);
    row->addWidget(secondaryLabel(u"Plug in a drive; it appears here by itself."_s), 1);
    auto *again = new LinkButton(u"Look again"_s);
    again->setKeyHint(u"F5"_s);
    row->addWidget(again);
    row->addSpacing(8);
    row->addWidget(new LinkButton(u"Folder on another machine…"_s));
    p->content()->addLayout(row);
    p->content()->addStretch(1);
    return p;
}

Mock *folderPage()
{
    Mock *p = page(
        u"directory"_s, u"Folder"_s, u"Where may SQL Server write the key file?"_s,
        u"SQL Server writes on its own machine, as its own account; until it is copied, that folder guards the key."_s);
    auto *edit = new QLineEdit(u"D:\\SMK-Backup"_s);
    edit->setFont(fixedFont());
    auto *folder = new FormRow(u"&Folder on DBSRV01"_s, edit);
    folder->addToField(new QPushButton(u"Bro&wse…"_s));
    p->content()->addWidget(folder);
    auto *name = new QLineEdit(u"DBSRV01-smk-20261124T204503Z.key"_s);
    name->setFont(fixedFont());
    p->content()->addWidget(new FormRow(u"File &name"_s, name));
    p->content()->addSpacing(10);
    auto *list = new FindingList;
    list->addRow(
        {u"seen"_s, Shape::Tick, u"Seen by the server"_s, u"`D:\\` is there; folder and file name are free"_s});
    list->addRow(
        {u"account"_s, Shape::Tick, u"Service account"_s, u"`NT Service\\MSSQLSERVER` will be able to write"_s});
    list->addRow({u"readers"_s, Shape::Triangle, u"Who could read it"_s,
                  u"**Too many, if only created:** `BUILTIN\\Users` would inherit it from `D:\\`."_s});
    p->content()->addWidget(list);
    p->content()->addSpacing(8);
    auto *rights = new RightsTable;
    rights->setRows({{u"BUILTIN\\Administrators"_s, u"full"_s, u"full"_s},
                     {u"NT AUTHORITY\\SYSTEM"_s, u"full"_s, u"full"_s},
                     {u"NT Service\\MSSQLSERVER"_s, u"none of its own"_s, u"modify"_s, true},
                     {u"BUILTIN\\Users"_s, u"read, inherited"_s, u"none"_s, true}});
    p->content()->addWidget(rights);
    p->content()->addSpacing(8);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(28, 0, 0, 0);
    row->setSpacing(16);
    p->filled = new QPushButton(u"Create and &protect"_s);
    p->filled->setIcon(shieldIcon(p));
    row->addWidget(p->filled);
    row->addWidget(
        smallLabel(
            u"Asks once for administrator rights. The rights are read back afterwards; a line to undo them is kept."_s),
        1);
    p->content()->addLayout(row);
    p->content()->addStretch(1);
    p->first = p->filled;
    return p;
}

Mock *backUpPage(bool rehearsal)
{
    const QString server = rehearsal ? u"REHEARSAL"_s : u"DBSRV01"_s;
    Mock *p = page(u"execute"_s, u"Back up"_s, u"Back up the service master key of %1 now?"_s.arg(server),
                   u"This reads the key and writes one new file; it changes nothing else on the server."_s);
    auto *list = new FindingList;
    list->setShapeColumn(false);
    list->addRow({u"s"_s, Shape::None, u"Server"_s, u"**%1**, SQL Server 2022, default instance"_s.arg(server)});
    list->addRow({u"k"_s, Shape::None, u"Key"_s, keyGuidShort(u"A9C25F18"_s) + u", last changed 2016-05-09"_s});
    list->addRow({u"f"_s, Shape::None, u"File"_s, u"`D:\\SMK-Backup\\DBSRV01-smk-20261124T204503Z.key`"_s});
    list->addRow({u"m"_s, Shape::None, u"Then copied to"_s, u"SMK-07 (E:), serial `4C53-0001-1207`"_s});
    p->content()->addWidget(list);
    p->content()->addSpacing(10);
    auto *head = new QHBoxLayout;
    QLabel *section = sectionLabel(u"&Statement that will run"_s);
    head->addWidget(section, 1);
    head->addWidget(new LinkButton(u"Copy statement"_s));
    head->addSpacing(8);
    head->addWidget(new LinkButton(u"Copy as smkctl"_s));
    p->content()->addLayout(head);
    auto *preview = new StatementPreview;
    preview->setStatement(
        u"BACKUP SERVICE MASTER KEY\n    TO FILE = N'D:\\SMK-Backup\\DBSRV01-smk-20261124T204503Z.key'\n"
        "    ENCRYPTION BY PASSWORD = N'%1';"_s.arg(StatementPreview::maskText()));
    section->setBuddy(preview);
    p->content()->addWidget(preview);
    p->content()->addWidget(
        smallLabel(u"The mask is always the same length. The password is put in only for the moment of the call."_s));
    p->content()->addStretch(1);
    p->change = [](Footer footer) {
        footer.primaryText = u"Bac&k up key"_s;
        return footer;
    };
    p->first = new QWidget; // focus stays with the footer
    return p;
}

Mock *copyPage()
{
    Mock *p = page(u"copy"_s, u"Copy"_s, u"Copying the key to the medium"_s,
                   u"The file on the server is readable by few; the copy must be whole and durable."_s);
    auto *strip = new ProgressStrip;
    strip->start(u"Reading with elevation…"_s);
    strip->setNote(u"steps 5 to 7"_s);
    strip->setProgress(48, 100);
    p->content()->addWidget(strip);
    p->content()->addSpacing(16);
    p->content()->addWidget(sectionLabel(u"Way to the file"_s));
    p->content()->addSpacing(4);
    auto *ways = new WayList;
    ways->setWays({{u"1"_s, Shape::Cross, u"Path on this computer"_s, u"refused: access denied (5)"_s},
                   {u"2"_s, Shape::Bar, u"Share"_s, u"not needed, same computer"_s},
                   {u"3"_s, Shape::Cross, u"Over SQL"_s, u"not permitted to this login"_s},
                   {u"4"_s, Shape::Arc, u"With elevation"_s, u"reading, 1,164 bytes"_s, true},
                   {u"5"_s, Shape::Ring, u"Permission given and taken back"_s, u"only if nothing else works"_s}});
    p->content()->addWidget(ways);
    p->content()->addSpacing(16);
    p->content()->addWidget(sectionLabel(u"On SMK-07 (E:)"_s));
    auto *there = new WayList;
    there->setWays({{u"1"_s, Shape::Ring, u"Write under a temporary name, hash while writing"_s},
                    {u"2"_s, Shape::Ring, u"Flush, give it its name, flush the folder"_s}});
    p->content()->addWidget(there);
    p->content()->addStretch(1);
    p->change = [](Footer footer) { return Footer{{}, true, true, {}, {}, footer.cancelText}; };
    return p;
}

Mock *verifyPage()
{
    Mock *p =
        page(u"verify"_s, u"Verify"_s, u"Prove that the copy can be used"_s,
             u"An untested backup is a hope; the only time it can be proved is while the original still works."_s);
    auto *list = new FindingList;
    list->setLabelWidth(0);
    list->addRow({u"i"_s,
                  Shape::TickDisc,
                  {},
                  u"**Copy is identical.** Re-read from SMK-07 past the cache: 1,164 bytes, same SHA-256."_s,
                  u"Check code `**3F9A C2D1 77B0 5E14**` the same on the label"_s});
    p->content()->addWidget(list);
    p->content()->addSpacing(8);
    p->content()->addWidget(new Hairline);
    auto *edit = newPasswordEdit();
    auto *form = new FormRow(u"The &password"_s, edit);
    form->addToField(showWhileHeldButton(edit));
    form->setHint(u"From where you stored it; the clipboard was cleared."_s);
    p->content()->addSpacing(8);
    p->content()->addWidget(form);
    p->content()->addStretch(1);
    p->change = [](Footer footer) {
        footer.backText.clear();
        footer.extraText = u"Not now"_s;
        footer.primaryText = u"Chec&k"_s;
        return footer;
    };
    p->first = edit;
    return p;
}

Mock *storePage()
{
    Mock *p = page(u"store"_s, u"Store"_s, u"Where does the medium go now?"_s,
                   u"Off-site and in known hands is the part that auditors and fires ask about."_s);
    auto *place = new QLineEdit(u"Fire safe, site B, room 2.14"_s);
    p->content()->addWidget(new FormRow(u"P&lace"_s, place));
    p->content()->addWidget(new FormRow(u"C&ustodian"_s, new QLineEdit(u"Operations security, duty officer"_s)));
    auto *access =
        new FormRow(u"Who has &access"_s, new QLineEdit(u"Operations security; DBA on call with a witness"_s));
    access->setHint(u"Auditors ask for this list by name or role."_s);
    p->content()->addWidget(access);
    auto *date = new QDateEdit(QDate(2027, 11, 24));
    date->setDisplayFormat(u"yyyy-MM-dd"_s);
    date->setCalendarPopup(true);
    auto *due = new FormRow(u"Next &due"_s);
    due->addToField(date);
    due->addToField(smallLabel(u"or sooner, when the key or its server changes"_s), 1);
    p->content()->addWidget(due);
    auto *check = new QCheckBox(u"This place is &outside the server's building"_s);
    check->setChecked(true);
    p->content()->addWidget(new FormRow(u"Off-site"_s, check));
    auto *file = new FormRow(u"File on DBSRV01"_s);
    auto *keep = new QRadioButton(u"&Keep it, protected"_s);
    keep->setChecked(true);
    file->addToField(keep);
    file->addToField(new QRadioButton(u"&Remove it"_s));
    file->addStretch();
    p->content()->addWidget(file);
    p->content()->addStretch(1);
    p->change = [](Footer footer) {
        footer.backText.clear();
        footer.extraText = u"Later"_s;
        footer.primaryText = u"&Save receipt"_s;
        return footer;
    };
    p->first = place;
    return p;
}

Mock *finishPage()
{
    Mock *p = page(u"finish"_s, u"Finish"_s, u"The key of DBSRV01 is backed up, copied and proved"_s,
                   u"Receipt saved on the medium and in the history, and re-read."_s);
    auto *box = new FactBox;
    box->addFact(u"Check code"_s, u"3F9A C2D1 77B0 5E14"_s, true);
    box->addFact(u"Key"_s, u"…A9C25F18"_s, true);
    box->addFact(u"Proof"_s, u"identical, password as stored"_s);
    p->content()->addWidget(box);
    p->content()->addSpacing(8);
    auto *medium = new ActionRow(ObjectIcon::Medium);
    medium->setTexts(u"The medium: eject, label, hand over"_s,
                     u"SMK-07 (E:) goes to the fire safe, site B. Then confirm it on Start."_s);
    medium->addButton(u"Print &label"_s);
    p->first = medium->addButton(u"&Eject"_s);
    p->content()->addWidget(medium);
    p->content()->addWidget(new Hairline);
    auto *password = new ActionRow(ObjectIcon::Password);
    password->setTexts(u"The password: in the password manager"_s,
                       u"Not with the medium. A second copy fits into a sealed envelope."_s);
    p->content()->addWidget(password);
    p->content()->addWidget(new Hairline);
    auto *next = new ActionRow(ObjectIcon::Calendar);
    next->setTexts(u"Next: 2027-11-24"_s, u"Or sooner, when the key, service account, version or machine changes."_s);
    p->content()->addWidget(next);
    p->content()->addWidget(new Hairline);
    p->content()->addStretch(1);
    p->change = [](Footer) { return Footer{u"Close"_s, true, true, {}, {}, {}}; };
    return p;
}

std::unique_ptr<Shell> newShell(bool rehearsal)
{
    auto shell = std::make_unique<Shell>();
    auto *start = new StartPage;
    start->setInstances({{u"a"_s, u"DBSRV01"_s, u"Default instance · service running"_s, Shape::Triangle,
                          u"No backup"_s, u"none known to this history"_s, true},
                         {u"b"_s, u"DBSRV01\\REPORTING"_s, u"Named instance · service running"_s, Shape::DashedDisc,
                          u"Waiting for storage"_s, u"copied, its place not confirmed"_s, true},
                         {u"c"_s, u"DBSRV07"_s, u"Last signed in on 2026-09-01"_s, Shape::TickDisc,
                          u"Current on 2026-09-01"_s, u"next due on 2027-03-01"_s, false}});
    shell->addPlace(start, u"the procedure, about two minutes"_s);
    auto *rehearse = new RehearsePage;
    rehearse->setScenarios(
        {{u"default"_s, u"Everything works"_s, u"The whole procedure, from sign-in to the receipt."_s},
         {u"no-permission"_s, u"The login lacks CONTROL SERVER"_s,
          u"How the blocker is named before a password is asked for."_s},
         {u"file-exists"_s, u"The file exists already"_s, u"What 15240 means, and which of its causes it is."_s},
         {u"slow"_s, u"A slow server"_s, u"What waiting looks like, and how to stop it."_s}});
    shell->addPlace(rehearse, u"practice server, practice medium"_s);
    auto *history = new HistoryPage;
    history->setRows(
        {{u"1"_s,
          Shape::TickDisc,
          u"Current"_s,
          u"DBSRV01"_s,
          u"2026-11-24"_s,
          u"…A9C25F18"_s,
          u"password as stored"_s,
          u"SMK-07"_s,
          u"2027-11-24"_s,
          {},
          u"In: fire safe, site B, held by operations security since 2026-11-25.\nCheck code `3F9A C2D1 77B0 5E14`"_s},
         {u"2"_s, Shape::DashedDisc, u"Not confirmed"_s, u"DBSRV01\\REPORTING"_s, u"2026-11-19"_s, u"…5B20E7C4"_s,
          u"opened by server"_s, u"SMK-06"_s, u"2027-11-19"_s},
         {u"3"_s, Shape::Triangle, u"Key changed"_s, u"DBSRV04"_s, u"2025-12-02"_s, u"…E418B97D"_s, u"identical only"_s,
          u"SMK-04"_s, u"now"_s},
         {u"4"_s,
          Shape::Bar,
          u"Replaced"_s,
          u"DBSRV07"_s,
          u"2025-08-28"_s,
          u"…0D91AA36"_s,
          u"password as stored"_s,
          u"SMK-02"_s,
          {}}});
    shell->addPlace(history, u"3 instances, 4 backups"_s);
    for (Mock *mock : {connectPage(), passwordPage(), mediumPage(), folderPage(), backUpPage(rehearsal), copyPage(),
                       verifyPage(), storePage()})
        shell->addStep(mock);
    shell->addFinish(finishPage());
    shell->setStepsHead(rehearsal ? u"REHEARSAL"_s : u"Back up"_s, rehearsal ? u"practice server"_s : u"DBSRV01"_s);
    return shell;
}

struct Result
{
    const char *room;
    const char *text;
    SideState state;
};

const Result Results[] = {{"connect", "DBSRV01 · 2022 · 3DES key", SideState::Note},
                          {"password", "Generated · manager", SideState::Done},
                          {"medium", "SMK-07 · BitLocker", SideState::Done},
                          {"directory", "Write right not verified", SideState::NotVerified},
                          {"execute", "Written 20:45:03 UTC", SideState::Done},
                          {"copy", "1,164 bytes · elevated", SideState::Done},
                          {"verify", "Identical · password right", SideState::Done},
                          {"store", "Planned: safe, site B", SideState::NotVerified}};

void doneBefore(Shell &shell, int count)
{
    for (int i = 0; i < 8; ++i) {
        const auto *room = Results[i].room;
        auto *mock = static_cast<Mock *>(shell.page(QString::fromLatin1(room)));
        mock->setSideResult(i < count ? QString::fromUtf8(Results[i].text) : QString(),
                            i < count ? Results[i].state : SideState::Upcoming);
    }
}

class Camera
{
public:
    explicit Camera(QString folder)
        : m_folder(std::move(folder))
    {
        QDir().mkpath(m_folder);
    }
    void shoot(QWidget &window, const QString &name)
    {
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        const QString file = m_folder + u'/' + name + u".png"_s;
        window.grab().save(file);
        std::printf("%s\n", qPrintable(file));
    }

private:
    QString m_folder;
};

void shootTheme(Camera &camera, ThemeChoice theme, const QString &suffix)
{
    applyTheme(*qApp, theme, false);
    const auto shell = newShell(false);
    shell->show();
    shell->activateWindow();
    shell->showPage(u"start"_s);
    camera.shoot(*shell, u"00-start"_s + suffix);
    shell->showPage(u"rehearse"_s);
    camera.shoot(*shell, u"00r-rehearse"_s + suffix);
    shell->showPage(u"history"_s);
    camera.shoot(*shell, u"11-history"_s + suffix);
    const char *rooms[] = {"connect", "password", "medium", "directory", "execute",
                           "copy",    "verify",   "store",  "finish"};
    for (int i = 0; i < 9; ++i) {
        doneBefore(*shell, i);
        if (i >= 5)
            shell->setLockedSteps(i);
        shell->showPage(QString::fromLatin1(rooms[i]));
        camera.shoot(*shell, QStringLiteral("0%1-%2%3").arg(i + 1).arg(QLatin1StringView(rooms[i]), suffix));
    }
    shell->showPage(u"password"_s);
    camera.shoot(*shell, u"09-looked-at"_s + suffix);
    const auto other = newShell(false);
    other->show();
    doneBefore(*other, 4);
    other->showPage(u"execute"_s);
    auto *execute = static_cast<Mock *>(other->page(u"execute"_s));
    execute->setSideResult(u"Stopped · no file left"_s, SideState::Failed);
    execute->banner()->setShieldRemedies({u"give-right"_s});
    execute->setBanner(notCreated());
    execute->banner()->primaryRemedy()->setFocus();
    camera.shoot(*other, u"05e-error"_s + suffix);
    other->resize(960, 468);
    camera.shoot(*other, u"05e-error-low"_s + suffix);
    other->resize(682, 480);
    other->showPage(u"medium"_s);
    camera.shoot(*other, u"03-medium-narrow"_s + suffix);
    other->resize(640, 480);
    other->showPage(u"execute"_s);
    camera.shoot(*other, u"05e-error-narrow"_s + suffix);
    other->resize(960, 648);
    Problem unknown{u"gallery.unknown"_s, {}, Outcome::Unknown};
    unknown.remedies = {u"look"_s};
    unknown.command = u"ls -l /var/backups/smk/DBSRV01-smk-20261124T204503Z.key"_s;
    unknown.causes = {{u"gallery.cause.other"_s, {}, CauseCheck::NotChecked}};
    execute->setBanner(unknown);
    camera.shoot(*other, u"05u-unknown"_s + suffix);
    static_cast<StartPage *>(other->page(u"start"_s));
    other->showPage(u"start"_s);
    Problem interrupted{u"gallery.interrupted"_s, {}};
    interrupted.remedies = {u"resume"_s, u"set-aside"_s};
    static_cast<StartPage *>(other->page(u"start"_s))->setInterrupted(interrupted);
    camera.shoot(*other, u"00i-interrupted"_s + suffix);
    // The connect page after signing in, on its own.
    Shell signedIn;
    signedIn.addStep(signedInPage());
    signedIn.setStepsHead(u"Back up"_s, u"DBSRV01"_s);
    signedIn.show();
    static_cast<Mock *>(signedIn.page(u"connect"_s))->setSideResult(u"DBSRV01 · 2022 · 3DES key"_s, SideState::Note);
    signedIn.showPage(u"connect"_s);
    signedIn.primaryButton()->setFocus();
    camera.shoot(signedIn, u"01b-signed-in"_s + suffix);
}

void shootRehearsal(Camera &camera, ThemeChoice theme, const QString &suffix)
{
    applyTheme(*qApp, theme, true);
    const auto shell = newShell(true);
    shell->setRehearsal(true);
    shell->show();
    doneBefore(*shell, 4);
    shell->showPage(u"execute"_s);
    camera.shoot(*shell, u"10-rehearsal"_s + suffix);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"out"_s, u"folder for the pictures"_s, u"DIR"_s, u"gallery"_s});
    parser.addOption({u"font"_s, u"family and points, as in \"Open Sans:9.75\""_s, u"FONT"_s});
    parser.addHelpOption();
    parser.process(app);
    if (parser.isSet(u"font"_s)) {
        const QStringList parts = parser.value(u"font"_s).split(u':');
        QFont font(parts.value(0));
        font.setPointSizeF(parts.value(1, u"9.75"_s).toDouble());
        QApplication::setFont(font);
    }
    setWordsLookup(&galleryWords);
    Camera camera(parser.value(u"out"_s));
    shootTheme(camera, ThemeChoice::Light, {});
    shootTheme(camera, ThemeChoice::Dark, u"-dark"_s);
    shootTheme(camera, ThemeChoice::Contrast, u"-contrast"_s);
    shootRehearsal(camera, ThemeChoice::Light, {});
    shootRehearsal(camera, ThemeChoice::Dark, u"-dark"_s);
    return 0;
}
