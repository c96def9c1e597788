#include <waitlist/report/policy_report.h>

#include "policy/policy_tables.h"
#include "report/ceiling_words.h"
#include "report/condition_words.h"
#include "report/matrix_words.h"
#include "report/plain_words.h"
#include "report/policy_words.h"
#include "report/text_table.h"
#include "report/uncertain_words.h"

namespace waitlist {
namespace {

/// The policy page, section by section, in the order in which a case meets the rules.
class PolicyPage {
 public:
  explicit PolicyPage(const CompiledPolicy& policy)
      : compiled_{policy}, policy_{policy.written()}, tables_{policy.tables()} {}

  std::string text() {
    add_head();
    heading("Who stands first");
    say(order_in_words(compiled_), "  ");
    add_bands();
    for (const GroupRule& group : policy_.groups) add_group(group);
    heading("When something is not known");
    say(unknown_in_words(policy_), "  ");
    add_waiting();
    add_filing();
    add_floors();
    add_ceilings();
    add_cannot_tell();
    add_time_rules();
    add_uncertain();
    add_sources();
    return std::move(text_);
  }

 private:
  void say(const std::string& words, std::string_view first = "") {
    text_ += paragraph(first, words);
  }

  void heading(const std::string& words) { text_ += "\n" + words + "\n"; }

  void add_head() {
    say(policy_.title + " (" + policy_.id + " " + policy_.version + ")");
    say(policy_.status_line);
    const std::string about = about_in_words(policy_);
    if (!about.empty()) say(about);
    say("Digest " + compiled_.stamp().digest.hex());
  }

  void add_bands() {
    heading("Bands and tiers, most urgent first");
    for (TierIndex tier = 0; tier < compiled_.tier_count(); ++tier) {
      const std::string_view id = compiled_.tier_id(tier);
      const auto band = compiled_.find_band(id);
      if (!band) {
        say("Must be allocated, by the rule below.", "  must_allocate: ");
        continue;
      }
      const BandRule& rule = compiled_.band(*band);
      say("from " + to_text(rule.from) + " risk points. " + rule.meaning,
          "  " + tier_in_words(compiled_, id) + ": ");
    }
  }

  void add_points(const std::vector<PointsRow>& rows) {
    std::vector<TableColumn> columns{{"answer", Align::left, 62}, {"points", Align::right}};
    if (policy_.waiting) {
      columns.push_back(
          {"as a wait of " + std::string{to_text(policy_.waiting->count)}, Align::right});
    }
    TextTable table{columns};
    for (const PointsRow& row : rows) {
      const auto wait = as_waiting(compiled_, row.points);
      table.add({{row.answer}, {to_text(row.points)}, {wait ? std::to_string(*wait) : "-"}});
    }
    text_ += table.text(false, 4);
  }

  void add_origin(const Origin& origin) {
    const std::string words = origin_in_words(origin);
    if (!words.empty()) say(words, "    ");
  }

  void add_group(const GroupRule& group) {
    heading(group.label);
    say(group_in_words(group), "  ");
    for (const CriterionRule& rule : policy_.criteria) {
      if (rule.group != group.id) continue;
      text_ += '\n';
      say(label_of(compiled_, rule) + (!rule.critical ? ""
                                       : rule.unknown ? " (critical)"
                                                      : " (critical: unknown answers weigh more)"),
          "  ");
      if (!rule.when.empty()) say(counts_where_in_words(compiled_, rule.when), "    ");
      if (rule.valid) say(valid_in_words(*rule.valid), "    ");
      if (const auto* by = std::get_if<ByTwoFacts>(&rule.scale)) {
        text_ += matrix_text(matrix_of(compiled_, rule, *by), 4);
        if (rule.unknown) {
          say("One or both not known: " + to_text(*rule.unknown) +
                  " points, but within what is possible.",
              "    ");
        }
      } else {
        add_points(points_of(compiled_, rule));
      }
      add_origin(rule.origin);
    }
    if (policy_.age && policy_.age->group == group.id) {
      text_ += '\n';
      say(age_in_words(*policy_.age), "  ");
      add_points(points_of(compiled_, *policy_.age));
      add_origin(policy_.age->origin);
    }
  }

