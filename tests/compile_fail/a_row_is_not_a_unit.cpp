// Expects: (cannot convert|no viable conversion).*Index<
#include <waitlist/cases/case_table.h>

std::span<const waitlist::CaseRow> family(const waitlist::CaseTable& cases, waitlist::CaseRow row) {
#ifdef MISTAKE
  return cases.members(row);
#else
  return cases.members(cases.unit(row));
#endif
}
