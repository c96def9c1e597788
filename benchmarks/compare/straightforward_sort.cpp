// What a programmer writes first: structs of plain numbers, a score for each, std::sort.
// Commands: `whole DAY [COUNT]`, `dated DAY [COUNT]`, `update CHANGES FACT`, `write PATH`.
#include <waitlist/base/limits.h>

#include "plain_rules.h"
#include "session.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace waitlist::comparison {
namespace {

/// What the cases of a unit share.
struct Unit {
  std::int32_t waiting_from = kNever;
  std::int32_t due = kNever;
  std::int32_t age_points = 0;
  std::int32_t age_least = 0;  ///< unknown ages at the fewest points
  std::int32_t youngest_months = kNever;
  std::int32_t youngest_known = kNever;
  std::int32_t latest_birth = kUnknown;  ///< kUnknown: no child
};

/// The part of a score that no day changes.
struct Undated {
  CaseRow row = 0;
  std::int32_t waiting_from = 0;
  std::int32_t due = kNever;
  std::int32_t latest_birth = kUnknown;
  std::int32_t risk = 0;
  std::int32_t fixed = 0;
  std::int32_t band = 0;
  std::int32_t times = 1000;
};

/// What is sorted. Smaller is earlier; keys that the policy does not have are 0.
struct Scored {
  std::array<std::int32_t, 9> keys{};
  std::string_view id;
  CaseRow row = 0;
  std::uint32_t followers = 0;  ///< other cases of its unit, which follow it in `followers`
  std::uint32_t first_follower = 0;

  friend bool operator<(const Scored& a, const Scored& b) {
    return std::tie(a.keys, a.id) < std::tie(b.keys, b.id);
  }
};

std::int32_t clamped(const PlainGroup& group, std::int32_t sum, std::int32_t highest) {
  std::int32_t value = sum;
  if (group.combine == Combine::highest) value = highest;
  if (group.combine == Combine::highest_plus_half_of_rest) value = highest + (sum - highest) / 2;
  return std::min(value, group.cap);
}

std::int32_t known_points(const PlainCriterion& criterion,
                          std::int32_t answer,
                          std::int32_t listed) {
  if (!criterion.by_code.empty()) return criterion.by_code[static_cast<std::size_t>(answer)];
  if (answer == kNo) return 0;
  const std::int32_t number =
      criterion.kind == FactKind::date ? std::max(0, listed - answer) : answer;
  for (const PlainRange& row : criterion.ranges) {
    if (number >= row.from) return row.points;
  }
  return 0;
}

bool holds(const PlainTest& test, const PlainCase& one, std::int32_t youngest) {
  const std::int32_t answer = one.answers[test.fact];
  switch (test.kind) {
    case PlainTest::Kind::at_least: return answer >= test.bound;
    case PlainTest::Kind::markers_at_least:
      return answer != kUnknown && std::popcount(static_cast<std::uint32_t>(answer)) >= test.bound;
    case PlainTest::Kind::any_of: return answer != kUnknown && (answer & test.bound) != 0;
    case PlainTest::Kind::within_days: return answer > kNo && one.listed - answer <= test.bound;
    case PlainTest::Kind::youngest_under: return youngest < test.bound;
  }
  return false;
}

bool holds(const PlainRule& rule, const PlainCase& one, std::int32_t youngest) {
  const auto test = [&](const PlainTest& each) { return holds(each, one, youngest); };
  return std::ranges::all_of(rule.all, test) &&
         (rule.any.empty() || std::ranges::any_of(rule.any, test));
}

class Program {
 public:
  explicit Program(const World& world)
      : policy_{plain_policy(world.policy)}, table_{read_list(world)} {
    cases_.reserve(table_.size());
    for (CaseRow row = 0; row < table_.size(); ++row) {
      cases_.push_back(plain_case(table_, row, policy_));
    }
    for (UnitIndex unit = 0; unit < table_.unit_count(); ++unit) {
      unit_begins_.push_back(static_cast<std::uint32_t>(members_.size()));
      const auto rows = table_.members(unit);
      members_.insert(members_.end(), rows.begin(), rows.end());
    }
    unit_begins_.push_back(static_cast<std::uint32_t>(members_.size()));
  }

  /// Everything from the facts, then sorted: all of it, or the first `count`.
  double whole(Day day, std::size_t count) {
    const auto begin = Clock::now();
    score_facts(day);
    order(day, count);
    return milliseconds_since(begin);
  }

  /// From kept undated parts, which hold for every day on which the same cases are listed.
  double dated(Day day, std::size_t count) {
    if (undated_.empty()) score_facts(day);
    const auto begin = Clock::now();
    order(day, count);
    return milliseconds_since(begin);
  }

