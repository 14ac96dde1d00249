#include "drive.h"
#include "drive_list.h"
