#include "open_folder_linux.h"

#include <QFile>
#include <QStringList>

#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace smk {

OpenFolder::OpenFolder(int descriptor)
    : m_descriptor(descriptor)
{
}

OpenFolder::~OpenFolder()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

OpenFolder::OpenFolder(OpenFolder &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

OpenFolder OpenFolder::part(const QByteArray &name) const
{
    return OpenFolder(::openat(m_descriptor, name.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

OpenFolder openWithoutLinks(const QString &wholePath)
{
    constexpr int onlyPass = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int at = ::open("/", onlyPass);
    const QStringList parts = wholePath.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const OpenFolder before(at);
        at = before.isOpen() ? ::openat(before.get(), QFile::encodeName(part).constData(), onlyPass) : -1;
    }
    return OpenFolder(at);
}

} // namespace smk
