#include "equality/ranked_by_some.h"

#include "cases/case_columns.h"
#include "equality/point_lines.h"
#include "policy/policy_tables.h"
#include "queue/order_keys.h"
#include "scoring/standing.h"
#include "scoring/unit_reader.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace waitlist {
namespace {

constexpr std::size_t kAlikeForAll = SIZE_MAX;

bool speaks(std::size_t speaking, std::size_t rule) {
  return rule == kAlikeForAll || ((speaking >> rule) & 1U) != 0;
}

/// Whether the rules of a policy make this key, so that it changes where some are silent.
bool is_made_by_rules(OrderKey::Kind kind) {
  return kind == OrderKey::tier || kind == OrderKey::points || kind == OrderKey::risk_points ||
         kind == OrderKey::group;
}

std::int64_t floor_mean(std::int64_t total, std::size_t count) {
  const auto of = static_cast<std::int64_t>(count);
  return total >= 0 ? total / of : -((-total + of - 1) / of);
}

}  // namespace

RankedBySome::RankedBySome(const Ranking& ranking, std::size_t rules_most) : ranking_{ranking} {
  always_.parts.resize(ranking.places().size());
  always_.risk.resize(ranking.places().size());
  read_limits();
  read_groups(rules_most - (limits_rule_ ? 1 : 0));
  if (limits_rule_) {
    limits_rule_ = rules_.size();
    add_rule(EqualityRule::Kind::limits, nullptr, {});
  }
  read_keys();
}

void RankedBySome::add_rule(EqualityRule::Kind kind, const GroupRule* group, Given given) {
  rules_.push_back({kind, group == nullptr ? "" : group->id, rule_label(kind, group)});
  given_.push_back(std::move(given));
}

RankedBySome::Given RankedBySome::given_by_group(std::size_t group) const {
  const ContributionTable& table = *ranking_.contributions();
  const GroupRule& rule = ranking_.policy().written().groups[group];
  const std::int64_t parts = ranking_.policy().point_parts();
  Given given;
  given.parts.reserve(ranking_.places().size());
  for (const Place& place : ranking_.places()) {
    const std::span<const Points> row = table.of(place.row);
    std::int64_t sum = 0;
    for (std::size_t line = 0; line < row.size(); ++line) {
      if (table.lines()[line].group == rule.id) sum += row[line].count();
    }
    given.parts.push_back(sum * parts);
    if (rule.risk) given.risk.push_back(sum);
  }
  return given;
}

RankedBySome::Given RankedBySome::given_by_date(ContributionKind kind) const {
  const std::int64_t parts = ranking_.policy().point_parts();
  Given given;
  given.parts.reserve(ranking_.places().size());
  for (const Place& place : ranking_.places()) {
    const Score& score = place.score;
    given.parts.push_back(kind == ContributionKind::waiting
                              ? in_parts(score.waiting, score.part, parts).count()
                              : score.filing.count() * parts);
  }
  return given;
}

void RankedBySome::join(Given& to, const Given& more) {
  if (to.parts.empty()) to.parts.resize(more.parts.size());
  for (std::size_t i = 0; i < more.parts.size(); ++i) to.parts[i] += more.parts[i];
  if (more.risk.empty()) return;
  if (to.risk.empty()) to.risk.resize(more.risk.size());
  for (std::size_t i = 0; i < more.risk.size(); ++i) to.risk[i] += more.risk[i];
}