  double update(std::istream& arguments);

  void write(const std::string& path) const { write_ids(table_, rows_, path); }

 private:
  void score_facts(Day day);
  [[nodiscard]] Unit unit_of(std::span<const CaseRow> rows) const;
  [[nodiscard]] Undated undated(CaseRow row, const Unit& unit) const;
  void start_day(Day day);
  void order(Day day, std::size_t count);
  [[nodiscard]] Scored dated(const Undated& one) const;
  [[nodiscard]] std::int32_t waiting_points(std::int32_t waited, std::int32_t times) const;
  [[nodiscard]] std::int32_t key(OrderKey::Kind which,
                                 const Undated& one,
                                 std::int32_t points,
                                 std::int32_t waited) const;

  PlainPolicy policy_;
  CaseTable table_;
  std::vector<PlainCase> cases_;
  std::vector<std::uint32_t> unit_begins_;
  std::vector<CaseRow> members_;

  std::vector<Undated> undated_;               ///< units' cases next to each other
  std::vector<std::uint32_t> undated_begins_;  ///< of each unit that is ranked
  std::int32_t today_ = 0;
  std::vector<PlainRange> starts_;  ///< from: the last latest start that earns the points
  std::vector<Scored> scored_;
  std::vector<Scored> followers_;
  std::vector<CaseRow> rows_;
  std::size_t changed_ = 0;  ///< the last unit that was; each round goes on to others
};

Unit Program::unit_of(std::span<const CaseRow> rows) const {
  Unit unit;
  std::int32_t young = 0;
  std::int32_t young_known = 0;
  const auto points_at = [&](std::int32_t months) {
    const auto row = std::ranges::find_if(
        policy_.age_points, [months](const PlainRange& one) { return months < one.from; });
    return row == policy_.age_points.end() ? 0 : row->points;
  };
  std::int32_t fewest = kNever;
  for (const PlainRange& row : policy_.age_points) fewest = std::min(fewest, row.points);
  if (policy_.age_points.empty()) fewest = 0;
  const auto child_of = [&](std::int32_t months, bool known) {
    unit.youngest_months = std::min(unit.youngest_months, months);
    if (known) unit.youngest_known = std::min(unit.youngest_known, months);
    if (months < policy_.young_under) {
      ++young;
      if (known) ++young_known;
    }
    unit.age_points = std::max(unit.age_points, points_at(months));
    unit.age_least = std::max(unit.age_least, known ? points_at(months) : fewest);
  };
  for (const CaseRow row : rows) {
    const PlainCase& one = cases_[row];
    unit.waiting_from = std::min(unit.waiting_from, one.listed);
    unit.due = std::min(unit.due, one.filing);
    for (const PlainChild& child : one.children) {
      unit.latest_birth = std::max(unit.latest_birth, child.born);
      const std::int32_t begun = one.listed_day < child.born_day ? 1 : 0;
      const bool known = child.born != kNever;
      child_of(known ? one.listed_month - child.born_month - begun : 0, known);
    }
    if (one.children.empty()) child_of(0, false);
  }
  const auto further = [this](std::int32_t count) {
    return std::min(std::max(count - 1, 0) * policy_.young_points, policy_.young_maximum);
  };
  unit.age_points += further(young);
  unit.age_least += further(young_known);
  return unit;
}

Undated Program::undated(CaseRow row, const Unit& unit) const {
  const PlainCase& one = cases_[row];
  std::array<std::int32_t, 2> sure{};  // of other groups, of groups that count towards the risk
  std::array<std::int32_t, 2> full{};
  for (const PlainGroup& group : policy_.groups) {
    std::int32_t sure_sum = group.has_age ? unit.age_least : 0;
    std::int32_t full_sum = group.has_age ? unit.age_points : 0;
    std::int32_t sure_high = sure_sum;
    std::int32_t full_high = full_sum;
    for (const PlainCriterion& criterion : group.criteria) {
      const std::int32_t answer = one.answers[criterion.fact];
      const bool known = answer != kUnknown;
      const std::int32_t points =
          known ? known_points(criterion, answer, one.listed) : criterion.unknown;
      full_sum += points;
      full_high = std::max(full_high, points);
      if (!known) continue;
      sure_sum += points;
      sure_high = std::max(sure_high, points);
    }
    sure[group.risk ? 1 : 0] += clamped(group, sure_sum, sure_high);
    full[group.risk ? 1 : 0] += clamped(group, full_sum, full_high);
  }
  const auto limited = [this](std::int32_t least, std::int32_t most) {
    return least + std::min(most - least, policy_.unknown_cap);
  };
  Undated scored{row, unit.waiting_from, unit.due, unit.latest_birth, 0, 0, 0, 1000};
  scored.risk = limited(sure[1], full[1]);
  scored.fixed = limited(sure[0] + sure[1], full[0] + full[1]);
  while (scored.risk < policy_.band_from[static_cast<std::size_t>(scored.band)]) ++scored.band;
  for (const PlainRule& floor : policy_.floors) {
    if (floor.gives < scored.band && holds(floor, one, unit.youngest_months))
      scored.band = floor.gives;
  }
  std::int32_t times = kUnknown;
  for (const PlainRule& faster : policy_.faster) {
    if (faster.gives > times && holds(faster, one, unit.youngest_known)) times = faster.gives;
  }
  if (times != kUnknown) scored.times = times;
  return scored;
}

void Program::score_facts(Day day) {
  undated_.clear();
  undated_begins_.clear();
  std::vector<CaseRow> ranked;
  for (std::size_t unit = 0; unit + 1 < unit_begins_.size(); ++unit) {
    ranked.clear();
    for (std::uint32_t at = unit_begins_[unit]; at < unit_begins_[unit + 1]; ++at) {
      const PlainCase& one = cases_[members_[at]];
      if (one.awaiting && one.listed <= day.days_since_epoch()) ranked.push_back(members_[at]);
    }
    if (ranked.empty()) continue;
    undated_begins_.push_back(static_cast<std::uint32_t>(undated_.size()));
    const Unit facts = unit_of(ranked);
    for (const CaseRow row : ranked) undated_.push_back(undated(row, facts));
  }
  undated_begins_.push_back(static_cast<std::uint32_t>(undated_.size()));
}

/// Working days only rise, so each row of `slack` ends on one day.
void Program::start_day(Day day) {
  today_ = day.days_since_epoch();
  starts_.clear();
  for (const PlainRange& row : policy_.slack) {
    Day last = policy_.calendar.last_day();
    while (policy_.calendar.between(day, last).count() > row.from) last = last - Days{1};
    starts_.push_back({last.days_since_epoch(), row.points});
  }
}

std::int32_t Program::waiting_points(std::int32_t waited, std::int32_t times) const {
  std::int64_t points = 0;
  for (std::size_t i = 0; i < policy_.rates.size() && waited > policy_.rates[i].from; ++i) {
    const std::int32_t end = i + 1 < policy_.rates.size() ? policy_.rates[i + 1].from : waited;
    points +=
        std::int64_t{policy_.rates[i].points} * (std::min(waited, end) - policy_.rates[i].from);
  }
  return static_cast<std::int32_t>(std::min(points * times / 1000, policy_.waiting_cap));
}

std::int32_t Program::key(OrderKey::Kind which,
                          const Undated& one,
                          std::int32_t points,
                          std::int32_t waited) const {
  switch (which) {
    case OrderKey::points: return -points;
    case OrderKey::risk_points: return -one.risk;
    case OrderKey::latest_start: return one.due == kNever ? kNever : one.due - policy_.effort;
    case OrderKey::filing_date: return one.due;
    case OrderKey::longest_wait: return -waited;
    case OrderKey::youngest_child: return one.latest_birth == kUnknown ? kNever : -one.latest_birth;
    case OrderKey::overdue: {
      const std::int32_t by_wait = waited - std::min(waited, policy_.must_waiting);
      if (one.due == kNever || policy_.must_filing == kNever) return -by_wait;
      return -std::max(by_wait, today_ - one.due + policy_.must_filing);
    }
    case OrderKey::tier:
    case OrderKey::lottery:
    case OrderKey::group:
    case OrderKey::date:
    case OrderKey::case_id: break;
  }
  return 0;
}

Scored Program::dated(const Undated& one) const {
  const std::int32_t waited = today_ - one.waiting_from;
  std::int32_t points = one.fixed + waiting_points(waited, one.times);
  if (one.due == kNever) {
    points += policy_.no_filing;
  } else {
    for (const PlainRange& row : starts_) {
      if (one.due - policy_.effort > row.from) continue;
      points += row.points;
      break;
    }
  }
  std::int32_t tier = one.band;
  const std::vector<OrderKey::Kind>* order = &policy_.order;
  for (const std::int32_t days : policy_.promoted_after) {
    if (waited >= days && tier > policy_.not_above) --tier;
  }
  if (policy_.has_must_allocate && tier > policy_.below) {
    const bool must =
        waited >= policy_.must_waiting || (one.due != kNever && policy_.must_filing != kNever &&
                                           one.due - policy_.must_filing <= today_);
    tier = must ? policy_.below + 1 : tier + 1;
    if (must && !policy_.must_order.empty()) order = &policy_.must_order;
  }
  Scored scored{{}, cases_[one.row].id, one.row, 0, 0};
  for (std::size_t i = 0; i < order->size(); ++i) {
    const OrderKey::Kind which = (*order)[i];
    if (which == OrderKey::case_id) continue;
    scored.keys[i] = which == OrderKey::tier ? tier : key(which, one, points, waited);
  }
  return scored;
}

void Program::order(Day day, std::size_t count) {
  start_day(day);
  scored_.clear();
  followers_.clear();
  std::vector<Scored> unit;
  for (std::size_t i = 0; i + 1 < undated_begins_.size(); ++i) {
    const std::uint32_t begin = undated_begins_[i];
    const std::uint32_t end = undated_begins_[i + 1];
    if (end - begin == 1) {
      scored_.push_back(dated(undated_[begin]));
      continue;
    }
    unit.clear();
    for (std::uint32_t at = begin; at < end; ++at) unit.push_back(dated(undated_[at]));
    std::ranges::sort(unit, std::less<>{});
    unit.front().followers = end - begin - 1;
    unit.front().first_follower = static_cast<std::uint32_t>(followers_.size());
    scored_.push_back(unit.front());
    followers_.insert(followers_.end(), unit.begin() + 1, unit.end());
  }
  const std::size_t units = std::min(count, scored_.size());
  const auto middle = scored_.begin() + static_cast<std::ptrdiff_t>(units);
  if (units < scored_.size()) {
    std::partial_sort(scored_.begin(), middle, scored_.end());
  } else {
    std::sort(scored_.begin(), scored_.end());
  }
  rows_.clear();
  for (auto leader = scored_.begin(); leader != middle; ++leader) {
    rows_.push_back(leader->row);
    for (std::uint32_t i = 0; i < leader->followers; ++i) {
      rows_.push_back(followers_[leader->first_follower + i].row);
    }
  }
  if (rows_.size() > count) rows_.resize(count);
}

/// Changes one choice of cases that stand alone, each scored again and put in its place in a
/// std::set, and reads the first twenty each time. The median.
double Program::update(std::istream& arguments) {
  std::size_t changes = 0;
  std::string name;
  arguments >> changes >> name;
  const auto fact = static_cast<std::size_t>(
      std::ranges::find(policy_.facts, *table_.schema().find(name)) - policy_.facts.begin());
  std::set<Scored> queue{scored_.begin(), scored_.end()};
  std::vector<double> took;
  std::uint32_t seen = 0;
  while (took.size() < changes) {
    changed_ = (changed_ + 736'787U) % (undated_begins_.size() - 1);
    if (undated_begins_[changed_ + 1] - undated_begins_[changed_] != 1) continue;
    Undated& one = undated_[undated_begins_[changed_]];
    const auto begin = Clock::now();
    queue.erase(dated(one));
    std::int32_t& answer = cases_[one.row].answers[fact];
    answer = answer == 4 ? 0 : 4;
    const std::array<CaseRow, 1> alone{one.row};
    one = undated(one.row, unit_of(alone));
    queue.insert(dated(one));
    auto place = queue.begin();
    for (int i = 0; i < 20 && place != queue.end(); ++i, ++place) seen ^= place->row;
    took.push_back(milliseconds_since(begin));
  }
  std::ranges::nth_element(took, took.begin() + static_cast<std::ptrdiff_t>(changes / 2));
  return seen == kNever ? 0 : took[changes / 2];
}

}  // namespace
}  // namespace waitlist::comparison

int main(int argc, char** argv) {
  using namespace waitlist::comparison;  // NOLINT(google-build-using-namespace)
  const World world = read_world(argc, argv);
  Program program{world};
  const auto count_of = [](std::istream& arguments) {
    std::size_t count = 0;
    return arguments >> count ? count : std::size_t{waitlist::limits::kCasesMax};
  };
  return serve({
      {"whole",
       [&](std::istream& in) {
         const waitlist::Day day = read_day(in);
         return program.whole(day, count_of(in));
       }},
      {"dated",
       [&](std::istream& in) {
         const waitlist::Day day = read_day(in);
         return program.dated(day, count_of(in));
       }},
      {"update", [&](std::istream& in) { return program.update(in); }},
      {"write",
       [&](std::istream& in) {
         std::string path;
         in >> path;
         program.write(path);
         return 0.0;
       }},
  });
}
