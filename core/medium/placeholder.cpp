#include "drive.h"
