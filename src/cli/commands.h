// What each command does once its arguments are read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waitlist::cli {

/// Exit statuses: docs/reference/command-line.md.
inline constexpr int kDone = 0;
inline constexpr int kMisuse = 2;
inline constexpr int kRejected = 3;
inline constexpr int kFileTrouble = 4;
inline constexpr int kSetApart = 5;
inline constexpr int kBug = 70;

/// What ranking a list needs.
struct ListArguments {
  std::string cases;
  std::string policy;
  std::string facts;  ///< empty: the schema that the policy names, beside it
  std::string as_of;
  std::string output;  ///< empty: standard output
  std::string format;
  std::string faulty = "refuse";  ///< or "apart"
  unsigned threads = 1;
  std::string since;     ///< rank and explain: an earlier list; empty: none
  std::string mapping;   ///< how exports are read; empty: lists are case files
  std::string sheet;     ///< of workbooks; empty: the only one that there can be
  std::string encoding;  ///< of texts; empty: UTF-8
};

struct RankArguments : ListArguments {
  std::optional<std::string> team;  ///< nullopt: all; empty: cases without one
  std::optional<std::string> area;
  std::size_t top = SIZE_MAX;
  unsigned ahead = 28;           ///< days
  std::string print = "whole";   ///< or "brief": of HTML
  bool explained = false;        ///< of JSON: each case with its explanation
  std::uint32_t sure_first = 0;  ///< of HTML: who is surely among the first so many; 0: not told
  std::int64_t share = 10;       ///< hundredths by which numbers without an interval vary for that
  std::string foresee;           ///< of HTML: a scenario that begins with this list; empty: none
  std::uint32_t futures = 0;     ///< 0: as many as that scenario has repetitions
};

/// Which groups are shown, and how their gaps are tested.
struct GroupArguments {
  std::uint64_t smallest = 10;  ///< units of a group that is shown
  std::uint32_t deals = 9'999;  ///< where they cannot all be counted
  std::uint64_t seed = 2010;
  std::vector<std::string> hide;  ///< FACT=GROUP each
};

struct PlanArguments : ListArguments {
  std::string policy_before;
  std::size_t top = 10;  ///< of the cases that go farthest each way, and of the rules
  bool by_group = false;
  GroupArguments groups;    ///< of by_group
  std::string record;       ///< the folder of a log, in place of a list; empty: none
  std::size_t last = 10;    ///< lists of the log
  std::string scenario;     ///< in place of a list; empty: none
  std::string repetitions;  ///< of a scenario: a file for the figures of each; empty: none
};

struct RobustnessArguments : ListArguments {
  std::int64_t share = 10;  ///< hundredths by which numbers without an interval vary
  std::uint32_t first = 50;
  std::uint32_t draws = 1000;
  std::uint64_t seed = 1;
  std::size_t top = 20;  ///< rows of each table of the text and the page
};

struct EqualityArguments : ListArguments {
  GroupArguments groups;
};

struct ExplainArguments : ListArguments {
  std::string case_id;
  std::string above;
  std::string to;                  ///< a tier: what would put the case there; empty: not asked
  std::string to_above;            ///< a case: what would put it above that; empty: not asked
  std::string reader = "manager";  ///< or "family"
  std::string contact;             ///< for a family: how to reach the team; may be empty
};

struct AllocateArguments : ListArguments {
  std::string roster;
  std::string travel;
  std::string work;
  std::string instructions;
  std::string pairs;
  std::string weights;
  std::string keep;     ///< an earlier proposal; empty: none
  std::string case_id;  ///< with `to`: what if this case went there
  std::string to;
  std::string without;                   ///< what if this practitioner left
  bool count_cases = false;              ///< each case of a family takes its own places
  std::optional<unsigned> urgent_tiers;  ///< nullopt: as the policy has bands
  std::optional<unsigned> horizon;       ///< days to look ahead; nullopt: today alone
};

struct PolicyArguments {
  std::string policy;
  std::string other;  ///< diff only: the later policy
  std::string facts;
  std::string format;
  std::string output;
  std::string witness;  ///< diff only: file for the case that loses most; empty: not asked
  std::string as_of;    ///< diff only: day of the witness
  std::optional<std::int64_t> longest_wait;  ///< diff only: days that the witness waited at most
};

