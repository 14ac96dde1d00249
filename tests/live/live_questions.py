"""What no document and no recorded output told us about SQL Server, as named questions. Each prints one answer, or why it
was not asked; none of them fails a run."""
import os
import pathlib
import stat
import subprocess

BACKUP = "BACKUP SERVICE MASTER KEY TO FILE = N'{file}' ENCRYPTION BY PASSWORD = N'{password}'"


def rows(answer):
    if answer.errors:
        return "could not be asked: " + ", ".join(str(number) for number in answer.numbers)
    found = [" | ".join("NULL" if value is None else value for value in row) for _, lines in answer.sets for row in lines]
    return "; ".join(found) or "no rows"


def told(answer):
    return ", ".join(f"number {number}: {text.split(']')[-1].strip()}" for number, text in answer.messages + answer.errors) or "no message at all"


def backup(live, file, password=None):
    return BACKUP.format(file=file.replace("'", "''"), password=password or live.key_password)


def beside(live, name):
    return f"{live.key_folder}{live.separator}{name}"


def file_access(live, content):
    path = pathlib.Path(live.key)
    if not path.exists():
        return f"not seen from this machine; there: {'icacls' if live.separator == chr(92) else 'stat -c %U:%G:%a'} {live.key}"
    facts = path.stat()
    acl = subprocess.run(["getfacl", "-pnc", str(path)], capture_output=True, text=True, check=False).stdout.split() if os.path.exists("/usr/bin/getfacl") else []
    return f"{stat.filemode(facts.st_mode)} {facts.st_uid}:{facts.st_gid} {' '.join(acl)}"


def partial_file(live, content):
    file = beside(live, "smk-live-refused.key")
    refused, seen = live.ask(backup(live, file, password="a"), f"SELECT file_exists FROM sys.dm_os_file_exists(N'{file}')")
    return f"password 'a': {told(refused)}; the file exists afterwards: {rows(seen)}"


def without_control_server(live, content):
    login, file = os.environ.get("SMK_LIVE_POOR_LOGIN"), os.environ.get("SMK_LIVE_POOR_PASSWORD_FILE")
    if not login or not file:
        return "not asked: SMK_LIVE_POOR_LOGIN and SMK_LIVE_POOR_PASSWORD_FILE name a login without the right"
    password = pathlib.Path(file).read_text(encoding="utf-8").splitlines()[0]
    return told(live.ask(backup(live, live.key), login=login, password=password)[0])


def wrong_password(live, content):
    if not live.restores:
        return "not asked: SMK_LIVE_RESTORE=1 allows RESTORE"
    return told(live.ask(f"RESTORE SERVICE MASTER KEY FROM FILE = N'{live.key}' DECRYPTION BY PASSWORD = N'Wrong-Password-1'")[0])


def inside_a_transaction(live, content):
    # To the name that is there: nothing new is written whatever it says.
    answers = live.ask("BEGIN TRANSACTION", backup(live, live.key), "ROLLBACK TRANSACTION", "SET IMPLICIT_TRANSACTIONS ON", backup(live, live.key), "SET IMPLICIT_TRANSACTIONS OFF")
    return f"in BEGIN TRANSACTION {told(answers[1])}; with IMPLICIT_TRANSACTIONS {told(answers[4])} (15240 alone: it would have run)"


def masking(live, content):
    answer = live.ask("SELECT t.text FROM sys.dm_exec_query_stats AS s CROSS APPLY sys.dm_exec_sql_text(s.sql_handle) AS t "
                      "WHERE t.text LIKE N'%MASTER KEY TO FILE%' AND t.text NOT LIKE N'%dm_exec_sql_text%'")[0]
    seen = rows(answer)
    return ("in the plan cache: " + ("THE PASSWORD IS READABLE" if live.key_password in seen else seen)
            + "; XE, Audit and Query Store: look there for smk-live, they are not switched on from here")


def audit_group(live, content):
    return rows(live.ask("SELECT name, class_desc, covering_action_name, containing_group_name FROM sys.dm_audit_actions WHERE class_desc = N'MASTER KEY'")[0])


def ddl_event(live, content):
    return rows(live.ask("SELECT type_name FROM sys.trigger_event_types WHERE type_name LIKE N'%SERVICE_MASTER_KEY%'")[0])


def long_names(live, content):
    if os.environ.get("SMK_LIVE_MORE_FILES") != "1":
        return "not asked: SMK_LIVE_MORE_FILES=1 allows more key files"
    long, rare = beside(live, "smk-live-" + "x" * 240 + ".key"), beside(live, "smk-live-\U0001F511.key")
    answers = live.ask(backup(live, long), backup(live, rare))
    return f"{len(long)} units: {told(answers[0])}; a name beyond the BMP: {told(answers[1])}"


def file_size(live, content):
    version = rows(live.ask("SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(64)) AS version")[0])
    return f"{len(content)} bytes from {version}"


QUESTIONS = (
    ("file-access", "Who may read the file that BACKUP wrote?", file_access),
    ("partial-file", "Is a file left behind by a BACKUP that failed?", partial_file),
    ("without-control-server", "What is said to a login that lacks CONTROL SERVER?", without_control_server),
    ("wrong-password", "What does RESTORE say to a wrong password?", wrong_password),
    ("transaction", "Does BACKUP run inside a transaction?", inside_a_transaction),
    ("masking", "Is the password masked where statements are kept?", masking),
    ("audit-group", "Which audit group tells of it?", audit_group),
    ("ddl-event", "Which DDL events exist for it?", ddl_event),
    ("long-names", "What of names over 259 units, and beyond the BMP?", long_names),
    ("file-size", "How large is the file of this version?", file_size),
)


def ask_all(live, content):
    for name, question, how in QUESTIONS:
        try:
            answer = how(live, content)
        except Exception as error:  # pylint: disable=broad-except
            answer = f"could not be asked: {type(error).__name__}"  # before the practice server this is a failure (live_rehearsal.py)
        answer = answer.replace(live.key_password, "********")  # before it is cut: half of a password would stay
        print(f"question {name}: {question} {answer[:600]}", flush=True)
    live.report.check(f"questions: {len(QUESTIONS)} asked or said why not", [])
