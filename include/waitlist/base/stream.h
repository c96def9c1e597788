/// \file stream.h
/// \brief Values written to a stream of the standard library, as their text.
/// Layer: base.  Errors: those of the stream.  Complexity: O(length).  Threads: those of the
/// stream.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/error.h>
#include <waitlist/base/export.h>
#include <waitlist/base/whole.h>

#include <iosfwd>

namespace waitlist {

/// `12.500`
WAITLIST_EXPORT std::ostream& operator<<(std::ostream& out, Points points);
/// The number alone: `84`. So of the two below.
WAITLIST_EXPORT std::ostream& operator<<(std::ostream& out, Days days);
WAITLIST_EXPORT std::ostream& operator<<(std::ostream& out, WorkingDays days);
WAITLIST_EXPORT std::ostream& operator<<(std::ostream& out, Months months);
/// `2009-10-05`
WAITLIST_EXPORT std::ostream& operator<<(std::ostream& out, Day day);
/// What to_text() gives; one line without its end.
WAITLIST_EXPORT std::ostream& operator<<(std::ostream& out, const Error& error);
/// A line for each fault, each with its end.
WAITLIST_EXPORT std::ostream& operator<<(std::ostream& out, const Errors& errors);

}  // namespace waitlist
