#include "access_model.h"
#include "directory_step.h"
