#include "engine_errors.h"

namespace smk::engine {

namespace {

constexpr ErrorEntry Entries[] = {
    {102, 15, 1, true, "Incorrect syntax near '%1'."},
    {105, 15, 1, true, "Unclosed quotation mark after the character string '%1'."},
    {113, 15, 1, true, "Missing end comment mark '*/'."},
    {137, 15, 2, true, "Must declare the scalar variable \"%1\"."},
    {156, 15, 1, true, "Incorrect syntax near the keyword '%1'."},
    {195, 15, 10, true, "'%1' is not a recognized built-in function name."},
    {201, 16, 4, true, "Procedure or function '%1' expects parameter '%2', which was not supplied."},
    {207, 16, 1, true, "Invalid column name '%1'."},
    {208, 16, 1, true, "Invalid object name '%1'."},
    {226, 16, 1, false, "%1 statement not allowed within multi-statement transaction."},
    {229, 14, 5, true, "The %1 permission was denied on the object '%2', database '%3', schema '%4'."},
    {245, 16, 1, true, "Conversion failed when converting the %1 value '%2' to data type %3."},
    {297, 16, 1, true, "The user does not have permission to perform this action."},
    {300, 14, 1, true, "%1 permission was denied on object 'server', database 'master'."},
    {319, 15, 1, false, "Incorrect syntax near the keyword 'with'."},
    {491, 16, 1, false, "A correlation name must be specified for the bulk rowset in the from clause."},
    {911, 16, 1, true, "Database '%1' does not exist. Make sure that the name is entered correctly."},
    {2812, 16, 62, true, "Could not find stored procedure '%1'."},
    {3902, 16, 1, true, "The COMMIT TRANSACTION request has no corresponding BEGIN TRANSACTION."},
    {3903, 16, 1, true, "The ROLLBACK TRANSACTION request has no corresponding BEGIN TRANSACTION."},
    {4060, 11, 1, true, "Cannot open database \"%1\" requested by the login. The login failed."},
    {4104, 16, 1, true, "The multi-part identifier \"%1\" could not be bound."},
    {4834, 16, 1, false, "You do not have permission to use the bulk load statement."},
    {4860, 16, 1, false, "Cannot bulk load. The file \"%1\" does not exist or you don't have file access rights."},
    {4861, 16, 1, false,
     "Cannot bulk load because the file \"%1\" could not be opened. Operating system error code %2(%3)."},
    {8144, 16, 2, true, "Procedure or function %1 has too many arguments specified."},
    {8179, 16, 1, false, "Could not find prepared statement with handle %1."},
    {15113, 16, 1, false, "Password validation failed. The login is locked."},
    {15116, 16, 1, false,
     "Password validation failed. The password does not meet Windows policy requirements because it is too short."},
    {15118, 16, 1, false,
     "Password validation failed. The password does not meet Windows policy requirements because it is not complex "
     "enough."},
    {15156, 16, 1, false, "The password is too long. The maximum is %1 characters."},
    {15240, 16, 1, true,
     "Cannot write into file '%1'. Verify that you have write permissions, that the file path is valid, and that the "
     "file does not already exist."},
    {15247, 16, 1, true, "User does not have permission to perform this action."},
    {15313, 16, 1, true, "The key is not encrypted using the specified decryptor."},
    {15317, 16, 2, true, "The master key file does not exist or has invalid format"},
    {15588, 10, 1, false, "The old and new master keys are identical. No data re-encryption is required."},
    {16954, 10, 1, true, "Executing SQL directly; no cursor."},
    {17809, 20, 1, false, "Could not connect because the maximum number of user connections has been reached."},
    {17832, 20, 1, false,
     "The login packet used to open the connection is structurally invalid; the connection has "
     "been closed."},
    {18452, 14, 1, true,
     "Login failed. The login is from an untrusted domain and cannot be used with Integrated authentication."},
    {18456, 14, 1, true, "Login failed for user '%1'."},
    {18488, 14, 1, true, "Login failed for user '%1'.  Reason: The password of the account must be changed."},
    {22048, 16, 1, true, "xp_create_subdir() returned error %1, '%2'"},
    {40510, 16, 1, false, "Statement '%1' is not supported in this version of SQL Server."},
    {NoCursorsHere, 16, 1, true,
     "The rehearsal server has no server cursors. Ask with a forward-only cursor, so that the statement is sent as a "
     "batch."},
};

} // namespace

std::span<const ErrorEntry> errorEntries()
{
    return Entries;
}

ServerMessage serverError(int number, const QStringList &arguments, int line)
{
    for (const ErrorEntry &entry : Entries) {
        if (entry.number != number)
            continue;
        QString text = QString::fromLatin1(entry.text);
        // One pass, so that a %2 inside an argument stays what it is.
        QString filled;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const bool place = text[i] == u'%' && i + 1 < text.size() && text[i + 1].isDigit();
            if (place)
                filled += arguments.value(text[++i].digitValue() - 1);
            else
                filled += text[i];
        }
        return ServerMessage{number, entry.severity, entry.state, filled, {}, line};
    }
    return ServerMessage{number, 16, 1, QStringLiteral("Error %1").arg(number), {}, line};
}

ServerMessage messageOf(const ThrownError &thrown, const QString &said)
{
    // In a language that no table of ours knows: what keys on a text is found out.
    QString text = thrown.text;
    if (text.isEmpty())
        text = QStringLiteral("Geprobter Fehler %1. Le fichier n'est pas accessible.").arg(thrown.number);
    if (!said.isEmpty())
        text += QStringLiteral(" Bei: ") + said;
    return ServerMessage{thrown.number, thrown.severity, thrown.state, text};
}

} // namespace smk::engine
