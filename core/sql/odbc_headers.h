// The system's ODBC headers, in the order that each system wants.
#pragma once

#ifdef _WIN32
#include <windows.h>
#endif
#include <sql.h>
#include <sqlext.h>

// Our statements are UTF-16 in char16_t and go to the driver as they are, without a copy of ours.
static_assert(sizeof(SQLWCHAR) == sizeof(char16_t));
