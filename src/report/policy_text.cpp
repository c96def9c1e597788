#include <waitlist/base/limits.h>
#include <waitlist/report/policy_report.h>

#include "policy/policy_tables.h"
#include "report/condition_words.h"
#include "report/plain_words.h"
#include "report/text_table.h"

#include <algorithm>

namespace waitlist {
namespace {

/// The policy page, section by section, in the order in which a case meets the rules.
class PolicyPage {
 public:
  explicit PolicyPage(const CompiledPolicy& policy)
      : compiled_{policy}, policy_{policy.written()}, tables_{policy.tables()} {}

  std::string text() {
    add_head();
    add_order();
    add_bands();
    for (std::size_t i = 0; i < policy_.groups.size(); ++i) add_group(i);
    add_unknown();
    add_waiting();
    add_filing();
    add_floors();
    add_time_rules();
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
    std::string who;
    if (!policy_.jurisdiction.empty()) who += " For: " + policy_.jurisdiction + ".";
    if (!policy_.author.empty()) who += " Written by: " + policy_.author + ".";
    if (!policy_.approved_by.empty()) who += " Approved by: " + policy_.approved_by + ".";
    if (policy_.effective_from) who += " In force from " + long_date(*policy_.effective_from) + ".";
    if (policy_.effective_to) who += " In force until " + long_date(*policy_.effective_to) + ".";
    if (!who.empty()) say(who.substr(1));
    say("Digest " + compiled_.stamp().digest.hex());
  }

  static const char* key_in_words(OrderKey key) {
    switch (key) {
      case OrderKey::tier: return "the more urgent tier";
      case OrderKey::points: return "more points";
      case OrderKey::risk_points: return "more risk points";
      case OrderKey::latest_start: return "the earlier day on which work has to start";
      case OrderKey::filing_date: return "the earlier filing date";
      case OrderKey::longest_wait: return "the longer wait";
      case OrderKey::youngest_child: return "the younger youngest child";
      case OrderKey::lottery: return "a lottery that is drawn once, by a published seed";
      case OrderKey::case_id: return "the case id, so that no tie is left";
    }
    return "";
  }

  void add_order() {
    heading("Who stands first");
    std::vector<std::string> keys;
    for (const OrderKey key : policy_.order) keys.emplace_back(key_in_words(key));
    say("First comes " + listed(keys, "; then ") +
            ". Each is looked at only where those before it are equal. Linked cases stand "
            "together.",
        "  ");
  }

  void add_bands() {
    heading("Bands and tiers, most urgent first");
    for (TierIndex tier = 0; tier < compiled_.tier_count(); ++tier) {
      const std::string_view id = compiled_.tier_id(tier);
      const auto band = compiled_.find_band(id);
      if (!band) {
        say("Cases that must be allocated, by the rule below.", "  must_allocate: ");
        continue;
      }
      const BandRule& rule = compiled_.band(*band);
      say("from " + to_text(rule.from) + " risk points. " + rule.meaning,
          "  " + tier_in_words(compiled_, id) + ": ");
    }
  }

  /// The wait that earns as much, at the plain rate; `-` where none does.
  [[nodiscard]] std::string as_waiting(Points points) const {
    if (points <= Points{0} || tables_.waiting.empty()) return "-";
    for (std::int64_t day = 0; day <= limits::kDaysMax; ++day) {
      if (tables_.waiting_points(day, 1000) >= points) return std::to_string(day);
    }
    return "-";
  }

  [[nodiscard]] TextTable points_table() const {
    std::vector<TableColumn> columns{{"answer", Align::left, 62}, {"points", Align::right}};
    if (!tables_.waiting.empty()) columns.push_back({"as a wait of days", Align::right});
    return TextTable{columns};
  }

  void add_points(TextTable& table, const std::string& answer, Points points) const {
    table.add({{answer}, {to_text(points)}, {as_waiting(points)}});
  }

