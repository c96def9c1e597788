#include "witness/witness_points.h"

#include "scoring/filing_points.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

using Kind = NetNode::Kind;

std::int64_t limit_of(Points cap) noexcept { return cap == kNoCap ? kNoNetLimit : cap.count(); }

}  // namespace

void PointsWriter::write(WitnessAim aim, DownSum down) {
  write_groups();
  const std::int64_t sign = side_ == 0 ? 1 : -1;
  for (const GroupNodes& group : groups_) {
    if (aim == WitnessAim::risk && !group.risk) continue;
    if (side_ == 0) {
      network_.weigh(group.full, {1, 0});
      network_.weigh(limited() ? group.known : group.full, {0, 1});
    } else {
      network_.weigh(down == DownSum::known ? group.known : group.full, {-1, -1});
    }
  }
  // The first aim is as if no limit held, the second as if all of it were taken: the lesser counts.
  if (side_ == 0 && limited()) network_.base[1] += tables_.unknown_cap.count();
  if (side_ == 1 && down == DownSum::known) {
    for (std::int64_t& base : network_.base) base -= tables_.unknown_cap.count();
  }
  if (aim == WitnessAim::risk) return;
  if (policy_.written().waiting) network_.weigh(waiting(), {sign, sign});
  if (policy_.written().filing) network_.weigh(filing(), {sign, sign});
}

void PointsWriter::write_groups() {
  groups_.reserve(tables_.groups.size());
  for (const GroupTable& group : tables_.groups) {
    Numbers numbers;
    for (const std::uint16_t index : group.criteria)
      add_criterion(tables_.criteria[index], numbers);
    if (group.constant != Points{}) {
      for (auto* list : {&numbers.full, &numbers.known}) {
        list->push_back(network_.number(group.constant.count()));
      }
    }
    if (group.has_age) add_age(numbers);
    GroupNodes nodes;
    nodes.risk = group.risk;
    nodes.full = under_ceilings(group, combined_node(group, numbers.full));
    if (limited()) {
      nodes.known = under_ceilings(group, combined_node(group, numbers.known));
    }
    groups_.push_back(nodes);
  }
}

std::size_t PointsWriter::counted_where(std::size_t counts, std::size_t number) {
  return network_.product(counts, number);
}

void PointsWriter::add_criterion(const CriterionTable& criterion, Numbers& numbers) {
  if (criterion.pair) return add_pair(criterion, numbers);
  const std::size_t variable = kFirstFactVariable + criterion.fact;
  if (criterion.kind == FactKind::date && !criterion.to_as_of) model_.by_listing[variable] = true;
  const std::int64_t most = std::max(criterion.most, criterion.unknown).count();
  std::size_t full = model_.leaf(variable, most, [&criterion](const CasePart& part) {
    return part.answer.known() ? known_points(criterion, part.answer, part.days).count()
                               : criterion.unknown.count();
  });
  std::size_t known = 0;
  if (limited()) {
    known = model_.leaf(variable, criterion.most.count(), [&criterion](const CasePart& part) {
      return known_points(criterion, part.answer, part.days).count();
    });
  }
  if (!criterion.when.empty()) {
    full = counted_where(whens_.holds(criterion.when, AgeTaken::mildly), full);
    if (limited()) known = counted_where(whens_.certainly_holds(criterion.when), known);
  }
  numbers.full.push_back(full);
  numbers.known.push_back(known);
}

