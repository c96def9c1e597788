#include <embedded/private_law_facts.h>
#include <waitlist/base/limits.h>
#include <waitlist/simulation/synthetic_list.h>

#include "base/keyed_draws.h"
#include "simulation/answer_shares.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace waitlist {
namespace {

// Each draw has a purpose of its own; facts follow from first_fact on.
enum Purpose : std::uint32_t {
  wait_one,
  wait_two,
  team,
  status,
  hold,
  link,
  link_to,
  filing,
  filing_days,
  pause,
  pause_days,
  children,
  dash,
  dash_score,
  police,
  police_count,
  markers,
  marac_day,
  urgency,
  protective,
  returns,
  same_children,
  child_age = 40,    // two for each child
  first_fact = 100,  // two for each row of answer_shares()
};

constexpr std::uint32_t kStoryFrom = 100;   // lists of this size and more contain the story
constexpr std::int64_t kStoryWaited = 182;  // six months
constexpr std::int64_t kStoryAgeMonths = 14;
constexpr std::int64_t kLongestWait = 168;   // everybody else: up to 24 weeks
constexpr std::int64_t kCheckStandard = 25;  // some 17 working days

constexpr std::array<std::string_view, 4> kTeams{"Stafford", "Stoke-on-Trent", "Shrewsbury",
                                                 "Worcester"};
constexpr std::array<std::string_view, 3> kHoldReasons{
    "family not reachable", "proceedings stayed by the court", "parents in mediation"};

/// First days and thousandths of the age bands, from birth to the eighteenth birthday.
struct BirthBand {
  std::int64_t from, to;
  std::int64_t share;
};

constexpr std::array<BirthBand, 5> kBirths{
    {{0, 365, 40}, {365, 1826, 280}, {1826, 3652, 380}, {3652, 5479, 240}, {5479, 6570, 60}}};

/// The place in `shares` where a number from 0 to 999 falls; their count when it is past them.
template <std::size_t N>
std::size_t place_of(std::int64_t number, const std::array<int, N>& shares) {
  std::size_t place = 0;
  while (place < N && number >= shares[place]) number -= shares[place++];
  return place;
}

class ListMaker {
 public:
  ListMaker(const FactSchema& schema, const SyntheticListOptions& options)
      : schema_{schema}, options_{options} {}

  Result<std::vector<Case>> make() {
    check();
    if (!errors_.empty()) return failed(std::move(errors_));
    std::vector<Case> cases;
    cases.reserve(options_.cases);
    for (std::uint32_t number = 1; number <= options_.cases; ++number) {
      cases.push_back(make_case(number));
    }
    if (options_.cases >= kStoryFrom) tell_story(cases.front());
    return cases;
  }

 private:
  void check() {
    if (options_.cases == 0 || options_.cases > limits::kCasesMax) {
      errors_.push_back({ErrorCode::out_of_range, "options", 0, 0, "cases",
                         std::to_string(options_.cases),
                         "from 1 to " + std::to_string(limits::kCasesMax)});
    }
    if (const auto first = schema_.service_from(); first && options_.as_of < *first) {
      errors_.push_back({ErrorCode::out_of_range, "options", 0, 0, "as_of", options_.as_of.text(),
                         "the service began on " + first->text() +
                             ", as the fact schema says: draw a list of that day or a later one"});
    }
    for (const AnswerShares& shares : answer_shares()) require(shares.fact);
    for (const char* fact :
         {"da.dash", "da.police_12m", "da.markers", "da.marac_heard_on", "court.urgency",
          "child.protective_factors", "conf.returns", "info.checks"}) {
      require(fact);
    }
  }

  void require(std::string_view fact) {
    if (schema_.find(fact)) return;
    errors_.push_back(
        {ErrorCode::unknown_reference, "facts", 0, 0, "fact", std::string{fact},
         "synthetic lists are drawn for the private law facts; this schema lacks it"});
  }