  static const char* combine_in_words(Combine combine) {
    switch (combine) {
      case Combine::sum: return "Points add up";
      case Combine::highest: return "Only the highest counts, since these describe the same thing";
      case Combine::highest_plus_half_of_rest:
        return "The highest counts whole and the rest half, since these overlap";
    }
    return "";
  }

  static std::string origin_in_words(const Origin& origin) {
    std::string words = origin.why;
    const std::string from = provenance_in_words(origin.provenance);
    if (!from.empty()) words += (words.empty() ? "From: " : " From: ") + from + ".";
    if (!origin.sources.empty()) words += " Sources: " + listed(origin.sources) + ".";
    return words;
  }

  void add_origin(const Origin& origin) {
    const std::string words = origin_in_words(origin);
    if (!words.empty()) say(words, "    ");
  }

  void add_group(std::size_t index) {
    const GroupRule& group = policy_.groups[index];
    heading(group.label);
    std::string how = combine_in_words(group.combine);
    if (group.cap) how += ", to at most " + to_text(*group.cap);
    how += group.risk ? ". They set the band." : ". They order cases within a tier, not between.";
    say(how, "  ");
    for (const CriterionRule& rule : policy_.criteria) {
      if (rule.group == group.id) add_criterion(rule);
    }
    if (policy_.age && policy_.age->group == group.id) add_age();
  }

  void add_criterion(const CriterionRule& rule) {
    const FactDefinition& fact = compiled_.schema().fact(*compiled_.schema().find(rule.fact));
    text_ += '\n';
    say((rule.label.empty() ? fact.label : rule.label) +
            (rule.critical ? " (critical: unknown answers weigh more)" : ""),
        "  ");
    TextTable table = points_table();
    const auto add_levels = [&](const std::vector<LevelPoints>& levels) {
      for (const FactLevel& level : fact.levels) {
        const auto row = std::ranges::find(levels, level.id, &LevelPoints::level);
        if (row != levels.end()) add_points(table, level.label, row->points);
      }
    };
    if (const auto* by_level = std::get_if<ByLevel>(&rule.scale)) add_levels(by_level->levels);
    if (const auto* by_marker = std::get_if<ByMarker>(&rule.scale)) {
      add_levels(by_marker->markers);
      if (by_marker->maximum) add_points(table, "all together at most", *by_marker->maximum);
    }
    if (const auto* by_range = std::get_if<ByRange>(&rule.scale)) {
      const char* unit = fact.kind == FactKind::date ? " days before listing" : "";
      for (const RangePoints& range : by_range->ranges) {
        add_points(table, "from " + std::to_string(range.from) + unit, range.points);
      }
    }
    if (rule.unknown) add_points(table, "not known", *rule.unknown);
    text_ += table.text(false, 4);
    add_origin(rule.origin);
  }

  void add_age() {
    const AgeRule& age = *policy_.age;
    text_ += '\n';
    say(std::string{"Age of the youngest child, "} +
            (age.at == AgeAt::listed ? "on the day the case was listed" : "as of today"),
        "  ");
    TextTable table = points_table();
    for (const AgePoints& step : age.points) {
      add_points(table, "under " + count_of(step.under.count(), "month", "months"), step.points);
    }
    if (age.further_children) {
      add_points(table,
                 "each further child under " +
                     count_of(age.further_children->under.count(), "month", "months") +
                     ", together at most " + to_text(age.further_children->maximum),
                 age.further_children->points);
    }
    text_ += table.text(false, 4);
    add_origin(age.origin);
  }

  static const char* share_in_words(UnknownShare share) {
    switch (share) {
      case UnknownShare::none: return "nothing";
      case UnknownShare::third: return "a third";
      case UnknownShare::half: return "half";
      case UnknownShare::all: return "all";
    }
    return "";
  }

