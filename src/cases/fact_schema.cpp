#include <waitlist/base/limits.h>
#include <waitlist/cases/fact_schema.h>

#include "base/canonical_text.h"
#include "base/fault_list.h"
#include "cases/contradiction_check.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace waitlist {
namespace {

constexpr std::array<std::string_view, 23> kCaseColumns{
    "case_id",
    "area",
    "team",
    "status",
    "listed_on",
    "filing_date",
    "child_dobs",
    "linked_to",
    "hold_reason",
    "hold_until",
    "pauses",
    "decision",
    "decision_reason",
    "decision_by",
    "decision_agreed_by",
    "decision_made_on",
    "decision_expires_on",
    "child_refs",
    "hold_from",
    "duty_from",
    "reviewed_on",
    "relisted_reason",
    "children",  // the JSON name of child_dobs
};

/// Words that stand for an answer in a case file and so cannot name a level.
constexpr std::array<std::string_view, 4> kAnswerWords{"no", "unknown", "pending", "not_asked"};

constexpr std::string_view kAboutChildren = "children";
constexpr std::size_t kIdBytesMax = 64;

bool letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool well_formed(std::string_view id, bool dot) {
  return !id.empty() && id.size() <= kIdBytesMax && letter_or_digit(id.front()) &&
         std::ranges::all_of(
             id, [dot](char c) { return letter_or_digit(c) || c == '_' || (dot && c == '.'); });
}

class SchemaCheck {
 public:
  explicit SchemaCheck(std::string source) : source_{std::move(source)} {}

  void check(const std::vector<FactDefinition>& facts) {
    if (facts.size() > limits::kFactsMax) {
      add(ErrorCode::too_large, "fact", std::to_string(facts.size()),
          "a schema has at most " + std::to_string(limits::kFactsMax) + " facts");
    }
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const std::string path = "fact[" + std::to_string(i + 1) + "]";
      check_id(facts[i].id, path + ".id", true);
      if (std::ranges::count(kCaseColumns, facts[i].id) != 0) {
        add(ErrorCode::duplicate_name, path + ".id", facts[i].id,
            "every case file has a column of that name; choose another id");
      }
      if (!seen.insert(facts[i].id).second) {
        add(ErrorCode::duplicate_name, path + ".id", facts[i].id, "an earlier fact has this id");
      }
      if (facts[i].label.empty()) {
        add(ErrorCode::missing_value, path + ".label", "", "a fact needs a label in plain English");
      }
      check_kind(facts[i], path);
    }
  }

