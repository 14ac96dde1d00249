#include "execute_step.h"
