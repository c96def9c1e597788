/// \file fact_schema.h
/// \brief What can be recorded about a case: the facts, their kinds and levels.
/// Layer: cases (may use base).  Facts know nothing of policies: one list of cases can be ranked
/// under many policies, and another service's list needs another schema and no code.
/// Complexity: find() is O(log facts).  Threads: immutable after make(); share freely.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/decimal.h>
#include <waitlist/base/digest.h>
#include <waitlist/base/export.h>
#include <waitlist/base/index.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/contradiction.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

enum class FactKind : std::uint8_t {
  choice,     ///< one level, from least to most concerning
  count,      ///< a number, 0 to FactDefinition::count_max
  checklist,  ///< any of the markers
  date,       ///< a day
};

/// A level of a choice or a marker of a checklist.
struct FactLevel {
  std::string id;     ///< as written in case files: lower case letters, digits and `_`
  std::string label;  ///< plain English
};

/// One thing that can be recorded about a case.
struct FactDefinition {
  std::string id;  ///< also the column name: lower case letters, digits, `_` and `.`
  std::string label;
  FactKind kind = FactKind::choice;
  std::vector<FactLevel>
      levels;  ///< choice: least concerning first ("no" is an answer, not a level)
  /// Count only: the greatest number accepted, in the units in which Answer::number() counts.
  std::int64_t count_max = 0;
  std::string theme;             ///< what it is about; of those in FactTheme the review speaks
  std::string source;            ///< the instrument, form or finding that the fact comes from
  bool monitoring_only = false;  ///< equality monitoring: a policy may not score it (PSED, s149)
  bool no_is_answer = true;      ///< false: everybody has one, so a checked "no" says nothing
  /// Count only, 0 to Decimal::kDecimalsMax: answers have so many decimals. Answer::number() counts
  /// units of the last one: with one decimal 7.1 is `Answer::number(71)`.
  int decimals = 0;
  /// Every party knows the answers of their own case: a page for a family may tell them.
  bool disclose = false;
};

/// A theme that somebody has found neglected: review() says which of its facts a policy leaves out.
struct FactTheme {
  std::string id;        ///< as facts write it: lower case letters, digits and `_`
  std::string label;     ///< plain English after "about": `domestic abuse`
  std::string includes;  ///< what may not be forgotten of it, after "with"; may be empty
  std::string finding;   ///< who found what, as a sentence
};

struct ResolvedContradiction;  // src/cases/contradiction_table.h

/// Place of a fact in its schema: 0 to size() - 1.
using FactIndex = Index<struct FactTag, std::uint16_t>;

/// An immutable, checked list of facts. Copies share one value.
class WAITLIST_EXPORT FactSchema {
 public:
  /// Checks and keeps the facts. Errors (source `source`): empty or badly formed ids, ids that
  /// repeat or collide with a column of every case file, a choice or checklist without levels,
  /// levels on other kinds, a count_max outside 1 to limits::kCountMax, decimals that no number
  /// has, a theme without label or finding or without a fact, a contradiction that names what the
  /// schema lacks, a subject other than `children`, past-limit sizes.
  [[nodiscard]] static Result<FactSchema> make(std::string id,
                                               std::string version,
                                               std::string title,
                                               std::vector<FactDefinition> facts,
                                               const std::string& source = "facts",
                                               std::vector<FactTheme> themes = {},
                                               std::vector<Contradiction> contradictions = {},
                                               std::vector<std::string> subjects = {});

  /// The same facts of a service that began on this day: a case that was listed before it is a
  /// fault of the case, ErrorCode::out_of_range. nullopt: on no known day, and any day of listing
  /// will do. Complexity: O(size of the schema).
  [[nodiscard]] FactSchema with_service_from(std::optional<Day> first) const;

  [[nodiscard]] const std::string& id() const noexcept;
  [[nodiscard]] const std::string& version() const noexcept;
  [[nodiscard]] const std::string& title() const noexcept;
  [[nodiscard]] std::optional<Day> service_from() const noexcept;
  [[nodiscard]] std::span<const FactDefinition> facts() const noexcept;
  [[nodiscard]] std::span<const FactTheme> themes() const noexcept;
  [[nodiscard]] std::span<const Contradiction> contradictions() const noexcept;
  /// Whom cases are about, as a word of the format: `children`, or none.
  [[nodiscard]] std::span<const std::string> subjects() const noexcept;
  /// Whether cases are about children: one without a child is then a finding.
  [[nodiscard]] bool is_about_children() const noexcept;
  [[nodiscard]] const FactDefinition& fact(FactIndex index) const noexcept;
  [[nodiscard]] std::optional<FactIndex> find(std::string_view fact_id) const noexcept;

  /// SHA-256 of the schema's canonical text: two schemas with the same facts have the same digest.
  /// Themes, subjects, the first day of the service and what is disclosed are not in it: they score
  /// nothing.
  [[nodiscard]] const Digest& digest() const noexcept;

 private:
  struct Data;
  friend const std::vector<ResolvedContradiction>& resolved_contradictions(
      const FactSchema& schema) noexcept;
  explicit FactSchema(std::shared_ptr<const Data> data) noexcept;
  std::shared_ptr<const Data> data_;
};

/// Place of this level or marker in the definition, counted from 0.
[[nodiscard]] WAITLIST_EXPORT std::optional<std::uint32_t> find_level(const FactDefinition& fact,
                                                                      std::string_view level_id);

/// A number of a count as people write it, with all its decimals: `7.10`.
[[nodiscard]] WAITLIST_EXPORT std::string number_text(const FactDefinition& count,
                                                      std::int64_t number);

/// A number as answers to the count hold it; nullopt when it has more decimals than the count.
[[nodiscard]] WAITLIST_EXPORT std::optional<std::int64_t> number_of(const FactDefinition& count,
                                                                    Decimal number) noexcept;

/// `choice`, `count`, `checklist`, `date`.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(FactKind kind) noexcept;

/// The columns that every case file may have, beside one for each fact, in their usual order.
[[nodiscard]] WAITLIST_EXPORT std::span<const std::string_view> case_columns() noexcept;

}  // namespace waitlist
