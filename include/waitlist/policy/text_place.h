/// \file text_place.h
/// \brief Where an element of a policy stands in its text.
/// Layer: policy (may use base, cases).  Threads: values; share freely.
#pragma once

#include <cstdint>

namespace waitlist {

/// Where in the policy's text an element stands; faults are reported there.
struct TextPlace {
  std::uint32_t line = 0;    ///< from 1; 0: made by a program
  std::uint32_t column = 0;  ///< from 1; 0: made by a program
};

}  // namespace waitlist
