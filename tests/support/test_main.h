// One test program a room: each file registers its class with SMK_TEST, the shared main() runs them all.
#pragma once

#include <QCoreApplication>
#include <QTest>

#include <functional>
#include <memory>

namespace smk::test {

using Factory = std::function<std::unique_ptr<QObject>()>;

bool registerTest(Factory factory);

// For a test program that needs fonts: called before main(), it makes a QGuiApplication instead of a QCoreApplication.
using ApplicationFactory = std::unique_ptr<QCoreApplication> (*)(int &argc, char **argv);
bool useApplication(ApplicationFactory factory);

// Prints "cases: NAME 34" and fails below `atLeast`: a table that shrinks is noticed.
void expectCaseCount(const char *name, int count, int atLeast);

} // namespace smk::test

#define SMK_TEST(Class)                                                                                                \
    static const bool registered##Class = smk::test::registerTest([] { return std::make_unique<Class>(); });

// For a Result: the error branch prints the Problem's id.
// The expression is evaluated once.
#define QVERIFY_RESULT(result)                                                                                         \
    do {                                                                                                               \
        const auto &verifiedResult = (result);                                                                         \
        QVERIFY2(verifiedResult.has_value(), verifiedResult.has_value() ? "" : qPrintable(verifiedResult.error().id)); \
    } while (false)
