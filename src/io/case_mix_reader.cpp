#include "io/case_mix_reader.h"

#include "base/fault_list.h"
#include "cases/number_words.h"

#include <algorithm>
#include <numeric>

namespace waitlist {
namespace {

constexpr std::int64_t kDaysMost = 36'500;

std::vector<std::string> level_ids(const FactDefinition& fact) {
  std::vector<std::string> ids;
  for (const FactLevel& level : fact.levels) ids.push_back(level.id);
  return ids;
}

/// Place of a level of a choice or a marker of a checklist; nullopt after a fault.
std::optional<std::uint32_t> level_of(TomlTable& row,
                                      std::string_view key,
                                      const FactDefinition& fact,
                                      const std::string& id) {
  const auto level = find_level(fact, id);
  if (!level) row.unknown_word(key, id, level_ids(fact));
  return level;
}

/// A number as answers to the fact hold it; `least` after a fault.
std::int64_t number_within(TomlTable& row,
                           std::string_view key,
                           const FactDefinition& fact,
                           std::int64_t least,
                           std::int64_t most) {
  const auto number = row.decimal(key, Need::required);
  if (!number) return least;
  const auto units = number_of(fact, *number);
  if (!units) {
    row.fault(ErrorCode::not_exact, key, number->text(), more_decimals(fact));
  } else if (*units < least || *units > most) {
    row.fault(ErrorCode::out_of_range, key, number->text(),
              std::string{fact.decimals == 0 ? "a whole" : "a"} + " number from " +
                  number_text(fact, least) + " to " + number_text(fact, most));
  } else {
    return *units;
  }
  return least;
}

class MixReader {
 public:
  MixReader(TomlTable& row, const FactSchema& schema) : row_{row}, schema_{schema} {}

  CaseMix read() {
    mix_.place = row_.place();
    mix_.id = row_.line("id", Need::required);
    mix_.children = row_.shares("children");
    check_whole(row_, "children", mix_.children);
    read_ages();
    mix_.birth_unknown = row_.share("birth_unknown");
    mix_.linked = row_.share("linked");
    if (auto filing = row_.table("filing")) {
      mix_.filing = filing->share("share");
      mix_.filing_after = read_delay_range(*filing, "days", kDaysMost);
      if (mix_.filing > 0 && !filing->has("days")) {
        filing->fault(ErrorCode::missing_name, "days", "",
                      "say how many days after listing the filing date is: [least, most]");
      }
      filing->finish();
    }
    mix_.answered_after = read_delay_range(row_, "answered_days", kDaysMost);
    mix_.withdrawn_per_30_days = row_.number("withdrawn_per_30_days", 0.0, 30.0).value_or(0.0);
    for (TomlTable& fact : row_.tables("fact")) read_fact_mix(fact);
    for (TomlTable& change : row_.tables("change")) read_change(change);
    check_count("children", mix_.children.size(), limits::kChildrenPerCaseMax - 1);
    check_count("fact", mix_.facts.size(), limits::kScenarioRowsMax);
    check_count("change", mix_.changes.size(), limits::kScenarioRowsMax);
    row_.finish();
    return std::move(mix_);
  }

 private:
  static void check_whole(TomlTable& row, std::string_view key, const std::vector<Share>& shares) {
    const Share sum = std::accumulate(shares.begin(), shares.end(), Share{0});
    if (sum <= 1000) return;
    row.fault(ErrorCode::inconsistent, key, std::to_string(sum) + " thousandths",
              "shares of one thing are 1 together at most");
  }

  void check_count(std::string_view key, std::size_t count, std::size_t most) {
    if (count <= most) return;
    row_.fault(ErrorCode::too_large, key, std::to_string(count) + " rows",
               "at most " + std::to_string(most));
  }

