#include "store_step.h"
