#include "report/explanation_words.h"

#include "report/plain_words.h"

namespace waitlist {
namespace {

std::string state_in_words(const Check& check) {
  switch (check.state) {
    case AnswerState::pending:
      return "asked for on " + (check.pending_since ? long_date(*check.pending_since) : "?") +
             (check.overdue ? ", overdue" : "");
    case AnswerState::unknown: return "asked, not known";
    case AnswerState::not_asked: return "nobody has asked";
    case AnswerState::no:
    case AnswerState::given: break;
  }
  return {};
}

}  // namespace

std::string check_in_words(const Check& check, const CompiledPolicy& policy) {
  return std::string{check.label} + ": " + state_in_words(check) + "; could add up to " +
         to_text(check.could_add) + " points and lead to " + policy.band(check.band_reached).id;
}

std::vector<std::string> future_in_words(const Explanation& explanation,
                                         const CompiledPolicy& policy) {
  std::vector<std::string> words;
  if (explanation.next_change) {
    const ComingChange& change = *explanation.next_change;
    words.push_back("On " + long_date(change.on) + " it moves from " +
                    tier_in_words(policy, change.from) + " to " + tier_in_words(policy, change.to) +
                    ": " + change.cause + ".");
  } else {
    words.emplace_back("Time alone will not move it to another tier.");
  }
  if (explanation.allocate_by) {
    const bool past = *explanation.allocate_by <= explanation.as_of;
    words.push_back((past ? "It had to be allocated from " : "It must be allocated on ") +
                    long_date(*explanation.allocate_by) + ": " + explanation.allocate_by_cause +
                    ".");
  } else {
    words.emplace_back("No rule of this policy sets a day on which it must be allocated.");
  }
  return words;
}

}  // namespace waitlist