  void check(const std::vector<FactTheme>& themes, const std::vector<FactDefinition>& facts) {
    if (themes.size() > limits::kThemesMax) {
      add(ErrorCode::too_large, "theme", std::to_string(themes.size()),
          "a schema has at most " + std::to_string(limits::kThemesMax) + " themes");
    }
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < themes.size(); ++i) {
      const FactTheme& theme = themes[i];
      const std::string path = "theme[" + std::to_string(i + 1) + "]";
      check_id(theme.id, path + ".id", false);
      if (!seen.insert(theme.id).second) {
        add(ErrorCode::duplicate_name, path + ".id", theme.id, "an earlier theme has this id");
      }
      if (std::ranges::count(facts, theme.id, &FactDefinition::theme) == 0) {
        add(ErrorCode::unknown_reference, path + ".id", theme.id, "no fact has this theme");
      }
      if (theme.label.empty()) {
        add(ErrorCode::missing_value, path + ".label", "", "a theme needs a label");
      }
      if (theme.finding.empty()) {
        add(ErrorCode::missing_value, path + ".finding", "", "say who found what, in a sentence");
      }
    }
  }

  void check_subjects(const std::vector<std::string>& subjects) {
    for (const std::string& subject : subjects) {
      if (subject != kAboutChildren) {
        add(ErrorCode::unknown_word, "subjects", subject, "the only subject so far is `children`");
      } else if (std::ranges::count(subjects, subject) > 1) {
        add(ErrorCode::duplicate_name, "subjects", subject, "a subject stands once");
        return;
      }
    }
  }

  std::vector<ResolvedContradiction> check(const std::vector<Contradiction>& contradictions,
                                           const std::vector<FactDefinition>& facts) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < contradictions.size(); ++i) {
      const std::string path = "contradiction[" + std::to_string(i + 1) + "].id";
      check_id(contradictions[i].id, path, false);
      if (!seen.insert(contradictions[i].id).second) {
        add(ErrorCode::duplicate_name, path, contradictions[i].id,
            "an earlier contradiction has this id");
      }
    }
    return resolve(
        contradictions, facts,
        [this](ErrorCode code, std::string field, std::string_view found, std::string reason) {
          add(code, std::move(field), found, std::move(reason));
        });
  }

  [[nodiscard]] Errors take() { return std::move(errors_); }

 private:
  void check_kind(const FactDefinition& fact, const std::string& path) {
    const bool has_levels = fact.kind == FactKind::choice || fact.kind == FactKind::checklist;
    if (has_levels && fact.levels.empty()) {
      add(ErrorCode::missing_value, path + ".levels", "",
          "a choice or checklist needs at least one level");
    }
    if (!has_levels && !fact.levels.empty()) {
      add(ErrorCode::inconsistent, path + ".levels", "", "only a choice or checklist has levels");
    }
    if (fact.levels.size() > limits::kLevelsPerFactMax) {
      add(ErrorCode::too_large, path + ".levels", std::to_string(fact.levels.size()),
          "a fact has at most " + std::to_string(limits::kLevelsPerFactMax) + " levels");
    }
    check_numbers(fact, path);
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < fact.levels.size(); ++i) {
      const FactLevel& level = fact.levels[i];
      const std::string level_path = path + ".levels[" + std::to_string(i + 1) + "]";
      check_id(level.id, level_path + ".id", false);
      if (!seen.insert(level.id).second) {
        add(ErrorCode::duplicate_name, level_path + ".id", level.id,
            "an earlier level has this id");
      }
      if (std::ranges::count(kAnswerWords, level.id) != 0) {
        add(ErrorCode::duplicate_name, level_path + ".id", level.id,
            "this word is one of the answers that every fact has; leave the level out");
      }
      if (level.label.empty()) {
        add(ErrorCode::missing_value, level_path + ".label", "", "a level needs a label");
      }
    }
  }

  void check_numbers(const FactDefinition& fact, const std::string& path) {
    if (fact.decimals < 0 || fact.decimals > Decimal::kDecimalsMax) {
      add(ErrorCode::out_of_range, path + ".decimals", std::to_string(fact.decimals),
          "0 to " + std::to_string(Decimal::kDecimalsMax));
      return;
    }
    if (fact.kind != FactKind::count) {
      if (fact.decimals != 0) {
        add(ErrorCode::inconsistent, path + ".decimals", std::to_string(fact.decimals),
            "only a count has decimals");
      }
    } else if (fact.count_max < 1 || fact.count_max > limits::kCountMax) {
      add(ErrorCode::out_of_range, path + ".maximum", number_text(fact, fact.count_max),
          "a count needs a maximum of " + number_text(fact, 1) + " to " +
              number_text(fact, limits::kCountMax));
    }
  }

  void check_id(const std::string& id, const std::string& path, bool dot) {
    if (well_formed(id, dot)) return;
    add(ErrorCode::unknown_word, path, id,
        std::string{"an id is 1 to 64 lower case letters, digits and `_`"} +
            (dot ? " or `.`" : "") + ", beginning with a letter or a digit");
  }

  void add(ErrorCode code, std::string field, std::string_view found, std::string reason) {
    if (errors_.size() >= limits::kErrorsMax) return;
    errors_.push_back({code, source_, 0, 0, std::move(field), clipped(found), std::move(reason)});
  }

  std::string source_;
  Errors errors_;
};

void append_test(std::string& text, const AnswerIs& test) {
  append_part(text, "answer");
  append_part(text, to_text(test.state));
}

void append_test(std::string& text, const AnswerAtLeast& test) {
  append_part(text, "at_least");
  const auto* const level = std::get_if<std::string>(&test.bound);
  append_part(text, level != nullptr ? *level : std::get<Decimal>(test.bound).text());
}

void append_test(std::string& text, const AnswerAnyOf& test) {
  append_part(text, "any_of");
  append_part(text, std::to_string(test.markers.size()));
  for (const std::string& marker : test.markers) append_part(text, marker);
}

void append_tests(std::string& text, const std::vector<AnswerTest>& tests) {
  append_part(text, std::to_string(tests.size()));
  for (const AnswerTest& one : tests) {
    append_part(text, one.fact);
    std::visit([&text](const auto& test) { append_test(text, test); }, one.test);
  }
}

/// Every part is preceded by its length, so that no two schemas share a text.
std::string canonical(std::string_view id,
                      std::string_view version,
                      std::string_view title,
                      const std::vector<FactDefinition>& facts,
                      const std::vector<Contradiction>& contradictions) {
  std::string text = "waitlist facts 1\n";
  for (const std::string_view part : {id, version, title}) append_part(text, part);
  for (const FactDefinition& fact : facts) {
    text += '\n';
    append_part(text, fact.id);
    append_part(text, fact.label);
    append_part(text, to_text(fact.kind));
    append_part(text, std::to_string(fact.count_max));
    append_part(text, fact.theme);
    append_part(text, fact.source);
    append_part(text, fact.monitoring_only ? "monitoring" : "");
    if (!fact.no_is_answer) append_part(text, "without no");
    if (fact.decimals != 0) append_part(text, "decimals " + std::to_string(fact.decimals));
    for (const FactLevel& level : fact.levels) {
      append_part(text, level.id);
      append_part(text, level.label);
    }
  }
  for (const Contradiction& one : contradictions) {
    text += "\ncontradiction ";
    append_part(text, one.id);
    append_part(text, one.sentence);
    append_tests(text, one.all);
    append_tests(text, one.any);
  }
  return text;
}

}  // namespace