  static std::string id_of(std::uint32_t number) {
    std::string digits = std::to_string(number);
    if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
    return "SM-" + digits;
  }

  /// Days that a case can have waited: nobody is listed before there was a service.
  [[nodiscard]] std::int64_t since_the_service_began(std::int64_t waited) const {
    const auto first = schema_.service_from();
    return first ? std::min(waited, (options_.as_of - *first).count()) : waited;
  }

  [[nodiscard]] Case make_case(std::uint32_t number) const {
    const KeyedDraws draws{options_.seed, number};
    Case one;
    one.case_id = id_of(number);
    one.area = "Staffordshire and the Marches";
    one.team = kTeams[static_cast<std::size_t>(draws.below(Purpose::team, kTeams.size()))];
    const std::int64_t waited = since_the_service_began(waited_of(draws));
    one.listed_on = options_.as_of - Days{waited};
    set_status(draws, one);
    if (const auto linked = linked_with(draws, number)) one.linked_to.push_back(id_of(*linked));
    one.children = children_of(number, one.listed_on);
    if (draws.chance(Purpose::filing, 510)) {
      one.filing_date = one.listed_on + Days{126 + draws.below(Purpose::filing_days, 71)};
    }
    if (waited > 60 && draws.chance(Purpose::pause, 30)) {
      const Day from = one.listed_on + Days{14};
      one.pauses.push_back({from, from + Days{7 + draws.below(Purpose::pause_days, 29)},
                            "mediation agreed with the court"});
    }
    set_answers(draws, waited, one);
    return one;
  }

  static void set_status(const KeyedDraws& draws, Case& one) {
    constexpr std::array<CaseStatus, 5> kStatuses{CaseStatus::awaiting, CaseStatus::on_hold,
                                                  CaseStatus::duty_allocated, CaseStatus::allocated,
                                                  CaseStatus::withdrawn};
    const std::array<int, 4> shares{940, 20, 20, 10};
    one.status = kStatuses[place_of(draws.below(Purpose::status, 1000), shares)];
    if (one.status != CaseStatus::on_hold) return;
    const auto reason = static_cast<std::size_t>(draws.below(Purpose::hold, kHoldReasons.size()));
    one.hold = Hold{std::string{kHoldReasons[reason]}, std::nullopt};
  }

  /// The smaller of two even draws: few have waited very long, most have joined lately.
  static std::int64_t waited_of(const KeyedDraws& draws) {
    return std::min(draws.below(Purpose::wait_one, kLongestWait + 1),
                    draws.below(Purpose::wait_two, kLongestWait + 1));
  }

  /// An earlier case of the list; never the first: that is the story's.
  static std::optional<std::uint32_t> linked_with(const KeyedDraws& draws, std::uint32_t number) {
    if (number <= 2 || !draws.chance(Purpose::link, 40)) return std::nullopt;
    const std::int64_t back =
        1 + draws.below(Purpose::link_to, std::min<std::int64_t>(number - 2, 20));
    return number - static_cast<std::uint32_t>(back);
  }

  /// The children of a case. Half of the linked ones are cross-applications: about the children of
  /// the case that they are linked with, where all of those were children on both days of listing.
  [[nodiscard]] std::vector<Child> children_of(std::uint32_t number, Day listed_on) const {
    const KeyedDraws draws{options_.seed, number};
    const auto linked = linked_with(draws, number);
    if (linked && draws.chance(Purpose::same_children, 500)) {
      const KeyedDraws other{options_.seed, *linked};
      auto children = children_of(*linked, options_.as_of - Days{waited_of(other)});
      const auto is_child = [listed_on](const Child& child) {
        return !child.born ||
               (*child.born <= listed_on &&
                completed_months(*child.born, listed_on).count() < limits::kAdultMonths);
      };
      if (std::ranges::all_of(children, is_child)) return children;
    }
    return own_children(draws, listed_on);
  }

