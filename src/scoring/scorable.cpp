#include <waitlist/scoring/score.h>

#include <waitlist/base/limits.h>

#include <string>
#include <utility>

namespace waitlist {
namespace {

class ScorableCheck {
 public:
  ScorableCheck(const CaseTable& cases, const CompiledPolicy& policy, Day as_of)
      : cases_{cases}, policy_{policy}, as_of_{as_of} {}

  Errors run() {
    if (cases_.schema().digest() != policy_.schema().digest()) {
      add(ErrorCode::inconsistent, "facts", cases_.schema().id(),
          "the cases were read under another fact schema than the policy " +
              policy_.stamp().id + " was compiled with");
      return std::move(errors_);
    }
    if (policy_.written().filing) {
      check_day(as_of_, "as_of", "the as-of date");
    }
    for (CaseRow row = 0; row < cases_.size(); ++row) {
      if (cases_.status(row) != CaseStatus::awaiting || cases_.listed_on(row) > as_of_) continue;
      check_case(row);
    }
    return std::move(errors_);
  }

 private:
  void check_case(CaseRow row) {
    if (const auto& filing = policy_.written().filing) {
      if (const auto date = cases_.filing_date(row)) {
        check_day(*date - filing->effort, std::string{cases_.case_id(row)} + ".filing_date",
                  "the latest start, " + std::to_string(filing->effort.count()) +
                      " days before the filing date " + date->text() + ',');
      }
    }
    const ManagerDecision* decision = cases_.decision(row);
    if (decision != nullptr && !policy_.find_band(decision->band)) {
      add(ErrorCode::unknown_reference, std::string{cases_.case_id(row)} + ".decision",
          decision->band, "the policy " + policy_.stamp().id + " has no such band; it has " +
                              band_list());
    }
  }

  void check_day(Day day, std::string field, const std::string& what) {
    const WorkingCalendar& calendar = policy_.calendar();
    if (calendar.covers(day)) return;
    add(ErrorCode::calendar_ends, std::move(field), day.text(),
        what + " is outside the holiday data, which covers " + calendar.first_day().text() +
            " to " + calendar.last_day().text());
  }

  void add(ErrorCode code, std::string field, std::string_view found, std::string reason) {
    if (errors_.size() >= limits::kErrorsMax) return;
    errors_.push_back({code, "cases", 0, 0, std::move(field), clipped(found), std::move(reason)});
  }

  [[nodiscard]] std::string band_list() const {
    std::string list;
    for (const BandRule& band : policy_.written().bands) {
      if (!list.empty()) list += ", ";
      list += band.id;
    }
    return list;
  }

  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  Day as_of_;
  Errors errors_;
};

}  // namespace

Errors check_scorable(const CaseTable& cases, const CompiledPolicy& policy, Day as_of) {
  return ScorableCheck{cases, policy, as_of}.run();
}

}  // namespace waitlist
