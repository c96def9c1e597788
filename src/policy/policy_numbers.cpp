#include "policy/policy_numbers.h"

#include "policy/policy_faults.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

namespace waitlist {
namespace {

std::string with_number(std::string_view word, std::int64_t number) {
  return std::string{word} + ' ' + std::to_string(number);
}

/// The numbers of one criterion's scale.
class ScaleNumbers {
 public:
  ScaleNumbers(const std::string& rule, const VisitNumber& visit) : rule_{rule}, visit_{visit} {}

  void operator()(ByLevel& scale) const {
    for (LevelPoints& level : scale.levels) note(VariedKind::level, level.level, level.points);
  }

  void operator()(ByRange& scale) const {
    for (RangePoints& range : scale.ranges) {
      note(VariedKind::range, "from " + range.from.text(), range.points);
    }
  }

  void operator()(ByMarker& scale) const {
    for (LevelPoints& marker : scale.markers) {
      note(VariedKind::marker, marker.level, marker.points);
    }
  }

  void operator()(PointsPer& scale) const {
    note(VariedKind::per_step, {}, scale.points);
    note(VariedKind::per_start, {}, scale.start);
  }

  void operator()(ByTwoFacts& scale) const {
    for (TwoFactRow<Points>& row : scale.table.rows) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        note(VariedKind::two_facts, row.level + ", " + scale.table.columns[i], row.cells[i]);
      }
    }
  }

 private:
  void note(VariedKind kind, std::string part, Points& points) const {
    visit_({kind, rule_, std::move(part)}, points);
  }

  const std::string& rule_;
  const VisitNumber& visit_;
};

void age_numbers(AgeRule& age, const VisitNumber& visit) {
  static const std::string rule_name = "age";
  if (age.per) {
    ScaleNumbers{rule_name, visit}(*age.per);
  } else {
    for (std::size_t i = 0; i < age.points.size(); ++i) {
      AgePoints& row = age.points[i];
      std::string part = "under " + std::to_string(row.under.count()) + " months";
      if (!row.when.empty()) {
        part += ", row " + std::to_string(i + 1);
      }
      visit({VariedKind::age, rule_name, std::move(part)}, row.points);
    }
  }
  if (age.further_children) {
    visit({VariedKind::further_child, rule_name, {}}, age.further_children->points);
  }
}

void filing_numbers(FilingRule& filing, const VisitNumber& visit) {
  static const std::string rule_name = "filing";
  for (std::size_t i = 0; i < filing.slack.size(); ++i) {
    SlackPoints& row = filing.slack[i];
    std::string part = with_number("up to", row.up_to.count());
    if (!row.when.empty()) part += ", row " + std::to_string(i + 1);
    visit({VariedKind::slack, rule_name, std::move(part)}, row.points);
  }
  visit({VariedKind::no_filing_date, rule_name, {}}, filing.no_filing_date);
}

/// What the name of a number says where its rule has one of the kind only.
std::string_view single_part(VariedKind kind) noexcept {
  switch (kind) {
    case VariedKind::per_step: return "each step";
    case VariedKind::per_start: return "start";
    case VariedKind::unknown: return "not known";
    case VariedKind::constant: return "every case";
    case VariedKind::further_child: return "each further child";
    case VariedKind::no_filing_date: return "no filing date";
    case VariedKind::level:
    case VariedKind::range:
    case VariedKind::marker:
    case VariedKind::two_facts:
    case VariedKind::age:
    case VariedKind::waiting:
    case VariedKind::slack: return "";
  }
  return "";
}

}  // namespace

std::string name_of(const NumberName& number) {
  std::string name = number.rule + ": ";
  return name.append(number.part.empty() ? single_part(number.kind) : number.part);
}

void each_number(Policy& policy, const VisitNumber& visit) {
  static const std::string waiting_name = "waiting";
  for (GroupRule& group : policy.groups) {
    if (group.constant) visit({VariedKind::constant, group.id, {}}, *group.constant);
  }
  for (CriterionRule& rule : policy.criteria) {
    std::visit(ScaleNumbers{rule.name(), visit}, rule.scale);
    if (rule.unknown) visit({VariedKind::unknown, rule.name(), {}}, *rule.unknown);
  }
  if (policy.age) age_numbers(*policy.age, visit);
  if (policy.waiting) {
    for (WaitingRate& rate : policy.waiting->rates) {
      visit({VariedKind::waiting, waiting_name, with_number("from", rate.from)}, rate.points);
    }
  }
  if (policy.filing) filing_numbers(*policy.filing, visit);
}

void each_written_number(const Policy& policy, const ReadNumber& read) {
  Policy copy = policy;
  each_number(copy, [&read](const NumberName& name, Points& points) { read(name, points); });
}

bool can_be_negative(VariedKind kind) noexcept {
  return kind == VariedKind::waiting || kind == VariedKind::per_step;
}

void hold_unknown(Policy& policy, const FactSchema& schema) {
  for (CriterionRule& rule : policy.criteria) {
    if (!rule.unknown) continue;
    const auto fact = schema.find(rule.fact);
    if (!fact) continue;
    rule.unknown = std::min(*rule.unknown, most_points(rule, schema.fact(*fact)));
  }
}

std::string_view to_text(VariedKind kind) noexcept {
  switch (kind) {
    case VariedKind::level: return "level";
    case VariedKind::range: return "range";
    case VariedKind::marker: return "marker";
    case VariedKind::per_step: return "per_step";
    case VariedKind::per_start: return "per_start";
    case VariedKind::two_facts: return "two_facts";
    case VariedKind::unknown: return "unknown";
    case VariedKind::constant: return "constant";
    case VariedKind::age: return "age";
    case VariedKind::further_child: return "further_child";
    case VariedKind::waiting: return "waiting";
    case VariedKind::slack: return "slack";
    case VariedKind::no_filing_date: return "no_filing_date";
  }
  return "";
}

}  // namespace waitlist
