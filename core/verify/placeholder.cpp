#include "verify_step.h"
