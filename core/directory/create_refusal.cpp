#include "create_refusal.h"

#include "server_words.h"

#include <QRegularExpression>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr int SystemsRefusal = 22048;

constexpr NumberedId refusals[] = {
    {229, "directory.create-not-permitted"},     {297, "directory.create-not-permitted"},
    {300, "directory.create-not-permitted"},     {15247, "directory.create-not-permitted"},
    {2812, "directory.create-not-permitted"},  // it was dropped
    {15281, "directory.create-not-permitted"}, // turned off
    {SystemsRefusal, "directory.create-failed"},
};

// "… returned error 5, 'Access is denied.'": the words are localised, the code before the comma is not.
int systemCode(const QString &text)
{
    static const QRegularExpression code(u"\\b(\\d{1,5})\\s*,\\s*'"_s);
    return code.match(text).captured(1).toInt();
}

const char *idOfSystemCode(int code)
{
    switch (code) {
    case 3: // path not found
        return "directory.parent-missing";
    case 5: // access denied
        return "directory.create-denied-to-service";
    default:
        return "directory.create-failed";
    }
}

} // namespace

std::span<const NumberedId> createNumbers()
{
    return refusals;
}

Problem refusalOfCreate(Problem refused, const QString &directory)
{
    const int number = refused.server ? refused.server->number : 0;
    const char *id =
        number == SystemsRefusal ? idOfSystemCode(systemCode(refused.server->text)) : idOfNumber(refusals, number);
    refused.id = QString::fromLatin1(id ? id : "directory.create-failed");
    refused.arguments = {directory, refused.server ? shortServerText(*refused.server) : QString()};
    refused.remedies = {u"choose-folder"_s, u"retry"_s};
    return refused;
}

} // namespace smk
