#include "file_look.h"

#include "statements.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

std::optional<bool> flag(const ResultTable &table, std::size_t column)
{
    if (table.rows.empty() || column >= table.rows.front().size() || table.rows.front()[column].isNull())
        return std::nullopt;
    return table.rows.front()[column].toInt() != 0;
}

// Below this tree SQL Server on Linux always refuses to read a file back.
bool isBelowVarOpt(const BackupOrder &order)
{
    return order.platform == Platform::Linux && (order.directory.text() + u'/').startsWith("/var/opt/mssql/"_L1);
}

QString reasonOf(int number)
{
    switch (number) {
    case 4834: // no bulk right
    case 229:
    case 262:
    case 297:
        return u"execute.cannot-hash.no-bulk-right"_s;
    case 4860: // not found
    case 4861: // cannot be opened
    case 4862: // cannot be read
        return u"execute.cannot-hash.not-readable"_s;
    case 8152: // the function takes 8000 bytes at most before 2016
    case 195:  // no such function
    case 243:
        return u"execute.cannot-hash.server"_s;
    default:
        return u"execute.cannot-hash.other"_s;
    }
}

} // namespace

FileLook lookOf(const ResultTable &table)
{
    FileLook look;
    look.directoryExists = flag(table, 2);
    const std::optional<bool> exists = flag(table, 0);
    const std::optional<bool> isDirectory = flag(table, 1);
    if (exists.value_or(false) || isDirectory.value_or(false)) // a directory takes the name just as well
        look.seen = FileSeen::Exists;
    else if (exists)
        look.seen = FileSeen::Absent;
    return look;
}

FileLook lookForFile(ServerSession &session, const ServerPath &file)
{
    auto tables = session.query(statements::fileExists(file));
    if (!tables && session.isOpen())
        tables = session.query(statements::fileExistsByProcedure(file));
    return tables && !tables->empty() ? lookOf(tables->front()) : FileLook{};
}

SizeAndHash sizeAndHashOf(const Result<std::vector<ResultTable>> &answer)
{
    SizeAndHash found;
    if (!answer) {
        found.number = answer.error().server ? answer.error().server->number : 0;
        found.reasonId =
            answer.error().id == "connect.link-lost"_L1 ? u"execute.cannot-hash.link-lost"_s : reasonOf(found.number);
        return found;
    }
    const QVariant size = answer->empty() ? QVariant() : answer->front().first(u"size"_s);
    const QVariant hash = answer->empty() ? QVariant() : answer->front().first(u"hash"_s);
    if (size.isValid() && !size.isNull())
        found.size = size.toLongLong();
    found.hash = Sha256::fromBytes(hash.toByteArray());
    if (!found.hash)
        found.reasonId = u"execute.cannot-hash.server"_s;
    return found;
}

SizeAndHash askSizeAndHash(ServerSession &session, const BackupOrder &order)
{
    if (isBelowVarOpt(order))
        return {-1, std::nullopt, u"execute.cannot-hash.var-opt"_s, 0};
    return sizeAndHashOf(session.query(statements::sizeAndHash(order.file())));
}

} // namespace smk
