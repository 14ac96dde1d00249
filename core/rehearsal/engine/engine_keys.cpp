// BACKUP, RESTORE and ALTER SERVICE MASTER KEY. A statement that is refused leaves nothing behind.
#include "engine_run.h"

#include "engine_errors.h"

#include <QFile>

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

constexpr int LongestPassword = 128;
constexpr int ClassesWanted = 3;
constexpr qint64 LargestKeyFile = 1024 * 1024;

int characterClasses(const QString &password)
{
    const auto any = [&](auto test) { return std::any_of(password.begin(), password.end(), test) ? 1 : 0; };
    return any([](QChar c) { return c.isUpper(); }) + any([](QChar c) { return c.isLower(); })
           + any([](QChar c) { return c.isDigit(); }) + any([](QChar c) { return !c.isLetterOrNumber(); });
}

// The number of the refusal, 0 where the password may pass.
int refusal(const QString &password, int shortest)
{
    if (password.size() > LongestPassword)
        return 15156;
    if (password.size() < shortest)
        return 15116;
    return characterClasses(password) < ClassesWanted ? 15118 : 0;
}

bool permitted(RehearsalInstance &instance, const char *statement, Reply &reply)
{
    if (instance.knobs().azure) {
        reply.fail(serverError(40510, {QString::fromLatin1(statement)}));
        return false;
    }
    if (!instance.may(u"CONTROL SERVER"_s)) {
        reply.fail(serverError(15247));
        return false;
    }
    return true;
}

// Seen in the field: behind a second colon the name of a stream begins, BACKUP reports success, and a file of no bytes
// stays. Only where the server speaks of Windows paths.
std::optional<QString> streamHost(const RehearsalInstance &instance, const QString &path)
{
    const qsizetype colon = path.indexOf(u':', 2);
    if (instance.identity().platform != Platform::Windows || colon < 0)
        return std::nullopt;
    return path.left(colon);
}

void applyFileFault(RehearsalInstance &instance, const QString &path)
{
    const FileFault fault = instance.takeFileFault();
    instance.withFiles([&](ServerFiles &files) {
        if (fault == FileFault::Exists)
            (void)files.createFile(path, QByteArrayLiteral("This file was here before.\n"));
        else if (fault == FileFault::DirectoryMissing)
            files.loseDirectory(files.parentOf(path));
        else if (fault == FileFault::DirectoryNotWritable)
            files.forbidDirectory(files.parentOf(path));
    });
}

} // namespace

void backUpKey(RehearsalInstance &instance, const StatementSyntax &statement, const QString &sql, Reply &reply)
{
    if (instance.knobs().echoes) {
        reply.fail(serverError(102, {sql}));
        return;
    }
    if (!permitted(instance, "BACKUP SERVICE MASTER KEY", reply))
        return;
    if (const int number = refusal(statement.password, instance.knobs().shortestPassword); number != 0) {
        reply.fail(serverError(number, {QString::number(LongestPassword)}));
        return;
    }
    applyFileFault(instance, statement.file);
    const auto stream = streamHost(instance, statement.file);
    const QByteArray content = stream ? QByteArray() : sealed(instance.key(), statement.password);
    const auto made = instance.withFiles(
        [&](const ServerFiles &files) { return files.createFile(stream.value_or(statement.file), content); });
    if (made != ServerFiles::Made::Done) {
        reply.fail(serverError(15240, {statement.file}));
        return;
    }
    if (instance.knobs().dropsDuringBackup)
        reply.fault = LineFault::Reset;
    reply.end(false);
}

void restoreKey(RehearsalInstance &instance, const StatementSyntax &statement, Reply &reply)
{
    if (!permitted(instance, "RESTORE SERVICE MASTER KEY", reply))
        return;
    const QByteArray content = instance.withFiles([&](const ServerFiles &files) {
        const auto local = files.local(statement.file);
        QFile file(local.value_or(QString()));
        return local && files.look(statement.file).exists && file.open(QIODevice::ReadOnly) ? file.read(LargestKeyFile)
                                                                                            : QByteArray();
    });
    const Opened found = opened(content, statement.password);
    if (found.state != Opened::State::Done) {
        reply.fail(serverError(found.state == Opened::State::WrongPassword ? 15313 : 15317));
        return;
    }
    if (found.key.bytes == instance.key().bytes) {
        reply.add(serverError(15588));
        reply.end(false);
        return;
    }
    // Another key: it takes the place of the present one, with all that this means on a real server.
    PracticeKey key = found.key;
    key.modified = QDateTime::currentDateTime();
    reply.end(!instance.replaceKey(key));
}

void regenerateKey(RehearsalInstance &instance, Reply &reply)
{
    if (permitted(instance, "ALTER SERVICE MASTER KEY", reply))
        reply.end(!instance.regenerateKey());
}

} // namespace smk::engine