struct NewPolicyArguments {
  std::string field;  ///< one of policy_fields()
  std::string output;
};

struct SuggestArguments {
  std::string cases;     ///< an export
  std::string sheet;     ///< of a workbook; may be empty
  std::string encoding;  ///< of a text; empty: UTF-8
  std::string policy;
  std::string facts;  ///< empty: the schema that the policy names, beside it
  std::string output;
};

struct GenerateArguments {
  std::uint32_t cases = 0;
  std::uint64_t seed = 0;
  std::string as_of;
  std::string format;
  std::string output;
  bool spreadsheet = false;
};

struct SimulateArguments {
  std::string scenario;
  std::string facts;
  std::string mapping;  ///< of the lists that the scenario names; empty: they are case files
  std::string format;
  std::string output;
  std::string repetitions;  ///< a file for the figures of each; empty: none
  unsigned threads = 1;
};

struct ForeseeArguments {
  std::string scenario;
  std::string facts;
  std::string format;
  std::string output;
  std::string mapping;        ///< of the lists that the scenario names; empty: none
  std::uint32_t futures = 0;  ///< 0: as many as the scenario has repetitions
  unsigned threads = 1;
};

struct RecordAddArguments : ListArguments {
  std::string log;
  std::string origin;     ///< of a log that is begun; empty: there is one
  std::string decisions;  ///< empty: none
  std::string report;     ///< a page of the list with the head of the log; empty: none
  std::string proof;      ///< a file for the proof that the list is in the log; empty: none
};

/// What is asked of a log that is there.
struct RecordArguments {
  std::string log;
  std::string origin;              ///< verify: of which log it must be; empty: not known
  std::vector<std::string> heads;  ///< verify: SIZE:ROOT, heads that were kept
  std::string list;                ///< verify: of which list to show the proof; empty: of none
  std::string day;                 ///< replay and decide: a day, or one list of it
  std::string decisions;           ///< decide: the file
  std::string case_id;             ///< case and erase
  std::string ground;              ///< erase: the legal ground, a code
  std::string by;                  ///< erase: who ordered it, a code
  std::string on = "today";        ///< erase: the day of the order; decide: that of the decisions
  std::string output;
};

[[nodiscard]] int record_list(const RecordAddArguments& arguments);
[[nodiscard]] int verify_record(const RecordArguments& arguments);
[[nodiscard]] int replay_record(const RecordArguments& arguments);
[[nodiscard]] int decide_later(const RecordArguments& arguments);
[[nodiscard]] int tell_case(const RecordArguments& arguments);
[[nodiscard]] int erase_case(const RecordArguments& arguments);
[[nodiscard]] int show_overrides(const RecordArguments& arguments);
[[nodiscard]] int rank_cases(const RankArguments& arguments);
[[nodiscard]] int explain_case(const ExplainArguments& arguments);
[[nodiscard]] int plan_policy(const PlanArguments& arguments);
[[nodiscard]] int plan_over_record(const PlanArguments& arguments);
[[nodiscard]] int plan_over_scenario(const PlanArguments& arguments);
[[nodiscard]] int tell_robustness(const RobustnessArguments& arguments);
[[nodiscard]] int compare_groups(const EqualityArguments& arguments);
[[nodiscard]] int allocate_cases(const AllocateArguments& arguments);
[[nodiscard]] int check_policy(const PolicyArguments& arguments);
[[nodiscard]] int show_policy(const PolicyArguments& arguments);
[[nodiscard]] int compare_policies(const PolicyArguments& arguments);
/// What a policy can be begun for.
[[nodiscard]] std::vector<std::string> policy_fields();
[[nodiscard]] int new_policy(const NewPolicyArguments& arguments);
/// What is doubtful about the calendar in this file, and its years.
[[nodiscard]] int check_calendar(const std::string& path);
[[nodiscard]] int suggest_mapping(const SuggestArguments& arguments);
[[nodiscard]] int generate_cases(const GenerateArguments& arguments);
[[nodiscard]] int simulate_scenario(const SimulateArguments& arguments);
[[nodiscard]] int foresee_cases(const ForeseeArguments& arguments);

}  // namespace waitlist::cli
