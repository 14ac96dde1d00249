#include "receipt.h"
#include "receipt_folder.h"
