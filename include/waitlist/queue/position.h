/// \file position.h
/// \brief Where a unit stands in a queue.
/// Layer: queue (may use base).  Units: counted from 1; 0 is none, of a case that is not ranked.
/// Errors: none.  Complexity: O(1).  Threads: values; share freely.
/// Not: a place in an array, such as Ranking::places(): the cases of a unit share their position.
#pragma once

#include <waitlist/base/index.h>

namespace waitlist {

/// 1 for the first unit.
using Position = Index<struct PositionTag>;

}  // namespace waitlist
