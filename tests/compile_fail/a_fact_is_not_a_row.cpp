// Expects: (cannot convert|no viable conversion).*Index<
#include <waitlist/cases/case_table.h>

waitlist::Answer answer(const waitlist::CaseTable& cases,
                        waitlist::CaseRow row,
                        waitlist::FactIndex fact) {
#ifdef MISTAKE
  return cases.answer(fact, row);
#else
  return cases.answer(row, fact);
#endif
}