void PointsWriter::add_pair(const CriterionTable& criterion, Numbers& numbers) {
  const PairTable<Points>& pair = *criterion.pair;
  const std::size_t columns = pair.other.places + std::size_t{1};
  std::vector<std::int64_t> full;
  std::vector<std::int64_t> known;
  full.reserve((pair.first.places + std::size_t{1}) * columns);
  known.reserve((pair.first.places + std::size_t{1}) * columns);
  const auto told = [](const PairSide& side, std::size_t place) {
    return place == side.places ? side.all() : PlaceRange{place, place + 1};
  };
  for (std::size_t row = 0; row <= pair.first.places; ++row) {
    for (std::size_t column = 0; column <= pair.other.places; ++column) {
      Points least = kNoCap;
      Points most;
      pair.each(told(pair.first, row), told(pair.other, column), [&](Points cell) {
        least = std::min(least, cell);
        most = std::max(most, cell);
      });
      const bool both = row < pair.first.places && column < pair.other.places;
      known.push_back(least.count());
      full.push_back((both ? least : std::clamp(criterion.unknown, least, most)).count());
    }
  }
  const auto node = [&](std::vector<std::int64_t> table, std::size_t counts) {
    NetNode lookup{Kind::lookup, {whens_.place_in(pair.first), whens_.place_in(pair.other)}};
    lookup.table = std::move(table);
    lookup.columns = columns;
    return counted_where(counts, network_.add(std::move(lookup)));
  };
  numbers.full.push_back(node(std::move(full), whens_.holds(criterion.when, AgeTaken::mildly)));
  numbers.known.push_back(limited() ? node(std::move(known), whens_.certainly_holds(criterion.when))
                                    : 0);
}

std::size_t PointsWriter::combined_node(const GroupTable& group,
                                        const std::vector<std::size_t>& numbers) {
  if (numbers.empty()) return network_.number(0);
  NetNode node{Kind::sum, numbers};
  switch (group.combine) {
    case Combine::sum: break;
    case Combine::highest: node.kind = Kind::highest; break;
    case Combine::highest_plus_half_of_rest:
      node = {Kind::halved,
              {network_.add({Kind::sum, numbers}), network_.add({Kind::highest, numbers})}};
      break;
  }
  node.at_most = limit_of(group.cap);
  return network_.add(std::move(node));
}

std::size_t PointsWriter::under_ceilings(const GroupTable& group, std::size_t node) {
  if (group.ceilings.empty()) return node;
  std::vector<std::size_t> limits{node};
  limits.reserve(group.ceilings.size() + 1);
  for (const std::uint16_t index : group.ceilings) {
    const CeilingTable& ceiling = tables_.ceilings[index];
    const std::size_t lowers = whens_.holds(ceiling.when, AgeTaken::firmly);
    limits.push_back(network_.either(lowers, network_.number(ceiling.at_most.count()),
                                     network_.number(kNoNetLimit)));
  }
  return network_.gather(Kind::lowest, std::move(limits));
}

std::size_t PointsWriter::filing() {
  if (tables_.slack_where) return filing_row();
  std::int64_t most = tables_.filing_most.count();
  most = std::max(most, policy_.written().filing->no_filing_date.count());
  return model_.leaf(kFilingVariable, most, [this_policy = &policy_](const CasePart& part) {
    return filing_points(*this_policy, part.filing_date, part.days.as_of).count();
  });
}

std::size_t PointsWriter::filing_row() {
  const FilingRule& rule = *policy_.written().filing;
  std::size_t row = network_.number(0);
  for (std::size_t i = tables_.slack_steps.size(); i-- > 0;) {
    const StepTable& step = tables_.slack_steps[i];
    const std::size_t fits = model_.leaf(
        kFilingVariable, 1,
        [this_policy = &policy_, effort = rule.effort, limit = step.limit](const CasePart& part) {
          if (!part.filing_date) return std::int64_t{0};
          const Day start = *part.filing_date - effort;
          const auto slack = this_policy->calendar().between(part.days.as_of, start).count();
          return std::int64_t{slack <= limit ? 1 : 0};
        });
    const std::size_t holds = whens_.holds(step.when, AgeTaken::mildly);
    row = network_.either(network_.gather(Kind::lowest, {fits, holds}),
                          network_.number(step.points.count()), row);
  }
  const std::size_t none = model_.leaf(kFilingVariable, 1, [](const CasePart& part) {
    return std::int64_t{part.filing_date ? 0 : 1};
  });
  return network_.either(none, network_.number(rule.no_filing_date.count()), row);
}

}  // namespace waitlist