  void add_unknown() {
    heading("When something is not known");
    const UnknownRule& rule = policy_.unknown;
    std::string words = std::string{"An answer that is unknown, pending or was never asked for "
                                    "never counts as \"no\". It earns "} +
                        share_in_words(rule.share) + " of the most it could, and " +
                        share_in_words(rule.critical_share) + " where the question is critical";
    if (rule.total_cap) words += "; all of these together earn at most " + to_text(*rule.total_cap);
    words += ". Both the least and the most it could turn out to be are shown.";
    if (rule.chase_after) {
      words += " A check that has been pending for more than " +
               count_of(rule.chase_after->count(), "working day", "working days") + " is overdue.";
    }
    say(words, "  ");
  }

  void add_waiting() {
    heading("Waiting");
    if (!policy_.waiting) {
      say("Time on the list earns no points.", "  ");
      return;
    }
    const WaitingRule& rule = *policy_.waiting;
    for (const WaitingRate& rate : rule.rates) {
      say("from day " + std::to_string(rate.from_day.count()) + ": " + to_text(rate.per_day) +
              " points a day; by then " +
              to_text(tables_.waiting_points(rate.from_day.count(), 1000)) + " points",
          "  ");
    }
    for (const FasterWaiting& faster : rule.faster) {
      say(to_text(Points{faster.times_thousandths}) + " times as fast where " +
              when_in_words(compiled_, faster.when),
          "  ");
    }
    if (rule.cap) say("At most " + to_text(*rule.cap) + " points.", "  ");
    say(rule.pauses == PauseTreatment::count
            ? "Periods that the court agreed not to count are counted all the same."
            : "Periods that the court agreed not to count are left out.",
        "  ");
    add_origin(rule.origin);
  }

  void add_filing() {
    if (!policy_.filing) return;
    const FilingRule& rule = *policy_.filing;
    heading("Filing date");
    say("The work takes " + days_in_words(rule.effort) +
            ". What counts is the number of working days left until it has to start.",
        "  ");
    TextTable table = points_table();
    for (const SlackPoints& step : rule.slack) {
      add_points(table, count_of(step.up_to.count(), "working day", "working days") + " or less",
                 step.points);
    }
    add_points(table, "no filing date", rule.no_filing_date);
    text_ += table.text(false, 4);
    add_origin(rule.origin);
  }

  void add_floors() {
    if (policy_.floors.empty()) return;
    heading("Floors: whatever the points, a case stands at least here");
    for (const FloorRule& floor : policy_.floors) {
      say(floor.label + ". When: " + when_in_words(compiled_, floor.when) + "." +
              (floor.action.empty() ? "" : " To do: " + floor.action),
          "  " + tier_in_words(compiled_, floor.band) + ": ");
      add_origin(floor.origin);
    }
  }

  void add_time_rules() {
    heading("What time and managers change");
    if (policy_.promotion) {
      std::vector<std::string> days;
      for (const Days after : policy_.promotion->after_days) days.push_back(days_in_words(after));
      say("After " + listed(days) + " a case moves up one band each time, up to " +
              tier_in_words(compiled_, policy_.promotion->not_above) + ".",
          "  ");
      add_origin(policy_.promotion->origin);
    }
    if (policy_.must_allocate) {
      const MustAllocateRule& rule = *policy_.must_allocate;
      std::vector<std::string> when;
      if (rule.waiting) when.push_back("it has waited " + days_in_words(*rule.waiting));
      if (rule.before_filing) {
        when.push_back("its filing date is " + days_in_words(*rule.before_filing) +
                       " away or less");
      }
      say("A case must be allocated when " + listed(when, " or ") +
              "; it then stands directly below " + tier_in_words(compiled_, rule.below) + ".",
          "  ");
      add_origin(rule.origin);
    }
    say("A manager may raise a case to another band, or lower it with the agreement of a second "
        "manager, never below a floor, with a reason, and for at most " +
            days_in_words(policy_.decisions.longest) + " at a time.",
        "  ");
  }

  void add_sources() {
    if (policy_.sources.empty()) return;
    heading("Sources");
    for (const PolicySource& source : policy_.sources) {
      std::string words = source.title;
      for (const std::string* part : {&source.publisher, &source.date, &source.address}) {
        if (!part->empty()) words += ", " + *part;
      }
      say(words, "  " + source.key + ": ");
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
