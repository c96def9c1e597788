// Who takes which case.
#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/io/roster_reader.h>
#include <waitlist/report/allocation_report.h>

#include "c/handles.h"

namespace waitlist::c {
namespace {

bool is_json_text(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

Roster roster_of(const wl_allocation_input& input) {
  given(input.roster, "input");
  const std::string_view roster = text_of(input.roster, input.roster_size, "input");
  const std::string_view travel = text_of(input.travel, input.travel_size, "input");
  if (!is_json_text(roster)) return value_of(read_roster_csv(roster, travel));
  if (travel.empty()) return value_of(read_roster_json(roster));
  throw Rejected{{{ErrorCode::inconsistent, "travel", 0, 0, "", "",
                   "a roster in JSON has its travel times itself"}}};
}

AllocationRules rules_of(const wl_allocation_input& input) {
  AllocationRules rules;
  if (input.work != nullptr) {
    WorkRules work = value_of(read_work_csv(text_of(input.work, input.work_size, "input")));
    rules.needs = std::move(work.needs);
    rules.loads = std::move(work.loads);
    rules.kinds = std::move(work.kinds);
    rules.preferences = std::move(work.preferences);
    rules.seconds = std::move(work.seconds);
  }
  if (input.instructions != nullptr) {
    rules.instructions = value_of(
        read_instructions_csv(text_of(input.instructions, input.instructions_size, "input")));
  }
  if (input.pairs != nullptr) {
    rules.only_pairs = true;
    rules.pairs = value_of(read_pairs_csv(text_of(input.pairs, input.pairs_size, "input")));
  }
  if (input.weights != nullptr) {
    rules.prices = value_of(read_weights_csv(text_of(input.weights, input.weights_size, "input")));
  }
  if (input.earlier != nullptr) {
    rules.earlier = value_of(read_earlier_csv(text_of(input.earlier, input.earlier_size, "input")));
  }
  require(input.urgent_tiers >= -1, "input", "has fewer urgent tiers than none");
  if (input.urgent_tiers == -1) rules.urgent_tiers = 0;
  if (input.urgent_tiers > 0) rules.urgent_tiers = static_cast<std::uint32_t>(input.urgent_tiers);
  if (input.horizon > 0) rules.horizon = Days{input.horizon};
  rules.count = input.count_cases != 0 ? LoadCount::cases : LoadCount::units;
  return rules;
}

}  // namespace
}  // namespace waitlist::c

using namespace waitlist::c;  // NOLINT(google-build-using-namespace): the work of this file

int32_t wl_allocate(const wl_ranking* ranking,
                    const wl_allocation_input* input,
                    wl_allocation** allocation,
                    wl_errors** errors) {
  clear(allocation);
  return guarded("wl_allocate", errors, [&] {
    given(allocation, "allocation");
    const waitlist::Ranking& queue = given(ranking, "ranking").ranking;
    const wl_allocation_input own = struct_of(input, "input");
    give(allocation, value_of(waitlist::allocate(queue, roster_of(own), rules_of(own))));
  });
}

void wl_allocation_free(wl_allocation* allocation) { delete allocation; }

int32_t wl_allocation_text(const wl_allocation* allocation,
                           int32_t form,
                           wl_text** text,
                           wl_errors** errors) {
  clear(text);
  return guarded("wl_allocation_text", errors, [&] {
    given(text, "text");
    const waitlist::Allocation& shown = given(allocation, "allocation").allocation;
    switch (form) {
      case WL_TEXT: return give_text(text, render_table(shown));
      case WL_JSON: return give_text(text, render_json(shown));
      case WL_CSV: return give_text(text, render_csv(shown));
      case WL_HTML: return give_text(text, render_html(shown));
      default: refuse_form();
    }
  });
}
