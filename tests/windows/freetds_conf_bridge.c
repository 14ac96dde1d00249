/* For the tests under Wine alone. A Windows program hands FreeTDS its private freetds.conf by setting FREETDSCONF; the
   FreeTDS below Wine is a Unix library and sees the environment of Unix, which a Windows program cannot set. So getenv
   answers for it: the newest file that matches SMK_WINE_FREETDS_CONFS. Everything else is answered as ever. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <glob.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

typedef char *(*getenv_function)(const char *);

static char *original(const char *name)
{
    static getenv_function next;
    if (!next)
        next = (getenv_function)dlsym(RTLD_NEXT, "getenv");
    return next(name);
}

static int newer(const struct timespec *one, const struct timespec *other)
{
    return one->tv_sec != other->tv_sec ? one->tv_sec > other->tv_sec : one->tv_nsec > other->tv_nsec;
}

char *getenv(const char *name)
{
    static __thread char newest[PATH_MAX];
    const char *pattern;
    glob_t found;
    struct stat facts;
    struct timespec at = {0, 0};
    if (strcmp(name, "FREETDSCONF") != 0 || !(pattern = original("SMK_WINE_FREETDS_CONFS")))
        return original(name);
    newest[0] = 0;
    if (glob(pattern, 0, 0, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; ++i) {
            if (stat(found.gl_pathv[i], &facts) == 0 && newer(&facts.st_mtim, &at) && strlen(found.gl_pathv[i]) < PATH_MAX) {
                at = facts.st_mtim;
                strcpy(newest, found.gl_pathv[i]);
            }
        }
        globfree(&found);
    }
    return newest[0] ? newest : original(name);
}
