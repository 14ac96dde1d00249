// A folder by a descriptor that no link led to: between the look and the act somebody may have put one on the path, and
// with administrator rights the act would be done where it leads. Linux only.
#pragma once

#include <QByteArray>
#include <QString>

namespace smk {

class OpenFolder
{
public:
    // Takes it over; negative: none.
    explicit OpenFolder(int descriptor);
    ~OpenFolder();
    OpenFolder(OpenFolder &&other) noexcept;
    OpenFolder(const OpenFolder &) = delete;
    OpenFolder &operator=(const OpenFolder &) = delete;
    OpenFolder &operator=(OpenFolder &&) = delete;

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] int get() const { return m_descriptor; }
    // For reading, of its part `name`; not a link. errno tells why not: ENOTDIR or ELOOP for a link.
    [[nodiscard]] OpenFolder part(const QByteArray &name) const;

private:
    int m_descriptor;
};

// From the root on, part by part, none of them a link; errno as above. It can be passed and made in, not read.
[[nodiscard]] OpenFolder openWithoutLinks(const QString &wholePath);

} // namespace smk
