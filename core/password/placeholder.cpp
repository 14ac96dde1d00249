#include "credential_store.h"
#include "password_rules.h"
