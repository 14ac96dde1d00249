// Enumerations as the stable words that stand in receipts, and back.
#pragma once

#include "procedure.h"

namespace smk {

template <typename Value>
struct NamedValue
{
    Value value;
    const char *name;
};

inline constexpr NamedValue<LineTrust> LineNames[] = {{LineTrust::StaysOnMachine, "stays-on-machine"},
                                                      {LineTrust::EncryptedProven, "encrypted-proven"},
                                                      {LineTrust::EncryptedNotProven, "encrypted-not-proven"},
                                                      {LineTrust::Readable, "readable"}};
inline constexpr NamedValue<Platform> PlatformNames[] = {{Platform::Windows, "windows"}, {Platform::Linux, "linux"}};
inline constexpr NamedValue<PasswordStyle> StyleNames[] = {
    {PasswordStyle::Generated, "generated"}, {PasswordStyle::Words, "words"}, {PasswordStyle::Own, "own"}};
inline constexpr NamedValue<PasswordPlace> PlaceNames[] = {{PasswordPlace::Manager, "manager"},
                                                           {PasswordPlace::CredentialStore, "credential-store"},
                                                           {PasswordPlace::Paper, "paper"}};
inline constexpr NamedValue<MediumKind> KindNames[] = {{MediumKind::RemovableDrive, "removable-drive"},
                                                       {MediumKind::RedirectedDrive, "redirected-drive"},
                                                       {MediumKind::RemoteFolder, "remote-folder"},
                                                       {MediumKind::FixedDisk, "fixed-disk"}};
inline constexpr NamedValue<Way> WayNames[] = {{Way::OverSql, "over-sql"},
                                               {Way::Path, "path"},
                                               {Way::Share, "share"},
                                               {Way::Elevated, "elevated"},
                                               {Way::ByHand, "by-hand"}};
inline constexpr NamedValue<WayState> WayStateNames[] = {
    {WayState::NotTried, "not-tried"}, {WayState::Trying, "trying"},        {WayState::Read, "read"},
    {WayState::Refused, "refused"},    {WayState::NotNeeded, "not-needed"}, {WayState::NotPossible, "not-possible"}};
inline constexpr NamedValue<ProofState> ProofStateNames[] = {{ProofState::NotDone, "not-done"},
                                                             {ProofState::Proved, "proved"},
                                                             {ProofState::NotVerified, "not-verified"},
                                                             {ProofState::Failed, "failed"}};
inline constexpr NamedValue<Arrival> ArrivalNames[] = {{Arrival::Planned, "planned"},
                                                       {Arrival::Confirmed, "confirmed"}};

template <typename Value, std::size_t N>
[[nodiscard]] QString nameOf(const NamedValue<Value> (&table)[N], Value value)
{
    for (const NamedValue<Value> &row : table)
        if (row.value == value)
            return QString::fromLatin1(row.name);
    return {};
}

template <typename Value, std::size_t N>
[[nodiscard]] Value valueOf(const NamedValue<Value> (&table)[N], const QString &name, Value otherwise)
{
    for (const NamedValue<Value> &row : table)
        if (name == QLatin1StringView(row.name))
            return row.value;
    return otherwise;
}

} // namespace smk