struct FactSchema::Data {
  std::string id, version, title;
  std::vector<FactDefinition> facts;
  std::vector<FactTheme> themes;
  std::vector<Contradiction> contradictions;
  std::vector<std::string> subjects;
  std::vector<ResolvedContradiction> resolved;
  std::vector<FactIndex> by_id;
  Digest digest;
  std::optional<Day> service_from;
};

Result<FactSchema> FactSchema::make(std::string id,
                                    std::string version,
                                    std::string title,
                                    std::vector<FactDefinition> facts,
                                    const std::string& source,
                                    std::vector<FactTheme> themes,
                                    std::vector<Contradiction> contradictions,
                                    std::vector<std::string> subjects) {
  SchemaCheck check{source};
  check.check_subjects(subjects);
  check.check(facts);
  check.check(themes, facts);
  auto resolved = check.check(contradictions, facts);
  if (Errors errors = check.take(); !errors.empty()) return failed(first_faults(std::move(errors)));

  auto data = std::make_shared<Data>();
  data->digest = sha256(canonical(id, version, title, facts, contradictions));
  data->id = std::move(id);
  data->version = std::move(version);
  data->title = std::move(title);
  data->facts = std::move(facts);
  data->themes = std::move(themes);
  data->contradictions = std::move(contradictions);
  data->subjects = std::move(subjects);
  data->resolved = std::move(resolved);
  for (std::size_t i = 0; i < data->facts.size(); ++i) {
    data->by_id.emplace_back(i);
  }
  std::ranges::sort(data->by_id, {},
                    [&](FactIndex i) -> const std::string& { return data->facts[i].id; });
  return FactSchema{std::move(data)};
}

FactSchema::FactSchema(std::shared_ptr<const Data> data) noexcept : data_{std::move(data)} {}

FactSchema FactSchema::with_service_from(std::optional<Day> first) const {
  auto data = std::make_shared<Data>(*data_);
  data->service_from = first;
  return FactSchema{std::move(data)};
}

std::optional<Day> FactSchema::service_from() const noexcept { return data_->service_from; }

const std::string& FactSchema::id() const noexcept { return data_->id; }

const std::string& FactSchema::version() const noexcept { return data_->version; }

const std::string& FactSchema::title() const noexcept { return data_->title; }

std::span<const FactDefinition> FactSchema::facts() const noexcept { return data_->facts; }

std::span<const FactTheme> FactSchema::themes() const noexcept { return data_->themes; }

std::span<const Contradiction> FactSchema::contradictions() const noexcept {
  return data_->contradictions;
}

std::span<const std::string> FactSchema::subjects() const noexcept { return data_->subjects; }

bool FactSchema::is_about_children() const noexcept {
  return std::ranges::find(data_->subjects, kAboutChildren) != data_->subjects.end();
}

const std::vector<ResolvedContradiction>& resolved_contradictions(
    const FactSchema& schema) noexcept {
  return schema.data_->resolved;
}

const FactDefinition& FactSchema::fact(FactIndex index) const noexcept {
  return data_->facts[index];
}

std::optional<FactIndex> FactSchema::find(std::string_view fact_id) const noexcept {
  const auto id_of = [this](FactIndex i) -> std::string_view { return data_->facts[i].id; };
  const auto at = std::ranges::lower_bound(data_->by_id, fact_id, {}, id_of);
  if (at == data_->by_id.end() || id_of(*at) != fact_id) return std::nullopt;
  return *at;
}

const Digest& FactSchema::digest() const noexcept { return data_->digest; }

std::optional<std::uint32_t> find_level(const FactDefinition& fact, std::string_view level_id) {
  for (std::size_t i = 0; i < fact.levels.size(); ++i) {
    if (fact.levels[i].id == level_id) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

std::string number_text(const FactDefinition& count, std::int64_t number) {
  return Decimal::of_units(number, count.decimals).text(count.decimals);
}

std::optional<std::int64_t> number_of(const FactDefinition& count, Decimal number) noexcept {
  return number.units(count.decimals);
}

std::string_view to_text(AnswerState state) noexcept {
  switch (state) {
    case AnswerState::not_asked: return "not_asked";
    case AnswerState::unknown: return "unknown";
    case AnswerState::pending: return "pending";
    case AnswerState::no: return "no";
    case AnswerState::given: return "given";
  }
  return {};
}

std::string_view to_text(FactKind kind) noexcept {
  switch (kind) {
    case FactKind::choice: return "choice";
    case FactKind::count: return "count";
    case FactKind::checklist: return "checklist";
    case FactKind::date: return "date";
  }
  return {};
}

std::span<const std::string_view> case_columns() noexcept {
  return std::span{kCaseColumns}.first(kCaseColumns.size() - 1);
}

}  // namespace waitlist
