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

constexpr NumberedId hashRefusals[] = {
    {4834, "execute.cannot-hash.no-bulk-right"},  {229, "execute.cannot-hash.no-bulk-right"},
    {230, "execute.cannot-hash.no-bulk-right"},   {262, "execute.cannot-hash.no-bulk-right"},
    {297, "execute.cannot-hash.no-bulk-right"},   {300, "execute.cannot-hash.no-bulk-right"},
    {15247, "execute.cannot-hash.no-bulk-right"}, {4860, "execute.cannot-hash.not-readable"}, // not found
    {4861, "execute.cannot-hash.not-readable"},                                               // cannot be opened
    {4862, "execute.cannot-hash.not-readable"},                                               // cannot be read
    {8152, "execute.cannot-hash.server"}, // the function takes 8000 bytes at most before 2016
    {195, "execute.cannot-hash.server"},  // no such function
    {243, "execute.cannot-hash.server"},  // no such type
    {491, "execute.cannot-hash.server"},  // no correlation name: not this server's grammar
    {15281, "execute.cannot-hash.turned-off"},
};

QString reasonOf(int number)
{
    const char *id = idOfNumber(hashRefusals, number);
    return QString::fromLatin1(id ? id : "execute.cannot-hash.other");
}

} // namespace

std::span<const NumberedId> hashNumbers()
{
    return hashRefusals;
}

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
