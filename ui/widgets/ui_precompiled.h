// Precompiled once for the whole of ui: what nearly every file includes anyway.
#pragma once

#include <QtWidgets>

#include <functional>
#include <memory>
#include <optional>
#include <vector>
