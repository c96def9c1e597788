#include "simulation/case_draw.h"

#include "simulation/duration_draw.h"

#include <algorithm>

namespace waitlist {
namespace {

// Each draw has a purpose of its own; children and rows of the mix have a run of them.
enum Purpose : std::uint64_t {
  how_many_children = 1,
  filing,
  filing_days,
  withdrawal,
  first_child = 100,         // three for each child
  first_fact = 1'000,        // kPerFact for each row of the mix
  first_change = 1'000'000,  // one for each row
};

constexpr std::uint64_t kPerFact = 64;
constexpr std::uint64_t kKnown = 1;
constexpr std::uint64_t kNumber = 2;
constexpr std::uint64_t kComes = 3;
constexpr std::uint64_t kFirstMarker = 8;

std::int64_t within(const KeyedDraws& draws, std::uint64_t purpose, DelayRange range) {
  return range.from + draws.below(purpose, range.to - range.from + 1);
}

bool is_known(const AnswerRow& row) { return row.drawn || row.answer.known(); }

/// The answer of a row once it is chosen.
Answer answer_of(const AnswerRow& row,
                 FactKind kind,
                 const KeyedDraws& draws,
                 std::uint64_t purpose,
                 Day listed) {
  if (!row.drawn) return row.answer;
  const std::int64_t number = within(draws, purpose + kNumber, {row.from, row.to});
  if (kind == FactKind::date) return Answer::on(listed - Days{number});
  return Answer::number(static_cast<std::uint32_t>(number));
}

/// Nobody has asked where `no` is no answer.
Answer possible(const FactDefinition& fact, Answer answer) {
  const bool says_nothing = answer == Answer::no() && !fact.no_is_answer;
  return says_nothing ? Answer::not_asked() : answer;
}

Answer known_markers(const FactMix& mix, const KeyedDraws& draws, std::uint64_t purpose) {
  std::uint32_t ticked = 0;
  for (std::size_t i = 0; i < mix.markers.size(); ++i) {
    if (draws.chance(purpose + kFirstMarker + i, mix.markers[i])) ticked |= 1U << i;
  }
  return ticked == 0 ? Answer::no() : Answer::markers(ticked);
}

/// The row where a number falls among those that count; a checked "no" past the last.
template <class Counts>
Answer chosen(const FactMix& mix,
              FactKind kind,
              const KeyedDraws& draws,
              std::uint64_t purpose,
              Day listed,
              std::int64_t number,
              Counts counts) {
  for (const AnswerRow& row : mix.rows) {
    if (!counts(row)) continue;
    if (number < row.share) return answer_of(row, kind, draws, purpose, listed);
    number -= row.share;
  }
  return kind == FactKind::checklist ? known_markers(mix, draws, purpose) : Answer::no();
}

Answer at_listing(const FactMix& mix,
                  const FactDefinition& fact,
                  const KeyedDraws& draws,
                  std::uint64_t purpose,
                  Day listed) {
  const std::int64_t number = draws.below(purpose, 1000);
  if (number < mix.pending) return Answer::pending_since(listed);
  return possible(fact, chosen(mix, fact.kind, draws, purpose, listed, number - mix.pending,
                               [](const AnswerRow&) { return true; }));
}

/// What a pending answer turns out to be.
Answer when_known(const FactMix& mix,
                  const FactDefinition& fact,
                  const KeyedDraws& draws,
                  std::uint64_t purpose,
                  Day listed) {
  std::int64_t missing = mix.pending;
  for (const AnswerRow& row : mix.rows) missing += is_known(row) ? 0 : row.share;
  const std::int64_t number =
      draws.below(purpose + kKnown, std::max<std::int64_t>(1000 - missing, 1));
  return possible(fact, chosen(mix, fact.kind, draws, purpose, listed, number, is_known));
}

bool holds(const std::optional<MixCondition>& condition,
           const FactSchema& schema,
           const Case& one) {
  if (!condition) return true;
  return meets(*condition, schema.fact(condition->fact).kind, one.answers[condition->fact]);
}

void draw_children(const CaseMix& mix, const KeyedDraws& draws, Case& one) {
  std::int64_t number = draws.below(Purpose::how_many_children, 1000);
  std::size_t count = 1;
  for (const Share share : mix.children) {
    if (number < share) break;
    number -= share;
    ++count;
  }
  if (mix.ages.empty()) return;
  for (std::size_t child = 0; child < count; ++child) {
    const std::uint64_t purpose = Purpose::first_child + 3 * child;
    std::int64_t place = draws.below(purpose, 1000);
    std::size_t row = 0;
    while (row + 1 < mix.ages.size() && place >= mix.ages[row].share) {
      place -= mix.ages[row++].share;
    }
    // A year of 365.2425 days has months of 30.436875.
    const auto days_of = [](Months months) { return months.count() * 30'436'875 / 1'000'000; };
    const std::int64_t from = row == 0 ? 0 : days_of(mix.ages[row - 1].under);
    const std::int64_t until = days_of(mix.ages[row].under);
    const std::int64_t age = from + draws.below(purpose + 1, until - from);
    const bool unknown = draws.chance(purpose + 2, mix.birth_unknown);
    one.children.push_back({unknown ? std::nullopt : std::optional{one.listed_on - Days{age}}});
  }
}

}  // namespace

bool meets(const MixCondition& condition, FactKind kind, Answer answer) {
  if (!answer.given()) return false;
  if (kind == FactKind::checklist) return answer.marker_count() >= condition.at_least;
  return std::int64_t{answer.value()} >= condition.at_least;
}

void draw_facts(const CaseMix& mix, const FactSchema& schema, const KeyedDraws& draws, Case& one) {
  draw_children(mix, draws, one);
  if (draws.chance(Purpose::filing, mix.filing)) {
    one.filing_date = one.listed_on + Days{within(draws, Purpose::filing_days, mix.filing_after)};
  }
  one.answers.assign(schema.facts().size(), Answer::not_asked());
  std::vector<bool> drawn(schema.facts().size());
  for (std::size_t i = 0; i < mix.facts.size(); ++i) {
    const FactMix& row = mix.facts[i];
    if (drawn[row.fact]) continue;
    if (!holds(row.only_if, schema, one)) {
      one.answers[row.fact] = possible(schema.fact(row.fact), Answer::no());
      continue;
    }
    drawn[row.fact] = true;
    one.answers[row.fact] = at_listing(row, schema.fact(row.fact), draws,
                                       Purpose::first_fact + kPerFact * i, one.listed_on);
  }
}

std::vector<ComingAnswer> coming_answers(const CaseMix& mix,
                                         const FactSchema& schema,
                                         const KeyedDraws& draws,
                                         const Case& one,
                                         std::int64_t most_days) {
  std::vector<ComingAnswer> coming;
  std::vector<bool> seen(schema.facts().size());
  for (std::size_t i = 0; i < mix.facts.size(); ++i) {
    const FactMix& row = mix.facts[i];
    if (seen[row.fact] || !holds(row.only_if, schema, one)) continue;
    seen[row.fact] = true;
    if (one.answers[row.fact].state() != AnswerState::pending) continue;
    const std::uint64_t purpose = Purpose::first_fact + kPerFact * i;
    coming.push_back({within(draws, purpose + kComes, mix.answered_after), row.fact,
                      when_known(row, schema.fact(row.fact), draws, purpose, one.listed_on)});
  }
  for (std::size_t i = 0; i < mix.changes.size(); ++i) {
    const FactChange& row = mix.changes[i];
    if (row.per_30_days <= 0.0 || !holds(row.only_if, schema, one)) continue;
    const std::int64_t after =
        1 + exponential_ticks(draws, Purpose::first_change + i, 30.0 / row.per_30_days);
    coming.push_back({after, row.fact, possible(schema.fact(row.fact), row.to)});
  }
  std::erase_if(coming, [&](const ComingAnswer& answer) { return answer.after > most_days; });
  return coming;
}

std::int64_t withdrawn_after(const CaseMix& mix, const KeyedDraws& draws, std::int64_t most_days) {
  if (mix.withdrawn_per_30_days <= 0.0) return most_days + 1;
  const double mean = 30.0 / mix.withdrawn_per_30_days;
  return std::min(1 + exponential_ticks(draws, Purpose::withdrawal, mean), most_days + 1);
}

}  // namespace waitlist