  void add_waiting() {
    heading("Waiting");
    if (!policy_.waiting) {
      say("Time on the list earns no points.", "  ");
      return;
    }
    const WaitingRule& rule = *policy_.waiting;
    for (const WaitingRate& rate : rule.rates) {
      say(from_in_words(rule.count, rate) + ": " + to_text(rate.points) + " points " +
              every_in_words(rule.count, rate) + "; by then " +
              to_text(tables_.waiting_points(rate.from, 1000)) + " points",
          "  ");
    }
    if (rule.count != WaitUnit::days) say(count_in_words(rule.count), "  ");
    for (const FasterWaiting& faster : rule.faster) {
      say(faster_in_words(compiled_, faster), "  ");
    }
    if (rule.cap) say("At most " + to_text(*rule.cap) + " points.", "  ");
    say(pauses_in_words(rule.pauses), "  ");
    add_origin(rule.origin);
  }

  void add_filing() {
    if (!policy_.filing) return;
    heading("Filing date");
    say(effort_in_words(*policy_.filing), "  ");
    add_points(points_of(compiled_, *policy_.filing));
    add_origin(policy_.filing->origin);
  }

  void add_floors() {
    if (policy_.floors.empty()) return;
    heading(std::string{"Floors: whatever the points, a case stands at least here"} +
            (has_band_ceiling(policy_) ? ", where no ceiling puts it lower" : ""));
    for (const FloorRule& floor : policy_.floors) {
      if (floor.by) {
        add_floor_table(floor);
        continue;
      }
      say(floor.label + ". When: " + when_in_words(compiled_, floor.when) + "." +
              (floor.whatever_else ? " " + whatever_else_in_words() : "") +
              (floor.action.empty() ? "" : " To do: " + floor.action),
          "  " + tier_in_words(compiled_, floor.band) + ": ");
      add_origin(floor.origin);
    }
  }

  void add_floor_table(const FloorRule& floor) {
    const Matrix matrix = matrix_of(compiled_, *floor.by);
    say(floor.label + ". The table has the band for each pair of answers." +
            (floor.whatever_else ? " " + whatever_else_in_words() : "") +
            (floor.action.empty() ? "" : " To do: " + floor.action),
        "  ");
    text_ += matrix_text(matrix, 4);
    add_origin(floor.origin);
  }

  void add_ceilings() {
    if (policy_.ceilings.empty()) return;
    heading("Ceilings: whatever the points, a case stands no higher");
    say(ceilings_in_words(), "  ");
    for (const CeilingRule& rule : policy_.ceilings) {
      say(rule.label + ". When: " + when_in_words(compiled_, rule.when) + ".",
          "  " + limit_in_words(compiled_, rule) + ": ");
      add_origin(rule.origin);
    }
  }

  void add_cannot_tell() {
    if (!policy_.cannot_tell) return;
    heading(policy_.cannot_tell->label);
    say(cannot_tell_in_words(compiled_, *policy_.cannot_tell), "  ");
    add_origin(policy_.cannot_tell->origin);
  }

  void add_time_rules() {
    heading("What time and managers change");
    if (policy_.promotion) {
      say(promotion_in_words(compiled_), "  ");
      add_origin(policy_.promotion->origin);
    }
    if (policy_.must_allocate) {
      say(must_allocate_in_words(compiled_), "  ");
      add_origin(policy_.must_allocate->origin);
    }
    say(decisions_in_words(policy_), "  ");
    if (policy_.delays) say(delays_in_words(*policy_.delays), "  ");
    if (policy_.apart) say(apart_in_words(*policy_.apart), "  ");
    if (policy_.review) say(review_in_words(*policy_.review), "  ");
  }

  void add_uncertain() {
    const std::vector<UncertainRow> rows = uncertain_rows(compiled_);
    if (rows.empty()) return;
    heading("Numbers with an interval");
    text_ += paragraph("  ", kUncertainNote);
    for (const UncertainRow& row : rows) {
      say(row.label + ": " + short_points(row.written) + ", from " + row.interval + ".", "  ");
      if (!row.reason.empty()) say(row.reason, "    ");
    }
  }

  void add_sources() {
    if (policy_.sources.empty()) return;
    heading("Sources");
    for (const PolicySource& source : policy_.sources) {
      say(source_in_words(source), "  " + source.key + ": ");
    }
  }

  const CompiledPolicy& compiled_;
  const Policy& policy_;
  const PolicyTables& tables_;
  std::string text_;
};

}  // namespace

std::string render_text(const CompiledPolicy& policy) { return PolicyPage{policy}.text(); }

}  // namespace waitlist
