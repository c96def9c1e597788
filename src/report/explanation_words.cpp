#include "report/explanation_words.h"

#include "report/plain_words.h"

namespace waitlist {
namespace {

void append_state(std::string& out, const Check& check) {
  if (check.stale_since) {
    out.append("answered, but out of date since ").append(long_date(*check.stale_since));
    return;
  }
  switch (check.state) {
    case AnswerState::pending:
      out += "asked for on ";
      out += check.pending_since ? long_date(*check.pending_since) : "?";
      if (check.overdue) out += ", overdue";
      return;
    case AnswerState::unknown: out += "asked, not known"; return;
    case AnswerState::not_asked: out += "nobody has asked"; return;
    case AnswerState::no:
    case AnswerState::given: return;
  }
}

}  // namespace

void append_check(std::string& out, const Check& check, const CompiledPolicy& policy) {
  out.append(check.label).append(": ");
  append_state(out, check);
  out.append("; could add up to ").append(to_text(check.could_add));
  out.append(" points and lead to ").append(policy.band(check.band_reached).id);
}

void append_step(std::string& out, const BandStep& step) {
  out += step.text;
  if (!step.action.empty()) out.append(". ").append(capitalised(std::string{step.action}));
}

void append_next_change(std::string& out,
                        const Explanation& explanation,
                        const CompiledPolicy& policy) {
  if (!explanation.next_change) {
    out += "Time alone will not move it to another tier.";
    return;
  }
  const ComingChange& change = *explanation.next_change;
  out.append("On ").append(long_date(change.on)).append(" it moves from ");
  out.append(tier_in_words(policy, change.from)).append(" to ");
  out.append(tier_in_words(policy, change.to)).append(": ").append(change.cause).append(".");
}

void append_allocation_day(std::string& out, const Explanation& explanation) {
  if (!explanation.allocate_by) {
    out += "No rule of this policy sets a day on which it must be allocated.";
    return;
  }
  const bool past = *explanation.allocate_by <= explanation.as_of;
  out += past ? "It had to be allocated from " : "It must be allocated on ";
  out.append(long_date(*explanation.allocate_by)).append(": ");
  out.append(explanation.allocate_by_cause).append(".");
}

}  // namespace waitlist