  static std::vector<Child> own_children(const KeyedDraws& draws, Day listed_on) {
    std::vector<Child> drawn;
    const std::array<int, 3> shares{600, 300, 80};
    const std::size_t count = 1 + place_of(draws.below(Purpose::children, 1000), shares);
    for (std::uint32_t child = 0; child < count; ++child) {
      const std::uint32_t purpose = Purpose::child_age + 2 * child;
      std::int64_t number = draws.below(purpose, 1000);
      std::size_t band = 0;
      while (band + 1 < kBirths.size() && number >= kBirths[band].share)
        number -= kBirths[band++].share;
      const BirthBand& ages = kBirths[band];
      const std::int64_t days = ages.from + draws.below(purpose + 1, ages.to - ages.from);
      // One in fifty is not known yet; the number drawn within its band is as good as another draw.
      const bool known = number % 50 != 0;
      drawn.push_back({known ? std::optional{listed_on - Days{days}} : std::nullopt});
    }
    return drawn;
  }

  Answer& answer(Case& one, std::string_view fact) const {
    return one.answers[*schema_.find(fact)];
  }

  void set_answers(const KeyedDraws& draws, std::int64_t waited, Case& one) const {
    one.answers.assign(schema_.facts().size(), Answer::not_asked());
    std::uint32_t purpose = Purpose::first_fact;
    for (const AnswerShares& shares : answer_shares()) {
      const bool abuse = answer(one, "da.reported").given();
      const bool drawn = shares.drawn_for == DrawnFor::everybody || abuse;
      answer(one, shares.fact) =
          drawn ? drawn_answer(draws, purpose, shares, waited, one.listed_on) : Answer::no();
      const FactDefinition& fact = schema_.fact(*schema_.find(shares.fact));
      if (answer(one, shares.fact) == Answer::no() && !fact.no_is_answer) {
        answer(one, shares.fact) = Answer::not_asked();
      }
      purpose += 2;
    }
    set_checks(waited, one);
    set_abuse_details(draws, waited, one);
    if (draws.chance(Purpose::returns, 300)) {
      answer(one, "conf.returns") =
          Answer::number(draws.chance(Purpose::returns + 1000, 320) ? 2 : 1);
    } else {
      answer(one, "conf.returns") = Answer::no();
    }
    answer(one, "court.urgency") =
        draws.chance(Purpose::urgency, 60) ? Answer::markers(1) : Answer::no();
    const auto protective = static_cast<std::uint32_t>(draws.below(Purpose::protective, 16));
    answer(one, "child.protective_factors") =
        protective == 0 ? Answer::unknown() : Answer::markers(protective);
  }

  static Answer drawn_answer(const KeyedDraws& draws,
                             std::uint32_t purpose,
                             const AnswerShares& shares,
                             std::int64_t waited,
                             Day listed_on) {
    std::int64_t number = draws.below(purpose, 1000);
    const auto falls_in = [&number](std::int64_t share) {
      if (number < share) return true;
      number -= share;
      return false;
    };
    if (falls_in(shares.not_asked)) return Answer::not_asked();
    if (falls_in(shares.unknown)) return Answer::unknown();
    if (falls_in(shares.pending)) {
      return Answer::pending_since(listed_on + Days{draws.below(purpose + 1, waited + 1)});
    }
    const std::size_t level = place_of(number, shares.levels);
    return level < shares.levels.size() ? Answer::level(static_cast<std::uint32_t>(level))
                                        : Answer::no();
  }

  /// The fact about outstanding checks says what the two checks themselves say.
  void set_checks(std::int64_t waited, Case& one) const {
    const Day late = one.listed_on + Days{waited - kCheckStandard};
    int outstanding = 0;
    bool overdue = false;
    for (const char* check : {"cp.la_status", "adult.violence_record"}) {
      const Answer known = answer(one, check);
      if (known.state() != AnswerState::pending) continue;
      ++outstanding;
      overdue = overdue || known.day() < late;
    }
    const auto level = overdue ? 2U : outstanding == 2 ? 1U : 0U;
    answer(one, "info.checks") = outstanding == 0 ? Answer::no() : Answer::level(level);
  }

