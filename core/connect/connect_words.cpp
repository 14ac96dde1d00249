#include "connect_step.h"

#include <array>

namespace smk {

namespace {

// Problems: %1 is the server unless said otherwise.
const std::array words{
    // What was typed.
    Words{"connect.name-empty", QT_TRANSLATE_NOOP("words", "No server was named."), "",
          QT_TRANSLATE_NOOP("words", "Type the server as you would in a query window, for example DBSRV01, "
                                     "DBSRV01\\REPORTING or DBSRV01,1433.")},
    Words{"connect.name-port", QT_TRANSLATE_NOOP("words", "The part after the comma is no port."),
          QT_TRANSLATE_NOOP("words", "A port is a number from 1 to 65535."),
          QT_TRANSLATE_NOOP("words", "Correct the port, or leave comma and port out.")},
    Words{"connect.name-colon", QT_TRANSLATE_NOOP("words", "A port is written after a comma here, not after a colon."),
          "", QT_TRANSLATE_NOOP("words", "Write for example DBSRV01,1433. An IPv6 address goes into square brackets.")},
    Words{"connect.name-characters", QT_TRANSLATE_NOOP("words", "The name has a character that no server name has."),
          QT_TRANSLATE_NOOP("words", "It was read as %1."),
          QT_TRANSLATE_NOOP("words", "Look for quotes, blanks or brackets inside the name.")},
    Words{"connect.name-address", QT_TRANSLATE_NOOP("words", "This is not an address."),
          QT_TRANSLATE_NOOP("words", "%1 looks like one, but a part of it is out of range."),
          QT_TRANSLATE_NOOP("words", "Correct the address, or use the server's name.")},
    Words{"connect.name-too-long", QT_TRANSLATE_NOOP("words", "The name is too long."),
          QT_TRANSLATE_NOOP("words", "At most %1 characters are possible."),
          QT_TRANSLATE_NOOP("words", "Shorten it to server, instance and port.")},
    Words{"connect.name-instance-empty", QT_TRANSLATE_NOOP("words", "There is no instance name after the backslash."),
          "", QT_TRANSLATE_NOOP("words", "Type the instance, or leave the backslash out for the default instance.")},
    Words{"connect.name-pipe", QT_TRANSLATE_NOOP("words", "This pipe's name does not tell a server."), "",
          QT_TRANSLATE_NOOP("words", "Type the server's name instead; the connection is made over TCP.")},
    Words{"connect.name-localdb", QT_TRANSLATE_NOOP("words", "LocalDB is started by each user for himself."),
          QT_TRANSLATE_NOOP("words", "It is reached through a pipe of that user, which this program does not use."),
          QT_TRANSLATE_NOOP("words", "Back up the key of the instance that runs as a service.")},
    Words{"connect.name-azure", QT_TRANSLATE_NOOP("words", "There is no service master key to back up there."),
          QT_TRANSLATE_NOOP("words", "%1 belongs to a cloud service whose provider keeps this key."),
          QT_TRANSLATE_NOOP("words", "Name an instance that you run yourself.")},
    Words{"connect.login-empty", QT_TRANSLATE_NOOP("words", "No login was named."), "",
          QT_TRANSLATE_NOOP("words", "Type the SQL login, or sign in with Windows.")},
    Words{"connect.login-too-long", QT_TRANSLATE_NOOP("words", "The login's name is too long."),
          QT_TRANSLATE_NOOP("words", "SQL Server allows %1 characters."),
          QT_TRANSLATE_NOOP("words", "Correct the name.")},
    Words{"connect.login-characters",
          QT_TRANSLATE_NOOP("words", "The login's name has a character that cannot be seen."), "",
          QT_TRANSLATE_NOOP("words", "Type it anew instead of pasting it.")},
    Words{"connect.login-is-windows", QT_TRANSLATE_NOOP("words", "%1 is the name of a Windows account."),
          QT_TRANSLATE_NOOP("words", "A SQL login has no back-slash in its name."),
          QT_TRANSLATE_NOOP("words", "Choose Windows sign-in, or type the name of a SQL login.")},
    Words{"connect.value-not-possible", QT_TRANSLATE_NOOP("words", "The driver cannot carry this value."),
          QT_TRANSLATE_NOOP("words", "Field: %1. It has control characters, is too long, or has a character sequence "
                                     "that the driver would read as the end."),
          QT_TRANSLATE_NOOP("words", "Use another value, or another driver (Advanced).")},
    // Finding and reaching the server.
    Words{"connect.unknown-host", QT_TRANSLATE_NOOP("words", "No machine of this name is known here."),
          QT_TRANSLATE_NOOP("words", "The name service has no address for %1."),
          QT_TRANSLATE_NOOP("words", "Check the spelling, or type the full name or the address.")},
    Words{"connect.refused", QT_TRANSLATE_NOOP("words", "The machine is there, but nothing listens on that port."),
          QT_TRANSLATE_NOOP("words", "%1 refused the connection at once: SQL Server is stopped, listens on another "
                                     "port, or TCP is switched off."),
          QT_TRANSLATE_NOOP("words", "Start SQL Server, or look up its port in SQL Server Configuration Manager.")},
    Words{"connect.timeout", QT_TRANSLATE_NOOP("words", "The server did not answer in time."),
          QT_TRANSLATE_NOOP("words", "%1 may be switched off, or a firewall may drop the packets."),
          QT_TRANSLATE_NOOP("words", "Check machine, port and firewall, then try again.")},
    Words{"connect.unreachable", QT_TRANSLATE_NOOP("words", "The server cannot be reached."),
          QT_TRANSLATE_NOOP("words", "No way to %1 was found from this computer."),
          QT_TRANSLATE_NOOP("words", "Check network and name, then try again.")},
    Words{"connect.silent", QT_TRANSLATE_NOOP("words", "Something accepts the connection and then says nothing."),
          QT_TRANSLATE_NOOP("words", "No password was sent to %1."),
          QT_TRANSLATE_NOOP("words", "Check the port; if it is right, look whether SQL Server hangs.")},
    Words{
        "connect.closed", QT_TRANSLATE_NOOP("words", "The server closed the connection without a word."),
        QT_TRANSLATE_NOOP(
            "words",
            "Most often the two sides have no TLS version or cipher in common; this says nothing about the password."),
        QT_TRANSLATE_NOOP("words", "Look into the error log of %1, then try again.")},
    Words{"connect.no-process", QT_TRANSLATE_NOOP("words", "The server ended the connection before the login."),
          QT_TRANSLATE_NOOP("words", "On %1 this is most often SQL logins switched off, a certificate that its service "
                                     "may not read, or a protocol switched off."),
          QT_TRANSLATE_NOOP("words", "Look into the error log of %1, then try again.")},
    Words{"connect.protocol", QT_TRANSLATE_NOOP("words", "The server did not understand the driver's first words."),
          QT_TRANSLATE_NOOP("words", "%1 called the login packet malformed: a proxy changes it, or driver and server "
                                     "are too far apart in age."),
          QT_TRANSLATE_NOOP("words", "Choose another driver (Advanced), or connect without the proxy.")},
    Words{"connect.strict-only", QT_TRANSLATE_NOOP("words", "The server takes strict encryption alone (TDS 8.0)."),
          QT_TRANSLATE_NOOP("words", "%1 closed the connection without a word, and answers when the encryption comes "
                                     "first. No password was sent."),
          QT_TRANSLATE_NOOP("words", "Choose strict encryption (Advanced). It needs Microsoft's driver 18 and a "
                                     "certificate that can be proven.")},
    Words{"connect.not-sql-server", QT_TRANSLATE_NOOP("words", "What answers there is not SQL Server."),
          QT_TRANSLATE_NOOP("words", "No password was sent to %1."), QT_TRANSLATE_NOOP("words", "Check the port.")},
    Words{"connect.instance-not-found", QT_TRANSLATE_NOOP("words", "Nobody tells the port of instance %1."),
          QT_TRANSLATE_NOOP("words", "SQL Server Browser on %2 did not answer: it is stopped, a firewall is between, "
                                     "or there is no such instance."),
          QT_TRANSLATE_NOOP("words", "Type the port after a comma; SQL Server Configuration Manager shows it.")},
    Words{"connect.browser-stopped", QT_TRANSLATE_NOOP("words", "SQL Server Browser does not run on %2."),
          QT_TRANSLATE_NOOP("words", "Its port (UDP 1434) is closed, so nobody tells where instance %1 listens."),
          QT_TRANSLATE_NOOP("words", "Start the service SQL Server Browser there, or type the port after a comma; SQL "
                                     "Server Configuration Manager shows it.")},
    Words{"connect.instance-unknown", QT_TRANSLATE_NOOP("words", "There is no instance %1 on %2, or it is hidden."),
          QT_TRANSLATE_NOOP("words", "SQL Server Browser names: %3."),
          QT_TRANSLATE_NOOP("words", "Correct the name, or type the port of a hidden instance after a comma.")},
    Words{"connect.instance-no-tcp", QT_TRANSLATE_NOOP("words", "Instance %1 does not listen on TCP."),
          QT_TRANSLATE_NOOP("words", "SQL Server Browser on %2 lists it without a port."),
          QT_TRANSLATE_NOOP("words", "Switch TCP on in SQL Server Configuration Manager and restart the instance.")},
    Words{"connect.tcp-off", QT_TRANSLATE_NOOP("words", "Instance %1 does not listen on TCP."),
          QT_TRANSLATE_NOOP("words", "It runs on this computer and takes shared memory or pipes alone, as Express does "
                                     "after its installation."),
          QT_TRANSLATE_NOOP("words",
                            "Switch TCP on in SQL Server Configuration Manager (Protocols, TCP/IP), restart the "
                            "instance, then try again. With Microsoft's driver on Windows lpc: works as well.")},
    Words{"connect.service-stopped", QT_TRANSLATE_NOOP("words", "The service of %1 is not running."),
          QT_TRANSLATE_NOOP("words", "It is installed on this computer, and nothing listens."),
          QT_TRANSLATE_NOOP("words", "Start the service, then try again.")},
    Words{"connect.transport-not-here", QT_TRANSLATE_NOOP("words", "The prefix %1 does not work here."),
          QT_TRANSLATE_NOOP("words",
                            "Pipes and shared memory exist on Windows with Microsoft's drivers alone; %2 speaks "
                            "TCP here."),
          QT_TRANSLATE_NOOP("words", "Leave the prefix out, or write tcp: in its place.")},
    Words{"connect.cancelled", QT_TRANSLATE_NOOP("words", "Connecting was cancelled."), "", ""},
    // Drivers.
    Words{"connect.no-driver",
          QT_TRANSLATE_NOOP("words", "No ODBC driver for SQL Server is installed on this computer."), "",
          QT_TRANSLATE_NOOP("words",
                            "Install FreeTDS or Microsoft's ODBC Driver 18, with the command where one is shown; "
                            "then try again.")},
    Words{"connect.driver-unknown",
          QT_TRANSLATE_NOOP("words", "No ODBC driver of this name is registered on this computer."), "",
          QT_TRANSLATE_NOOP("words", "Choose another driver, or install this one.")},
    Words{"connect.driver-missing",
          QT_TRANSLATE_NOOP("words", "The driver is named in the list, but its file cannot be loaded."), "",
          QT_TRANSLATE_NOOP("words", "Choose another driver, or install this one again.")},
    Words{"connect.qt-driver-missing",
          QT_TRANSLATE_NOOP("words", "A part of this program is missing: Qt's ODBC plug-in."), "",
          QT_TRANSLATE_NOOP("words", "Install it with the command shown.")},
    Words{"connect.driver-not-strict",
          QT_TRANSLATE_NOOP("words", "This driver cannot encrypt from the first byte (strict)."),
          QT_TRANSLATE_NOOP("words", "Driver: %1."),
          QT_TRANSLATE_NOOP("words", "Choose Microsoft's driver 18, or mandatory encryption.")},
    Words{"connect.driver-not-integrated", QT_TRANSLATE_NOOP("words", "This driver cannot sign in with Windows here."),
          QT_TRANSLATE_NOOP("words", "Driver: %1."), QT_TRANSLATE_NOOP("words", "Use a SQL login, or another driver.")},
    Words{"connect.driver-refused",
          QT_TRANSLATE_NOOP("words", "The driver could not open the connection and does not say why."),
          QT_TRANSLATE_NOOP("words", "%1 answered our own question before, so name, port and network are right."),
          QT_TRANSLATE_NOOP("words", "Try again; then try another driver (Advanced).")},
    Words{"connect.private-conf", QT_TRANSLATE_NOOP("words", "The driver's settings could not be written."),
          QT_TRANSLATE_NOOP("words", "Folder: %1."),
          QT_TRANSLATE_NOOP("words", "Make room in the folder for temporary files.")},
    // The line.
    Words{"connect.certificate", QT_TRANSLATE_NOOP("words", "The server cannot prove who it is."),
          QT_TRANSLATE_NOOP("words", "%1 shows a certificate for %3, issued by %4 (SHA-256 %5). Check that failed: %6. "
                                     "Nothing was changed."),
          QT_TRANSLATE_NOOP("words", "Trust its issuer, or use the name in the certificate. Trusting it once is a "
                                     "decision that goes on the receipt.")},
    Words{"connect.certificate-changed",
          QT_TRANSLATE_NOOP("words", "The server shows another certificate than the one you accepted."),
          QT_TRANSLATE_NOOP("words",
                            "%1 shows one for %3, issued by %4 (SHA-256 %5, good from %7 to %8). Accepted on %2 "
                            "was %9. Either the server was given a new one, or something in between answers "
                            "in its place. Nothing was changed."),
          QT_TRANSLATE_NOOP("words", "Ask whoever runs the server whether its certificate was renewed, and compare the "
                                     "fingerprint before you accept it.")},
    Words{"connect.unseen-certificate", QT_TRANSLATE_NOOP("words", "The driver could not prove who the server is."),
          QT_TRANSLATE_NOOP("words",
                            "The certificate of %1 is seen by the driver alone, not by us. Nothing was changed."),
          QT_TRANSLATE_NOOP(
              "words", "Connect over TCP (tcp: before the name): its certificate is shown there, and can be judged.")},
    Words{"connect.ca-file", QT_TRANSLATE_NOOP("words", "The file with trusted issuers cannot be read."),
          QT_TRANSLATE_NOOP("words", "File: %1."), QT_TRANSLATE_NOOP("words", "Choose a file in PEM form.")},
    Words{"connect.tls", QT_TRANSLATE_NOOP("words", "The two sides could not agree on an encrypted line."),
          QT_TRANSLATE_NOOP("words", "No password was sent to %1."),
          QT_TRANSLATE_NOOP("words", "Look which TLS versions the server allows; its error log names the fault.")},
    Words{"connect.encryption-required", QT_TRANSLATE_NOOP("words", "The server insists on an encrypted line."),
          QT_TRANSLATE_NOOP("words", "%1 refused a readable one."),
          QT_TRANSLATE_NOOP("words", "Choose mandatory encryption (Advanced).")},
    Words{"connect.line-readable", QT_TRANSLATE_NOOP("words", "The line to the server can be read on the network."),
          QT_TRANSLATE_NOOP("words", "The statement that backs up the key carries the key's password in its text. On "
                                     "the way to %1 anyone in between could read it."),
          QT_TRANSLATE_NOOP("words", "Switch encryption on at the server, run this program on the server itself, or go "
                                     "on with a reason, which the receipt records.")},
    Words{"connect.line-unknown",
          QT_TRANSLATE_NOOP("words", "Whether the line is encrypted cannot be read back from the server."),
          QT_TRANSLATE_NOOP("words", "The login %2 may not see the state of its own connection to %1. What cannot be "
                                     "read back counts as readable, and the statement carries the key's password."),
          QT_TRANSLATE_NOOP("words", "Have the right granted with the command shown, or go on with a reason, which the "
                                     "receipt records.")},
    Words{"connect.tracing-on", QT_TRANSLATE_NOOP("words", "A log of all SQL statements is switched on here."),
          QT_TRANSLATE_NOOP("words", "Passwords would be written to disk as plain text. Switched on in: %1."),
          QT_TRANSLATE_NOOP("words", "Switch it off there, then try again.")},
    Words{"connect.link-lost", QT_TRANSLATE_NOOP("words", "The connection to the server is gone."),
          QT_TRANSLATE_NOOP("words", "%1 no longer answers on it. What you entered is still here."),
          QT_TRANSLATE_NOOP("words", "Reconnect and go on.")},
    // Signing in. %2 is the login.
    Words{"connect.login-failed", QT_TRANSLATE_NOOP("words", "The server did not accept this login."),
          QT_TRANSLATE_NOOP(
              "words", "%1 tells a client nothing more. Its error log has the true state: 2, 5 unknown login · 6 "
                       "a Windows name used as a SQL login · 7 disabled · 8, 9 wrong password · 11, 12 no right "
                       "to connect · 18 password must be changed · 38, 46, 126 no such database · 102 to 111, 132, "
                       "133 Entra · 122 to 124 name or password empty."),
          QT_TRANSLATE_NOOP("words", "Check login and password, then try again.")},
    Words{"connect.login-refused",
          QT_TRANSLATE_NOOP("words", "The server refused the login with an error that is not known here: %3."),
          QT_TRANSLATE_NOOP("words", "It said: %4"),
          QT_TRANSLATE_NOOP("words", "Look the number up, or look into the error log of %1, then try again.")},
    Words{"connect.login-untrusted", QT_TRANSLATE_NOOP("words", "The server cannot check this Windows account."),
          QT_TRANSLATE_NOOP("words", "The account's domain is not trusted by %1, or Kerberos failed."),
          QT_TRANSLATE_NOOP("words", "Use an account of a trusted domain, or a SQL login.")},
    // Kerberos. %2 is the account, as in "dba@EXAMPLE.ORG".
    Words{"connect.no-ticket", QT_TRANSLATE_NOOP("words", "There is no Kerberos ticket to sign in with."),
          QT_TRANSLATE_NOOP("words",
                            "Signing in to %1 as a Windows account needs one, and none was found for the user who "
                            "runs this program. No account was shown to the server."),
          QT_TRANSLATE_NOOP("words", "Get one with the command shown, then try again.")},
    Words{"connect.ticket-expired", QT_TRANSLATE_NOOP("words", "The Kerberos ticket of %2 has expired."),
          QT_TRANSLATE_NOOP("words", "No account was shown to %1."),
          QT_TRANSLATE_NOOP("words", "Get a new one with the command shown, then try again.")},
    Words{"connect.no-service-ticket", QT_TRANSLATE_NOOP("words", "The domain knows no SQL Server of this name."),
          QT_TRANSLATE_NOOP("words",
                            "Kerberos calls the server %3, and no account is registered for that. The ticket of %2 "
                            "is good."),
          QT_TRANSLATE_NOOP("words",
                            "Use the server's full name; else have a domain administrator run the command shown.")},
    Words{"connect.kdc-unreachable", QT_TRANSLATE_NOOP("words", "The domain's Kerberos server does not answer."),
          QT_TRANSLATE_NOOP("words", "Without it there is no ticket for %1. It was said: %3"),
          QT_TRANSLATE_NOOP(
              "words", "Look whether the domain can be reached from here (network, VPN, krb5.conf), then try again.")},
    Words{"connect.clock-skew", QT_TRANSLATE_NOOP("words", "This computer's clock and the domain's differ too much."),
          QT_TRANSLATE_NOOP("words", "Kerberos takes five minutes at most. Nothing was changed on %1."),
          QT_TRANSLATE_NOOP("words", "Set the clock, then try again.")},
    Words{"connect.kerberos", QT_TRANSLATE_NOOP("words", "Kerberos gave no ticket for this server."),
          QT_TRANSLATE_NOOP("words", "Server: %1, account: %2. It was said: %3"),
          QT_TRANSLATE_NOOP("words", "Ask the domain's administrator, or use a SQL login.")},
    Words{"connect.account-without-login", QT_TRANSLATE_NOOP("words", "The server has no login for this account."),
          QT_TRANSLATE_NOOP("words",
                            "%1 took the ticket of %2, but no login stands for the account or a group of its, or "
                            "the login may not connect."),
          QT_TRANSLATE_NOOP("words", "Have a login made with the command shown, or get a ticket of another account.")},
    Words{"connect.login-disabled", QT_TRANSLATE_NOOP("words", "The login %2 is disabled."), "",
          QT_TRANSLATE_NOOP("words", "Ask for it to be enabled, or use another one.")},
    Words{"connect.login-locked", QT_TRANSLATE_NOOP("words", "The login %2 is locked."),
          QT_TRANSLATE_NOOP("words", "Too many wrong passwords, most likely."),
          QT_TRANSLATE_NOOP("words", "Ask a sysadmin to run: ALTER LOGIN … WITH PASSWORD = … UNLOCK")},
    Words{"connect.login-expired", QT_TRANSLATE_NOOP("words", "The password of login %2 has expired."), "",
          QT_TRANSLATE_NOOP("words", "Change it in a query window, then sign in with the new one.")},
    Words{"connect.login-must-change",
          QT_TRANSLATE_NOOP("words", "The password of login %2 must be changed before first use."), "",
          QT_TRANSLATE_NOOP("words", "Change it in a query window, then sign in with the new one.")},
    Words{"connect.server-starting", QT_TRANSLATE_NOOP("words", "The server is still starting or upgrading itself."),
          "", QT_TRANSLATE_NOOP("words", "Wait a minute, then try again.")},
    Words{"connect.server-admins-only",
          QT_TRANSLATE_NOOP("words", "The server lets only one administrator in at the moment."), "",
          QT_TRANSLATE_NOOP("words", "Wait until the maintenance is over.")},
    Words{"connect.server-full", QT_TRANSLATE_NOOP("words", "The server has no connection left."), "",
          QT_TRANSLATE_NOOP("words", "Try again later, or use the dedicated administrator connection (admin:).")},
    Words{"connect.dac-busy", QT_TRANSLATE_NOOP("words", "The dedicated administrator connection is in use already."),
          QT_TRANSLATE_NOOP("words", "%1 has only one."),
          QT_TRANSLATE_NOOP("words", "Connect without admin:, or wait until the other one is closed.")},
    Words{"connect.database-not-opened", QT_TRANSLATE_NOOP("words", "The login may not open the master database."), "",
          QT_TRANSLATE_NOOP("words", "Ask for the right to connect to master.")},
    Words{"connect.logon-trigger", QT_TRANSLATE_NOOP("words", "A logon trigger on the server refused the login."), "",
          QT_TRANSLATE_NOOP("words", "Ask who maintains that trigger.")},
    // Queries.
    Words{"sql.query-failed", QT_TRANSLATE_NOOP("words", "The server answered a question with an error."),
          QT_TRANSLATE_NOOP("words", "Nothing was changed on %1. It said: %3"),
          QT_TRANSLATE_NOOP("words", "Look the number %2 up, then try again.")},
    Words{"connect.question-not-permitted",
          QT_TRANSLATE_NOOP("words", "The login may not ask %1 what the procedure has to know."),
          QT_TRANSLATE_NOOP("words", "Nothing was changed. It said: %3"),
          QT_TRANSLATE_NOOP("words", "Ask a sysadmin for CONTROL SERVER; the backup needs it too.")},
    Words{"connect.question-not-known",
          QT_TRANSLATE_NOOP("words", "%1 does not know something that every SQL Server has."),
          QT_TRANSLATE_NOOP("words", "Nothing was changed. It said: %3"),
          QT_TRANSLATE_NOOP("words", "Look whether this is SQL Server itself, and which version.")},
    Words{"connect.question-syntax", QT_TRANSLATE_NOOP("words", "%1 did not understand a question of this program."),
          QT_TRANSLATE_NOOP("words", "Nothing was changed. This is an error of this program. It said: %3"),
          QT_TRANSLATE_NOOP("words", "Please report it with the details.")},
    Words{"connect.question-turned-off",
          QT_TRANSLATE_NOOP("words", "A component that a question needs is turned off on %1."),
          QT_TRANSLATE_NOOP("words", "Nothing was changed. It said: %3"),
          QT_TRANSLATE_NOOP("words", "Ask the server's administrator.")},
    Words{"sql.query-timeout", QT_TRANSLATE_NOOP("words", "The server did not answer a question in time."),
          QT_TRANSLATE_NOOP("words", "Nothing was changed on %1."), QT_TRANSLATE_NOOP("words", "Try again.")},
    Words{"sql.cancelled", QT_TRANSLATE_NOOP("words", "The question to the server was cancelled."), "", ""},
    // What is being done.
    Words{"connect.looking-up", QT_TRANSLATE_NOOP("words", "Looking up %1…")},
    Words{"connect.asking-browser", QT_TRANSLATE_NOOP("words", "Asking for the port of instance %1…")},
    Words{"connect.probing", QT_TRANSLATE_NOOP("words", "Looking how the line to %1 is protected…")},
    Words{"connect.signing-in", QT_TRANSLATE_NOOP("words", "Signing in to %1…")},
    Words{"connect.reading-facts", QT_TRANSLATE_NOOP("words", "Reading what %1 says of itself…")},
    // Remedies: the words on a button.
    Words{"trust-ca", QT_TRANSLATE_NOOP("words", "Trust its issuer")},
    Words{"use-name", QT_TRANSLATE_NOOP("words", "Use the name in the certificate")},
    Words{"trust-once", QT_TRANSLATE_NOOP("words", "Trust it with a reason")},
    Words{"override-line", QT_TRANSLATE_NOOP("words", "Go on with a reason")},
    Words{"edit-login", QT_TRANSLATE_NOOP("words", "Change the login")},
    Words{"choose-driver", QT_TRANSLATE_NOOP("words", "Choose another driver")},
    Words{"use-sql-login", QT_TRANSLATE_NOOP("words", "Use a SQL login")},
    Words{"type-port", QT_TRANSLATE_NOOP("words", "Type the port")},
};

} // namespace

std::span<const Words> connectWords()
{
    return words;
}

} // namespace smk
