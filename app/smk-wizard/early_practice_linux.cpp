#include "early_practice.h"

#include "process_hardening.h"

#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace smk {

using namespace Qt::StringLiterals;

EarlyPractice::EarlyPractice(EarlyPractice &&other) noexcept
    : m_input(std::exchange(other.m_input, -1))
    , m_output(std::exchange(other.m_output, -1))
{
}

EarlyPractice &EarlyPractice::operator=(EarlyPractice &&other) noexcept
{
    close();
    m_input = std::exchange(other.m_input, -1);
    m_output = std::exchange(other.m_output, -1);
    return *this;
}

bool EarlyPractice::start(const QString &program, const QStringList &arguments)
{
    int in[2];
    int out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
        return false;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    std::vector<QByteArray> texts{program.toLocal8Bit()};
    for (const QString &argument : arguments)
        texts.push_back(argument.toLocal8Bit());
    std::vector<char *> argv;
    for (QByteArray &text : texts)
        argv.push_back(text.data());
    argv.push_back(nullptr);
    pid_t child = 0;
    const int failed = posix_spawn(&child, texts.front().constData(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    m_input = in[1];
    m_output = out[0];
    if (failed != 0)
        close();
    return failed == 0;
}

QByteArray EarlyPractice::readSome()
{
    char buffer[4096];
    const ssize_t size = ::read(m_output, buffer, sizeof buffer);
    return size > 0 ? QByteArray(buffer, size) : QByteArray();
}

void EarlyPractice::close()
{
    if (m_input >= 0)
        ::close(std::exchange(m_input, -1));
    if (m_output >= 0)
        ::close(std::exchange(m_output, -1));
}

bool startedThroughSudo()
{
    const passwd *user = geteuid() == 0 ? getpwnam(qgetenv("SUDO_USER").constData()) : nullptr;
    return user != nullptr && user->pw_uid != 0;
}

QString becomeCaller()
{
    if (geteuid() != 0)
        return {};
    if (!startedThroughSudo())
        return u"As root, rights prove nothing."_s;
    const passwd *user = getpwnam(qgetenv("SUDO_USER").constData());
    const QByteArray home = user->pw_dir;
    if (initgroups(user->pw_name, user->pw_gid) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)
        return u"The rights of root could not be given up; as root, rights prove nothing."_s;
    qputenv("HOME", home);
    for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        qunsetenv(name); // root's own folders, which this user cannot enter
    forbidCoreDumps();   // a change of user makes a process dumpable again
    return u"Goes on as user %1."_s.arg(QString::fromLocal8Bit(qgetenv("SUDO_USER")));
}

} // namespace smk
