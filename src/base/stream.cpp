#include <waitlist/base/stream.h>

#include <ostream>

namespace waitlist {

std::ostream& operator<<(std::ostream& out, Points points) { return out << to_text(points); }

std::ostream& operator<<(std::ostream& out, Days days) { return out << days.count(); }

std::ostream& operator<<(std::ostream& out, WorkingDays days) { return out << days.count(); }

std::ostream& operator<<(std::ostream& out, Months months) { return out << months.count(); }

std::ostream& operator<<(std::ostream& out, Day day) { return out << day.text(); }

std::ostream& operator<<(std::ostream& out, const Error& error) { return out << to_text(error); }

std::ostream& operator<<(std::ostream& out, const Errors& errors) {
  for (const Error& error : errors) out << error << '\n';
  return out;
}

}  // namespace waitlist
