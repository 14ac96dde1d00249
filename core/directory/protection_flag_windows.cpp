#include "windows_security.h"

#include <QDir>
#include <QUuid>

#include <sddl.h>

namespace smk {

namespace {

bool tellsFlagOfOwnFolder()
{
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(
            L"D:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;FA;;;CO)(A;;FA;;;OW)", SDDL_REVISION_1, &descriptor, nullptr))
        return true;
    const LocalMemory owner(descriptor);
    SECURITY_ATTRIBUTES attributes = {sizeof attributes, descriptor, FALSE};
    const QString path = QDir::toNativeSeparators(QDir::tempPath()) + QStringLiteral("\\smk-")
                         + QUuid::createUuid().toString(QUuid::Id128);
    if (!::CreateDirectoryW(wide(path), &attributes))
        return true;
    const std::optional<QByteArray> bytes = descriptorOf(path);
    ::RemoveDirectoryW(wide(path));
    SECURITY_DESCRIPTOR_CONTROL control = 0;
    DWORD revision = 0;
    return !bytes || !::GetSecurityDescriptorControl(const_cast<char *>(bytes->constData()), &control, &revision)
           || (control & SE_DACL_PROTECTED);
}

} // namespace

bool tellsProtectionFlag()
{
    static const bool tells = tellsFlagOfOwnFolder();
    return tells;
}

std::optional<QByteArray> descriptorOf(const QString &native)
{
    constexpr SECURITY_INFORMATION what =
        OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;
    DWORD size = 0;
    ::GetFileSecurityW(wide(native), what, nullptr, 0, &size);
    if (size == 0)
        return std::nullopt;
    QByteArray bytes(static_cast<qsizetype>(size), '\0');
    if (!::GetFileSecurityW(wide(native), what, bytes.data(), size, &size))
        return std::nullopt;
    return bytes;
}

} // namespace smk
