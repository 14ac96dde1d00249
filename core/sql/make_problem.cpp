#include "make_problem.h"

namespace smk {

Problem connectProblem(const char *id, QStringList arguments, QStringList remedies, QString command)
{
    Problem problem;
    problem.id = QString::fromLatin1(id);
    problem.arguments = std::move(arguments);
    problem.remedies = std::move(remedies);
    problem.returnTo = QStringLiteral("connect");
    problem.command = std::move(command);
    return problem;
}

} // namespace smk
