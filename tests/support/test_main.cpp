#include "test_main.h"

#include <cstdio>

namespace smk::test {

namespace {

std::vector<Factory> &factories()
{
    static std::vector<Factory> all;
    return all;
}

ApplicationFactory &applicationFactory()
{
    static ApplicationFactory factory = [](int &argc, char **argv) {
        return std::make_unique<QCoreApplication>(argc, argv);
    };
    return factory;
}

} // namespace

bool useApplication(ApplicationFactory factory)
{
    applicationFactory() = factory;
    return true;
}

std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    return applicationFactory()(argc, argv);
}

bool registerTest(Factory factory)
{
    factories().push_back(std::move(factory));
    return true;
}

void expectCaseCount(const char *name, int count, int atLeast)
{
    std::printf("cases: %s %d\n", name, count);
    std::fflush(stdout);
    QVERIFY2(count >= atLeast, name);
}

} // namespace smk::test

#ifndef SMK_TEST_OWN_MAIN
int main(int argc, char **argv)
{
    const std::unique_ptr<QCoreApplication> app = smk::test::makeApplication(argc, argv);
    int failed = 0;
    for (const smk::test::Factory &factory : smk::test::factories()) {
        const std::unique_ptr<QObject> test = factory();
        failed += QTest::qExec(test.get(), argc, argv);
    }
    return failed == 0 ? 0 : 1;
}
#endif
