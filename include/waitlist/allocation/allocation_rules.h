/// \file allocation_rules.h
/// \brief What work asks for, what a pair is worth, and what a manager has decided.
/// Layer: allocation (may use base).  Format: docs/reference/allocation.md.
/// Units: prices are hundredths of a minute of travel, so that everything is worth some travel.
/// All weights are assumptions to be agreed by those who use them, none is official.
/// Threads: values; share freely.
#pragma once

#include <waitlist/allocation/assignment_problem.h>
#include <waitlist/base/export.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// The line of its file on which a rule stands, for its faults; no part of what it says: any two
/// are equal.
struct RuleLine {
  std::uint32_t number = 0;  ///< from 1; 0: made by a program

  friend constexpr bool operator==(RuleLine /*one*/, RuleLine /*other*/) noexcept { return true; }
};

/// Cases to which a rule applies: one case, or those with one of these answers to a fact.
struct CaseSelector {
  std::string case_id;  ///< empty: by fact
  std::string fact;     ///< a choice or a checklist
  /// Levels or markers; `no`, `unknown`, `pending` and `not_asked` where no level has that name.
  std::vector<std::string> any_of;

  friend bool operator==(const CaseSelector&, const CaseSelector&) = default;
};

/// A competence that these cases ask for, or one whose holders may not take them.
/// A fact that is unknown, pending or not asked asks for what the most concerning answer that any
/// of these rules names asks for (a checklist: all its markers), unless a rule about the fact names
/// that state: then what the rules that name it say is all.
struct CompetenceNeed {
  std::string competence;     ///< a word of the roster
  CaseSelector cases;         ///< those that ask for it
  bool may_not_take = false;  ///< whoever has the word may not take them: `newly_qualified`
  RuleLine line = {};         ///< of the work

  friend bool operator==(const CompetenceNeed&, const CompetenceNeed&) = default;
};

/// A competence that these cases are better off with. It keeps nobody from them and has a price,
/// PriceWeights::preference, where it is lacking. A fact without an answer prefers nothing, unless
/// the rule names that state.
struct CompetencePreference {
  std::string competence;  ///< a word of the roster
  CaseSelector cases;      ///< those that prefer it
  RuleLine line = {};      ///< of the work

  friend bool operator==(const CompetencePreference&, const CompetencePreference&) = default;
};

/// Places that each of these cases takes; the most of all rules that apply, 1 without any.
struct LoadRule {
  std::uint32_t load = 1;  ///< 1 to limits::kLoadMax
  CaseSelector cases;      ///< those that take so many
  RuleLine line = {};      ///< of the work

  friend bool operator==(const LoadRule&, const LoadRule&) = default;
};

/// Cases that count as a kind of work. The roster may say how many of a kind somebody takes at once
/// (KindLimit). A case without an answer to the fact counts as the kind, too, unless a rule about
/// the fact and some kind names that state.
struct KindRule {
  std::string kind;    ///< 1 to 64 visible characters without `;` and `,`
  CaseSelector cases;  ///< those that count as it
  RuleLine line = {};  ///< of the work

  friend bool operator==(const KindRule&, const KindRule&) = default;
};

/// Cases that need a second worker beside the one they are allocated to: a mentor beside somebody
/// newly qualified. The second needs this competence and none of those that the cases ask for, may
/// be kept from them by a conflict, an exclusion, the area and words that may not take them, and
/// has to have a place left. A case without an answer to the fact needs one, too, unless a rule
/// about the fact and some second worker names that state.
struct SecondWorkerRule {
  std::string competence;  ///< a word of the roster that the second worker has
  std::string lead;        ///< only where the first worker has this word; empty: always
  CaseSelector cases;      ///< those that need one
  RuleLine line = {};      ///< of the work

  friend bool operator==(const SecondWorkerRule&, const SecondWorkerRule&) = default;
};

/// Who had a case in an earlier proposal.
struct EarlierPlace {
  std::string case_id;
  std::string practitioner_id;
  RuleLine line = {};  ///< of the earlier proposal

  friend bool operator==(const EarlierPlace&, const EarlierPlace&) = default;
};