  void read_ages() {
    std::vector<Share> shares;
    for (TomlTable& step : row_.tables("ages")) {
      const auto under = step.whole_within("under_months", 1, limits::kAdultMonths, Need::required);
      const Months months{under.value_or(limits::kAdultMonths)};
      if (!mix_.ages.empty() && months <= mix_.ages.back().under) {
        step.fault(ErrorCode::incomplete_cover, "under_months", std::to_string(months.count()),
                   "rows rise strictly, to 216 months");
      }
      shares.push_back(step.share("share"));
      mix_.ages.push_back({months, shares.back()});
      step.finish();
    }
    if (mix_.ages.empty()) {
      for (const std::string_view key : {"children", "birth_unknown"}) {
        row_.refuse(key, "only with `ages`, which says how old the children are; write them");
      }
      return;
    }
    const Months last = mix_.ages.back().under;
    if (last < Months{limits::kAdultMonths}) {
      row_.fault(ErrorCode::incomplete_cover, "ages", std::to_string(last.count()) + " months",
                 "rows go on to 216 months: the last one has under_months = 216");
    }
    const Share sum = std::accumulate(shares.begin(), shares.end(), Share{0});
    if (sum == 1000) return;
    row_.fault(ErrorCode::inconsistent, "ages", std::to_string(sum) + " thousandths",
               "each child is of some age: the shares are 1 together");
  }

  std::optional<MixCondition> read_condition(TomlTable& row) {
    auto condition = row.table("only_if");
    if (!condition) return std::nullopt;
    const auto fact = read_fact(*condition, "fact", schema_);
    MixCondition read;
    condition_is_read_ = fact.has_value();
    if (fact) {
      read.fact = *fact;
      read.at_least = read_at_least(*condition, schema_.fact(*fact));
      condition->finish();
    }
    return read;
  }

  void read_fact_mix(TomlTable& row) {
    const auto index = read_fact(row, "fact", schema_);
    if (!index) return;
    const FactDefinition& fact = schema_.fact(*index);
    FactMix mix;
    mix.fact = *index;
    mix.only_if = read_condition(row);
    check_turn(row, mix, fact);
    mix.pending = row.share("pending");
    std::vector<Share> shares{mix.pending};
    const auto add = [&](AnswerRow answer) {
      shares.push_back(answer.share);
      if (answer.share > 0) mix.rows.push_back(answer);
    };
    add({Answer::unknown(), false, 0, 0, row.share("unknown")});
    add({Answer::not_asked(), false, 0, 0, row.share("not_asked")});
    for (const auto& [id, share] : row.shares_by_id("levels")) {
      if (const auto level = level_of(row, "levels", fact, id)) {
        add({Answer::level(*level), false, 0, 0, share});
      }
    }
    // TOML keeps tables in the order of their keys; draws follow the schema's.
    std::ranges::stable_sort(mix.rows, {}, [](const AnswerRow& one) {
      return one.answer.given() ? std::int64_t{one.answer.value()} : -1;
    });
    read_drawn(row, fact, add);
    read_markers(row, fact, mix);
    check_kind(row, fact);
    if (shares.size() > 1) check_whole(row, "fact", shares);
    if (mix.pending > 0 && mix_.answered_after.to == 0) {
      row.fault(ErrorCode::missing_name, "pending", "",
                "say in `answered_days` of the mix how long pending answers take");
    }
    mix_.facts.push_back(std::move(mix));
    row.finish();
  }

  /// Rows that could never be drawn from.
  void check_turn(TomlTable& row, const FactMix& mix, const FactDefinition& fact) {
    const auto always = [&mix](const FactMix& one) { return one.fact == mix.fact && !one.only_if; };
    if (std::ranges::any_of(mix_.facts, always)) {
      row.fault(ErrorCode::inconsistent, "fact", fact.id,
                "never drawn from: a row before it has this fact and no `only_if`");
    }
    const auto drawn_before = [&mix](const FactMix& one) { return one.fact == mix.only_if->fact; };
    if (mix.only_if && condition_is_read_ && std::ranges::none_of(mix_.facts, drawn_before)) {
      row.fault(ErrorCode::inconsistent, "only_if", schema_.fact(mix.only_if->fact).id,
                "never holds: no row before it draws this fact");
    }
  }

