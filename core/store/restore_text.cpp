#include "store_step.h"

#include "clock.h"
#include "display_text.h"

using namespace Qt::StringLiterals;

// Read years later by somebody who has the medium, a query window, and not this program. English on purpose.
namespace smk {

namespace {

QString shown(const QString &text)
{
    return text.isEmpty() ? u"not known"_s : displayText(text);
}

QString opening(const PaperFacts &f)
{
    QString text;
    if (f.rehearsal)
        text +=
            u"REHEARSAL - REHEARSAL - REHEARSAL\n"
            u"This medium comes from a rehearsal. The key on it belongs to a practice server and protects nothing.\n\n"_s;
    text +=
        u"HOW TO RESTORE THE SERVICE MASTER KEY OF %1\n"
        u"=====================================================================\n"
        u"\n"
        u"The file beside this text is a backup of the service master key of one SQL Server instance, encrypted with\n"
        u"a password. The password is NOT on this medium; it is kept elsewhere. Without it the file cannot be used.\n"
        u"\n"_s.arg(shown(f.serverName));
    return text;
}

QString identity(const PaperFacts &f)
{
    return u"Server           %1 (%2)\n"
           u"Version          SQL Server %3 (%4)\n"
           u"Key GUID         %5\n"
           u"Key last changed %6\n"
           u"File             %7\n"
           u"Size             %8 bytes\n"
           u"SHA-256          %9\n"_s.arg(
               shown(f.serverName), shown(f.instanceText), shown(f.release), shown(f.productVersion), shown(f.keyGuid),
               f.keyModified.isValid() ? f.keyModified.toString(u"yyyy-MM-dd"_s) : u"not known"_s, shown(f.fileName),
               QString::number(f.size), f.hash.hex())
           + u"Check code       %1   (first 16 hex digits of the SHA-256)\n"
             u"Made             %2 UTC, by %3\n"
             u"Custody no.      %4\n"
             u"Whom to ask      %5\n"_s.arg(f.hash.checkCode(), f.madeUtc.toString(u"yyyy-MM-dd HH:mm:ss"_s),
                                            shown(f.operatorName), shown(f.custodyNumber), shown(f.ask))
           + (f.proofLines.isEmpty() ? QString()
                                     : u"Proved then      "_s + f.proofLines.join(u"\n                 "_s) + u"\n"_s)
           + u"\n"_s;
}

QString needed()
{
    return u"DO YOU NEED IT?\n"
           u"---------------\n"
           u"- SQL Server starts, but its log shows 33095, or queries fail with 15466: the key cannot be opened. First "
           u"put\n"
           u"  right what changed (service account, machine key); often the key opens again and nothing need be "
           u"restored.\n"
           u"- The instance was rebuilt or moved to another machine: yes, if linked-server logins, credentials and\n"
           u"  database master keys of the old instance are to open there.\n"
           u"- Another instance: only by decision. Restoring replaces the key of that instance, and everything under "
           u"it is\n"
           u"  encrypted anew. Often it is enough to open the database master key by its own password there and to "
           u"add\n"
           u"  ENCRYPTION BY SERVICE MASTER KEY.\n"
           u"- Just to see whether file and password are good: on the same instance with an unchanged key, step 5 "
           u"changes\n"
           u"  nothing and ends in message 15588.\n"
           u"\n"_s;
}

QString steps(const PaperFacts &f)
{
    return u"STEP BY STEP\n"
           u"------------\n"
           u"1. Check the file before anything else. One of:\n"
           u"     sha256sum \"%1\"\n"
           u"     Get-FileHash -Algorithm SHA256 \"%1\"\n"
           u"     certutil -hashfile \"%1\" SHA256\n"
           u"   It must print %2\n"
           u"2. On the server, back up the key that is there now, to a new file with a new password:\n"
           u"     BACKUP SERVICE MASTER KEY TO FILE = N'<new file on the server>' ENCRYPTION BY PASSWORD = N'<new "
           u"password>';\n"
           u"3. Copy the key file into a folder on the server that the account of the SQL Server service can read\n"
           u"   (Linux: user mssql, and outside /var/opt/mssql/data). Nobody else should be able to.\n"
           u"4. Fetch the password from where it is kept. Sign in with a login that has CONTROL SERVER (sysadmin), "
           u"over an\n"
           u"   encrypted line or on the server itself. Choose a quiet hour: everything under the key is encrypted "
           u"anew.\n"
           u"5. Run, with the path as the SERVER sees it; a ' in the password is written twice:\n"
           u"\n"
           u"     RESTORE SERVICE MASTER KEY\n"
           u"       FROM FILE = N'<folder on the server>%3%1'\n"
           u"       DECRYPTION BY PASSWORD = N'<the password>';\n"
           u"\n"
           u"   Do not save that query, and close its window afterwards.\n"
           u"6. Remove the copy from the server, back up the key again, and give this medium back to its place.\n"
           u"\n"_s.arg(shown(f.fileName), f.hash.hex(), f.platform == Platform::Windows ? u"\\"_s : u"/"_s);
}

QString answers()
{
    return u"WHAT THE SERVER ANSWERS\n"
           u"-----------------------\n"
           u"15588  The old and the new key are identical; nothing was changed. File and password are good.\n"
           u"15313  Wrong password. Nothing was changed. Look at capitals, blanks at the ends, and the keyboard's "
           u"language.\n"
           u"15317  The file is missing, is no key backup, or the SERVICE ACCOUNT cannot read it. Check path and "
           u"rights on\n"
           u"       the server (step 3), then the SHA-256 (step 1). Nothing was changed.\n"
           u"15320, 15329, 15393  Something under the present key cannot be decrypted, and the server offers FORCE.\n"
           u"       FORCE drops what cannot be decrypted: those passwords and keys are lost for good. Stop here, keep "
           u"the\n"
           u"       backup of step 2, and have it decided by those who own the data.\n"
           u"15247, 15151, 297  The login lacks CONTROL SERVER.\n"
           u"No error  The key was restored, and everything under it was encrypted anew.\n"
           u"\n"_s;
}

} // namespace

QByteArray howToRestoreText(const PaperFacts &facts)
{
    QString text = opening(facts) + identity(facts) + needed() + steps(facts) + answers();
    text += u"Next backup due  %1, or sooner when the key, the service account, the version or the machine changes.\n"_s
                .arg(facts.nextDue.isValid() ? facts.nextDue.toString(Qt::ISODate) : u"not set"_s);
    if (facts.rehearsal)
        text += u"\nREHEARSAL - this is not a backup.\n"_s;
    return text.replace(u'\n', u"\r\n"_s).toUtf8();
}

} // namespace smk
