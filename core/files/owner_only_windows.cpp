#include "owner_only_windows.h"

#include "file_handle_windows.h"

#include <sddl.h>

#include <vector>

namespace smk {

namespace {

std::wstring sidOfThisUser()
{
    HANDLE raw = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &raw))
        return {};
    const FileHandle token(raw);
    DWORD size = 0;
    GetTokenInformation(token.get(), TokenUser, nullptr, 0, &size);
    std::vector<BYTE> buffer(size);
    if (size == 0 || !GetTokenInformation(token.get(), TokenUser, buffer.data(), size, &size))
        return {};
    LPWSTR text = nullptr;
    if (!ConvertSidToStringSidW(reinterpret_cast<TOKEN_USER *>(buffer.data())->User.Sid, &text))
        return {};
    std::wstring sid(text);
    LocalFree(text);
    return sid;
}

} // namespace

OwnerOnlyAttributes::OwnerOnlyAttributes()
{
    m_attributes.nLength = sizeof(m_attributes);
    const std::wstring sid = sidOfThisUser();
    if (sid.empty())
        return;
    const std::wstring sddl = L"D:P(A;OICI;FA;;;" + sid + L")(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";
    ConvertStringSecurityDescriptorToSecurityDescriptorW(sddl.c_str(), SDDL_REVISION_1,
                                                         &m_attributes.lpSecurityDescriptor, nullptr);
}

OwnerOnlyAttributes::~OwnerOnlyAttributes()
{
    if (m_attributes.lpSecurityDescriptor)
        LocalFree(m_attributes.lpSecurityDescriptor);
}

} // namespace smk
