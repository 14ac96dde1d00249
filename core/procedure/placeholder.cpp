#include "procedure.h"
#include "step.h"
#include "words.h"