void RankedBySome::read_groups(std::size_t rules_most) {
  const auto& written = ranking_.policy().written();

  struct Candidate {
    EqualityRule::Kind kind{};
    std::size_t group = kAlikeForAll;
    Given given;
  };

  std::vector<Candidate> found;
  const auto take = [&](EqualityRule::Kind kind, std::size_t group, Given given) {
    const double total = std::accumulate(given.parts.begin(), given.parts.end(), 0.0);
    const double mean = total / static_cast<double>(std::max<std::size_t>(given.parts.size(), 1));
    for (const std::int64_t one : given.parts)
      given.moved += std::abs(static_cast<double>(one) - mean);
    const auto [least, most] = std::ranges::minmax_element(given.parts);
    if (given.parts.empty() || *least == *most) return join(always_, given);
    found.push_back({kind, group, std::move(given)});
  };
  rule_of_group_.assign(written.groups.size(), kAlikeForAll);
  for (std::size_t group = 0; group < written.groups.size(); ++group) {
    Given given = given_by_group(group);
    std::vector<std::int64_t>& points = groups_.emplace_back();
    points.reserve(given.parts.size());
    for (const std::int64_t one : given.parts)
      points.push_back(one / ranking_.policy().point_parts());
    take(EqualityRule::Kind::group, group, std::move(given));
  }
  if (written.waiting) {
    take(EqualityRule::Kind::waiting, kAlikeForAll, given_by_date(ContributionKind::waiting));
  }
  if (written.filing) {
    take(EqualityRule::Kind::filing, kAlikeForAll, given_by_date(ContributionKind::filing));
  }
  std::vector<std::size_t> order(found.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [&found](std::size_t i) { return found[i].given.moved; });
  std::vector<bool> joined(found.size());
  if (found.size() > rules_most) {
    for (std::size_t i = rules_most - 1; i < order.size(); ++i) joined[order[i]] = true;
  }
  Given others;
  std::vector<std::size_t> groups_of_others;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::size_t group = found[i].group;
    if (joined[i]) {
      join(others, found[i].given);
      if (group != kAlikeForAll) groups_of_others.push_back(group);
      continue;
    }
    if (group != kAlikeForAll) rule_of_group_[group] = rules_.size();
    add_rule(found[i].kind, group == kAlikeForAll ? nullptr : &written.groups[group],
             std::move(found[i].given));
  }
  if (!others.parts.empty()) {
    for (const std::size_t group : groups_of_others) rule_of_group_[group] = rules_.size();
    add_rule(EqualityRule::Kind::others, nullptr, std::move(others));
  }
  for (Given& one : given_) {
    one.risk_total = std::accumulate(one.risk.begin(), one.risk.end(), std::int64_t{0});
  }
}

void RankedBySome::read_limits() {
  const CompiledPolicy& policy = ranking_.policy();
  const PolicyTables& tables = policy.tables();
  const auto last = BandIndex{tables.policy.bands.size() - 1};
  UnitReader reader{ranking_.cases(), policy, ranking_.as_of()};
  limits_.reserve(ranking_.places().size());
  bool any = false;
  for (const Place& place : ranking_.places()) {
    reader.read(ranking_.cases().unit(place.row));
    const BandLimits limits = band_limits(reader.ranked(place.row));
    Limit& one = limits_.emplace_back();
    one.floor = limits.floor.used;
    one.ceiling = limits.ceiling.used;
    one.cannot_tell = limits.cannot_tell;
    one.decision = decision_in_force(ranking_.cases(), tables, place.row, ranking_.as_of());
    if (one.decision != nullptr) {
      const auto decided = policy.find_band(one.decision->band);
      if (decided) one.decided = *decided;
      if (!decided) one.decision = nullptr;
    }
    any = any || one.floor != last || one.ceiling != BandIndex{} || one.cannot_tell ||
          one.decision != nullptr;
  }
  if (any) limits_rule_ = 0;
}

void RankedBySome::read_keys() {
  const CaseTable& cases = ranking_.cases();
  const OrderTable& orders = ranking_.policy().tables().order;
  fixed_.resize(orders.order_count());
  for (std::size_t order = 0; order < orders.order_count(); ++order) {
    fixed_[order].resize(orders.size());
    for (std::size_t place = 0; place < orders.size(); ++place) {
      const KeyTable& table = orders.of_order(order, place);
      if (is_made_by_rules(table.kind)) continue;
      auto& values = fixed_[order][place];
      values.reserve(ranking_.places().size());
      for (const Place& one : ranking_.places()) {
        values.push_back(order_value(table, one, cases, ranking_.policy(), ranking_.as_of()));
      }
    }
  }
  std::vector<std::uint32_t> by_id(ranking_.places().size());
  std::iota(by_id.begin(), by_id.end(), std::uint32_t{0});
  std::ranges::sort(by_id, {}, [&](std::uint32_t number) {
    return cases.case_id(ranking_.places()[number].row);
  });
  id_order_.resize(by_id.size());
  for (std::uint32_t i = 0; i < by_id.size(); ++i) id_order_[by_id[i]] = i;
}

