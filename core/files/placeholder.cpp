#include "durable_file.h"
#include "uncached_read.h"
