#include "key_copy.h"