enum class InstructionKind : std::uint8_t {
  pin,      ///< this case to that practitioner, and to nobody else
  exclude,  ///< this case not to that practitioner
  part,     ///< this case apart from its family
  /// The practitioner is the family's already, by an order of a court say: the case goes to them
  /// before anything else is given, above the places there are. It does nothing for somebody who is
  /// away, or whom a conflict or an exclusion keeps from the case: then it is a pin, and a finding.
  appointed,
};

/// A manager's word, which stands above areas, competences and prices; never above a conflict of
/// interest, nor, but for `appointed`, above the places there are. Pins of one family to several
/// practitioners part it, too: each has the cases pinned to them, and the first of them those that
/// are not.
struct Instruction {
  InstructionKind kind = InstructionKind::pin;
  std::string case_id;
  std::string practitioner_id;  ///< empty for `part`
  std::string reason;           ///< required
  std::string made_by;          ///< code of the manager; required
  RuleLine line = {};           ///< of the instructions

  friend bool operator==(const Instruction&, const Instruction&) = default;
};

/// A host's own price of a pair.
struct PairPrice {
  std::string case_id;
  std::string practitioner_id;
  Cost cost;
  RuleLine line = {};  ///< of the pairs
  /// Places that the case takes with this practitioner, 1 to limits::kLoadMax; nullopt: as many as
  /// LoadRule says. Read with LoadCount::cases only.
  std::optional<std::uint32_t> load = std::nullopt;

  friend bool operator==(const PairPrice&, const PairPrice&) = default;
};

/// What is weighed, in hundredths of a minute of travel.
struct PriceWeights {
  Cost travel_minute{100};      ///< each minute from the practitioner's base to the case
  Cost unknown_travel{12'000};  ///< a way that nobody has written down: two hours
  Cost continuity{12'000};      ///< worth of a family known until today …
  Days continuity_days{730};    ///< … fading evenly to nothing over so many days
  Cost full_caseload{6'000};    ///< the last place of a caseload against an empty one
  Cost full_urgent{6'000};      ///< the same for urgent cases
  Cost preference{3'000};       ///< each preferred competence of a case that is lacking: 30 minutes

  friend bool operator==(const PriceWeights&, const PriceWeights&) = default;
};

/// Whether a unit counts once or each of its cases does.
enum class LoadCount : std::uint8_t { units, cases };

/// Everything that allocate() goes by beside the queue and the roster.
struct AllocationRules {
  std::vector<CompetenceNeed> needs;  ///< a case needs the competences of all that apply
  std::vector<LoadRule> loads;        ///< in any order
  std::vector<CompetencePreference> preferences;  ///< in any order; not read with own `pairs`
  std::vector<KindRule> kinds;                    ///< in any order
  std::vector<SecondWorkerRule> seconds;          ///< in any order; not read with own `pairs`
  LoadCount count = LoadCount::units;             ///< load rules are read with `cases` only
  std::vector<Instruction> instructions;          ///< in any order
  std::vector<PairPrice> pairs;  ///< not empty: only these are eligible, at these prices
  bool only_pairs = false;       ///< only `pairs` are eligible, even if there are none
  PriceWeights prices;           ///< weights of the prices that are computed
  /// Units of so many of the most urgent tiers are urgent; nullopt: of one, and of none where the
  /// policy has a single band, since then everybody would be.
  std::optional<std::uint32_t> urgent_tiers;
  /// Nothing new is given to somebody whose leave begins within so many days, and the days until
  /// then are looked at: Allocation::outlook(). nullopt: today alone counts.
  std::optional<Days> horizon;
  /// Not empty: among the ways to keep the promise those in which the fewest of these cases go to
  /// somebody else, and only among these the cheapest. In any order; ids that are not there any
  /// more say nothing.
  std::vector<EarlierPlace> earlier;

  /// Whether the host says itself who may take what, and at what price.
  [[nodiscard]] bool has_own_pairs() const noexcept { return only_pairs || !pairs.empty(); }
};

[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(InstructionKind kind) noexcept;

}  // namespace waitlist