TierIndex RankedBySome::tier(std::size_t number, Points risk, bool limited) const {
  const PolicyTables& tables = ranking_.policy().tables();
  const Score& score = ranking_.places()[number].score;
  BandIndex band = band_by_points(tables, risk);
  if (limited) {
    const Limit& limit = limits_[number];
    if (limit.cannot_tell) band = tables.cannot_tell->band;
    band = std::min(std::max(band, limit.ceiling), limit.floor);
    if (limit.decision != nullptr) {
      band = decided_band(*limit.decision, limit.decided, band, limit.floor);
    }
  }
  return ranking_.policy().tier(promoted_band(tables, band, score.waited), score.must_allocate);
}

std::int64_t RankedBySome::key(const KeyTable& table,
                               std::size_t order,
                               std::size_t place,
                               std::size_t number,
                               TierIndex tier,
                               std::size_t speaking) const {
  const bool points = table.kind == OrderKey::points;
  if (table.kind == OrderKey::tier) return std::uint8_t{tier};
  if (table.kind == OrderKey::group) {
    return speaks(speaking, rule_of_group_[table.subject]) ? -groups_[table.subject][number] : 0;
  }
  if (!points && table.kind != OrderKey::risk_points) return fixed_[order][place][number];
  // A mean is the same for every case: it changes no order.
  std::int64_t sum = points ? always_.parts[number] : always_.risk[number];
  for (std::size_t rule = 0; rule < given_.size(); ++rule) {
    const auto& from = points ? given_[rule].parts : given_[rule].risk;
    if (!from.empty() && speaks(speaking, rule)) sum += from[number];
  }
  return -sum;
}

std::vector<std::uint32_t> RankedBySome::positions(std::size_t speaking) const {
  const std::size_t count = ranking_.places().size();
  const OrderTable& orders = ranking_.policy().tables().order;
  const bool limited = limits_rule_ && speaks(speaking, *limits_rule_);
  std::int64_t silent = 0;
  for (std::size_t rule = 0; rule < given_.size(); ++rule) {
    if (!speaks(speaking, rule)) silent += given_[rule].risk_total;
  }
  const std::int64_t mean = count == 0 ? 0 : floor_mean(silent, count);
  const std::size_t width = orders.size();
  std::vector<std::int64_t> keys(count * width);
  for (std::size_t number = 0; number < count; ++number) {
    std::int64_t risk = always_.risk[number] + mean;
    for (std::size_t rule = 0; rule < given_.size(); ++rule) {
      if (!given_[rule].risk.empty() && speaks(speaking, rule)) risk += given_[rule].risk[number];
    }
    const TierIndex of = tier(number, Points{risk}, limited);
    const std::size_t order = orders.order_of(of);
    for (std::size_t place = 0; place < width; ++place) {
      keys[number * width + place] =
          key(orders.of_order(order, place), order, place, number, of, speaking);
    }
  }
  std::vector<std::uint32_t> sequence(count);
  std::iota(sequence.begin(), sequence.end(), std::uint32_t{0});
  std::ranges::sort(sequence, [&](std::uint32_t a, std::uint32_t b) {
    const auto begin = [&](std::uint32_t i) {
      return keys.begin() + static_cast<std::ptrdiff_t>(i * width);
    };
    const auto end = begin(a) + static_cast<std::ptrdiff_t>(width);
    const auto [of_a, of_b] = std::mismatch(begin(a), end, begin(b));
    return of_a == end ? id_order_[a] < id_order_[b] : *of_a < *of_b;
  });
  std::vector<std::uint32_t> found(ranking_.unit_count());
  std::uint32_t position = 0;
  for (const std::uint32_t number : sequence) {
    std::uint32_t& of_unit = found[ranking_.places()[number].position - 1];
    if (of_unit == 0) of_unit = ++position;
  }
  return found;
}

}  // namespace waitlist
