/// \file practitioner_index.h
/// \brief The number of a practitioner in a roster, and in the problem that is made of it.
/// Layer: allocation (may use base).
#pragma once

#include <waitlist/base/index.h>

namespace waitlist {

using PractitionerIndex = Index<struct PractitionerTag>;

}  // namespace waitlist