  void set_abuse_details(const KeyedDraws& draws, std::int64_t waited, Case& one) const {
    if (!answer(one, "da.reported").given()) {
      for (const char* fact : {"da.dash", "da.police_12m", "da.markers", "da.marac_heard_on"}) {
        answer(one, fact) = Answer::no();
      }
      return;
    }
    if (draws.chance(Purpose::dash, 300)) {
      const bool high = draws.chance(Purpose::dash_score, 250);
      const std::int64_t score = high ? 14 + draws.below(Purpose::dash_score + 1000, 9)
                                      : draws.below(Purpose::dash_score + 1000, 14);
      answer(one, "da.dash") = Answer::number(static_cast<std::uint32_t>(score));
    }
    const std::array<int, 4> police{60, 380, 190, 120};
    constexpr std::array<std::uint32_t, 5> kIncidents{0, 1, 2, 3, 5};
    const std::size_t place = place_of(draws.below(Purpose::police, 1000), police);
    answer(one, "da.police_12m") = place == 0   ? Answer::unknown()
                                   : place == 4 ? Answer::no()
                                                : Answer::number(kIncidents[place]);
    const auto marker = static_cast<std::uint32_t>(draws.below(Purpose::markers, 20));
    answer(one, "da.markers") = marker < 6 ? Answer::markers(1U << marker) : Answer::no();
    const Answer marac = answer(one, "da.marac");
    const bool heard = marac.given() && marac.value() >= 1;
    answer(one, "da.marac_heard_on") =
        heard ? Answer::on(one.listed_on + Days{waited} -
                           Days{5 + draws.below(Purpose::marac_day, 330)})
              : Answer::no();
  }

  /// The application the report tells of: a very young child that has waited six months. What is
  /// known of its risk is modest, which is why nothing but time and age speaks for it.
  void tell_story(Case& one) const {
    one.status = CaseStatus::awaiting;
    one.hold.reset();
    one.pauses.clear();
    one.linked_to.clear();
    one.filing_date.reset();
    one.team = kTeams.front();
    one.listed_on = options_.as_of - Days{since_the_service_began(kStoryWaited)};
    one.children = {{born_months_before(one.listed_on, kStoryAgeMonths)}};
    for (const AnswerShares& shares : answer_shares()) answer(one, shares.fact) = Answer::no();
    for (const char* fact : {"da.police_12m", "da.markers", "da.marac_heard_on", "info.checks",
                             "conf.returns", "court.urgency"}) {
      answer(one, fact) = Answer::no();
    }
    answer(one, "da.dash") = Answer::not_asked();
    answer(one, "work_type") = Answer::level(0);
    answer(one, "court.case_type") = Answer::level(0);
    answer(one, "da.reported") = Answer::level(0);
    answer(one, "conf.entrenched") = Answer::level(0);
    for (const char* fact : {"monitoring.ethnicity", "monitoring.sex"}) {
      answer(one, fact) = Answer::not_asked();
    }
  }

  static Day born_months_before(Day day, std::int64_t months) {
    const std::int64_t all = day.year() * std::int64_t{12} + day.month() - 1 - months;
    const auto year = static_cast<int>(all / 12);
    const auto month = static_cast<unsigned>(all % 12 + 1);
    return Day::from_ymd(year, month, std::min(day.day_of_month(), 28U)).value_or(Day::first());
  }

  const FactSchema& schema_;
  const SyntheticListOptions& options_;
  Errors errors_;
};

}  // namespace

Result<std::vector<Case>> synthetic_list(const FactSchema& schema,
                                         const SyntheticListOptions& options) {
  return ListMaker{schema, options}.make();
}

std::string_view private_law_facts_toml() noexcept { return embedded::private_law_facts(); }

}  // namespace waitlist
