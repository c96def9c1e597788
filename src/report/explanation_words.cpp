#include "report/explanation_words.h"

#include "policy/order_table.h"
#include "report/plain_words.h"

namespace waitlist {
namespace {

void append_state(std::string& out, const Check& check) {
  if (check.fact == kFilingCheck) {
    out += "none recorded";
    return;
  }
  if (check.fact == kBirthCheck) {
    out += check.state == AnswerState::not_asked ? "no child recorded" : "not known";
    return;
  }
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

void append_check(std::string& out,
                  const Check& check,
                  BandIndex band,
                  const CompiledPolicy& policy) {
  out.append(check.label).append(": ");
  append_state(out, check);
  if (check.with_others) {
    out += "; changes nothing by itself, but could together with other things that are not known";
    return;
  }
  const bool adds = check.could_add > Points{};
  const bool takes = check.could_take_off > Points{};
  if (adds) out.append("; could add up to ").append(to_text(check.could_add)).append(" points");
  if (takes) {
    out.append(adds ? " or take off up to " : "; could take off up to ");
    out.append(to_text(check.could_take_off)).append(adds ? "" : " points");
  }
  if (!adds && !takes) out += "; changes no points by itself";
  // More urgent bands come first.
  if (check.band_reached < band) {
    out += ", and could lead to ";
    out += tier_in_words(policy, policy.band(check.band_reached).id);
  }
  if (check.could_be_due) out += "; could make it a case that must be allocated";
}

bool is_first_by_wait(const CompiledPolicy& policy, TierIndex tier) {
  const std::vector<OrderKey>& order = policy.written().order;
  const bool tier_leads = order.front() == OrderKey::tier;
  const auto own = own_order(policy.written(), policy.tier_id(tier));
  const OrderKey& first = own.empty() ? order[tier_leads ? 1 : 0] : own.front();
  return first == OrderKey::longest_wait;
}

std::string_view without_checks(const Explanation& explanation) {
  return explanation.settled
             ? "Nothing that is unknown could change the score."
             : "Nothing that is unknown could change the score by itself; several unknown things "
               "together could.";
}

void append_step(std::string& out, const BandStep& step) {
  out += step.text;
  if (!step.action.empty()) out.append(". ").append(capitalised(std::string{step.action}));
}

void append_next_change(std::string& out,
                        const Explanation& explanation,
                        const CompiledPolicy& policy) {
  if (!explanation.next_change) {
    out += explanation.foreseen_to
               ? "Until " + long_date(*explanation.foreseen_to) + " time alone will not move it"
               : "Time alone will not move it";
    out += " to another tier.";
    return;
  }
  const ComingChange& change = *explanation.next_change;
  out.append("On ").append(long_date(change.on)).append(" it moves from ");
  const auto tier = [&policy](std::string_view id) {
    return policy.find_band(id) ? tier_in_words(policy, id) : "those that must be allocated";
  };
  out.append(tier(change.from)).append(" to ").append(tier(change.to)).append(". Then ");
  out.append(change.cause).append(".");
}

void append_allocation_day(std::string& out, const Explanation& explanation) {
  if (!explanation.allocate_by) {
    out += "No rule of this policy sets a day on which it must be allocated.";
    return;
  }
  const bool past = *explanation.allocate_by <= explanation.as_of;
  out += past ? "It had to be allocated from " : "It must be allocated on ";
  out.append(long_date(*explanation.allocate_by)).append(". That is ");
  out.append(explanation.allocate_by_cause).append(".");
}

}  // namespace waitlist