  template <class Add>
  static void read_drawn(TomlTable& row, const FactDefinition& fact, Add add) {
    const bool date = fact.kind == FactKind::date;
    const std::string_view key = date ? "days_before" : "numbers";
    const std::int64_t most = date ? kDaysMost : fact.count_max;
    for (TomlTable& range : row.tables(key)) {
      AnswerRow answer;
      answer.drawn = true;
      answer.from = number_within(range, "from", fact, 0, most);
      answer.to = number_within(range, "to", fact, answer.from, most);
      answer.share = range.share("share");
      range.finish();
      add(answer);
    }
  }

  static void read_markers(TomlTable& row, const FactDefinition& fact, FactMix& mix) {
    for (const auto& [id, share] : row.shares_by_id("markers")) {
      if (const auto marker = level_of(row, "markers", fact, id)) {
        mix.markers.resize(std::max<std::size_t>(mix.markers.size(), *marker + 1));
        mix.markers[*marker] = share;
      }
    }
  }

  static void check_kind(TomlTable& row, const FactDefinition& fact) {
    struct Key {
      std::string_view key;
      FactKind kind;
    };

    constexpr std::array<Key, 4> kKeys{{{"levels", FactKind::choice},
                                        {"numbers", FactKind::count},
                                        {"markers", FactKind::checklist},
                                        {"days_before", FactKind::date}}};
    for (const Key& one : kKeys) {
      if (!row.has(one.key) || one.kind == fact.kind) continue;
      row.fault(ErrorCode::inconsistent, one.key, fact.id,
                "this fact is a " + std::string{to_text(fact.kind)});
    }
  }

  void read_change(TomlTable& row) {
    const auto index = read_fact(row, "fact", schema_);
    if (!index) return;
    const FactDefinition& fact = schema_.fact(*index);
    FactChange change;
    change.fact = *index;
    change.per_30_days = row.number("per_30_days", 0.0, 30.0, Need::required).value_or(0.0);
    change.only_if = read_condition(row);
    if (fact.kind != FactKind::choice) {
      static_cast<void>(row.text("to"));
      row.fault(ErrorCode::inconsistent, "fact", fact.id, "only a choice can get worse here");
    } else if (const std::string to = row.text("to", Need::required); !to.empty()) {
      change.to = Answer::level(level_of(row, "to", fact, to).value_or(0));
    }
    mix_.changes.push_back(change);
    row.finish();
  }

  TomlTable& row_;
  const FactSchema& schema_;
  CaseMix mix_;
  bool condition_is_read_ = false;  ///< the last one; false: its fact was a fault
};

}  // namespace

CaseMix read_case_mix(TomlTable& row, const FactSchema& schema) {
  return MixReader{row, schema}.read();
}

DelayRange read_delay_range(TomlTable& row, std::string_view key, std::int64_t most) {
  const std::vector<std::int64_t> ends = row.wholes(key);
  if (ends.empty() && !row.has(key)) return {};
  if (ends.size() == 2 && ends[0] >= 0 && ends[0] <= ends[1] && ends[1] <= most) {
    return {ends[0], ends[1]};
  }
  row.fault(ErrorCode::out_of_range, key, "",
            "two whole numbers of days, [least, most], from 0 to " + std::to_string(most));
  return {};
}

std::optional<FactIndex> read_fact(TomlTable& row, std::string_view key, const FactSchema& schema) {
  const std::string id = row.text(key, Need::required);
  if (id.empty()) return std::nullopt;
  if (const auto fact = schema.find(id)) return fact;
  std::vector<std::string> known;
  for (const FactDefinition& fact : schema.facts()) known.push_back(fact.id);
  row.fault(ErrorCode::unknown_reference, key, id,
            "the schema " + schema.id() + " has no such fact" + did_you_mean(id, known));
  return std::nullopt;
}

std::int64_t read_at_least(TomlTable& row, const FactDefinition& fact) {
  if (fact.kind == FactKind::date) {
    row.fault(ErrorCode::inconsistent, "fact", fact.id, "a date cannot be at least something");
    return 0;
  }
  if (fact.kind == FactKind::choice) {
    const std::string id = row.text("at_least", Need::required);
    return id.empty() ? 0 : level_of(row, "at_least", fact, id).value_or(0);
  }
  return number_within(row, "at_least", fact, 1, limits::kCountMax);
}

}  // namespace waitlist
