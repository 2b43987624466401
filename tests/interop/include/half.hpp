// Completes what the standard library only declared so far, and then fails.
#include <cstddef>
#include <cxxabi.h>
#include "not_there_either.hpp"
