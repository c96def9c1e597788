#include <waitlist/report/allocation_report.h>

#include "report/allocation_words.h"
#include "support/html_checks.h"
#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::all_between;
using text_checks::has;

namespace {

using html_checks::words_of;
using shipped::allocated;
using shipped::first_come_order;
using shipped::practitioner;
using shipped::roster_of;

/// The page, after everything that holds for any.
std::string page_of(const Allocation& allocation, const AllocationPageOptions& options = {}) {
  std::string page = render_html(allocation, options);
  const std::vector<std::string> faults = html_checks::faults(page);
  CHECK(faults == std::vector<std::string>{});
  CHECK_FALSE(has(page, "<script"));
  return page;
}

std::string section(const std::string& page, const std::string& id) {
  const auto parts = all_between(page, "<section aria-labelledby=\"" + id + "\">",
                                 "\n</section>\n<section aria-labelledby=");
  return parts.empty() ? "" : parts.front();
}

std::string row_of(const std::string& page, QueuedUnit unit) {
  const auto rows = all_between(
      page, "<li class=\"row\" id=\"unit-" + std::to_string(unit + 1) + "\">", "</details></li>");
  CAPTURE(unit);
  REQUIRE(rows.size() == 1);
  return rows.front();
}

/// Case ids in the closed row.
std::vector<std::string> cases_in(const std::string& row) {
  std::vector<std::string> ids;
  const auto names = all_between(row, "<span class=\"id\">", "</span><span class=\"where\">");
  REQUIRE(names.size() == 1);
  for (const std::string& id : all_between(names.front(), "<bdi>", "</bdi>")) {
    ids.push_back(words_of(id));
  }
  return ids;
}

/// The anchors that a piece of the page leads to, as numbers: `unit-7` is 6.
template <class Thing = PractitionerIndex>
std::vector<Thing> links(const std::string& html, const std::string& kind) {
  std::vector<Thing> found;
  for (const std::string& number : all_between(html, "href=\"#" + kind + "-", "\"")) {
    found.push_back(Thing{std::stoul(number) - 1});
  }
  return found;
}

/// Who is named in a row of the list of removals, by links or in the list that it leads to.
std::vector<PractitionerIndex> barred_in(const std::string& page, const std::string& item) {
  const auto lists = links(item, "barred");
  if (lists.empty()) return links(item, "practitioner");
  const auto shared =
      all_between(page, "id=\"barred-" + std::to_string(lists.front() + 1) + "\"", "</section>");
  REQUIRE(shared.size() == 1);
  CHECK(has(words_of(shared.front()), words_of(all_between(item, "<bdi>", "</bdi>").front())));
  return links(shared.front(), "practitioner");
}

void check_removals(const std::string& page, const Allocation& allocation, QueuedUnit unit) {
  const auto groups = removal_groups(allocation, unit);
  const auto items = all_between(row_of(page, unit), "<li>", "</li>");
  REQUIRE(items.size() == groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    CHECK(has(words_of(items[i]), groups[i].words.substr(1)));  // its first letter is a capital
    CHECK(barred_in(page, items[i]) == groups[i].practitioners);
  }
}

void check_proof(const std::string& page, const Allocation& allocation, QueuedUnit unit) {
  const auto proofs = links(row_of(page, unit), "full");
  if (allocation.why_unplaced(unit) != UnplacedReason::places_full) {
    CHECK(proofs.empty());
    return;
  }
  REQUIRE(proofs.size() == 1);
  const TightSet set = allocation.tight_set(unit);
  const auto parts =
      all_between(page, "id=\"full-" + std::to_string(proofs.front() + 1) + "\"", "</section>");
  REQUIRE(parts.size() == 1);
  const auto bodies = all_between(parts.front(), "<tbody>", "<tr class=\"sum\">");
  REQUIRE(bodies.size() == 1);
  std::vector<PractitionerIndex> practitioners;
  std::uint64_t free = 0;
  for (const FullPlaces& full : set.full) {
    const Capacity& before = allocation.loads()[full.practitioner].before;
    practitioners.push_back(full.practitioner);
    free += full.kind == PlaceKind::all ? before.free : before.urgent_free.value_or(0);
  }
  CHECK(links(bodies.front(), "practitioner") == practitioners);
  std::vector<QueuedUnit> holders = links<QueuedUnit>(bodies.front(), "unit");
  std::ranges::sort(holders);
  CHECK(holders == set.holders);
  CHECK(free == set.holders.size());  // what the page says anybody can count
  if (!holders.empty()) CHECK(holders.back() < unit);
}

void check_units(const std::string& page, const Allocation& allocation) {
  const std::string waits = section(page, "waits");
  std::size_t cases = 0;
  for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
    const AllocationUnit& one = allocation.units()[unit];
    const std::vector<std::string> ids = cases_in(row_of(page, unit));
    REQUIRE(ids.size() == one.rows.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      CHECK(ids[i] == allocation.ranking().cases().case_id(one.rows[i]));
    }
    cases += ids.size();
    std::string where = waits;
    if (one.practitioner) {
      const auto cards = all_between(page,
                                     "<section class=\"card taker\" id=\"practitioner-" +
                                         std::to_string(*one.practitioner + 1) + "\"",
                                     "</section>");
      REQUIRE(cards.size() == 1);
      where = cards.front();
    }
    CHECK(has(where, "<li class=\"row\" id=\"unit-" + std::to_string(unit + 1) + "\">"));
    check_removals(page, allocation, unit);
    if (!one.practitioner) check_proof(page, allocation, unit);
  }
  CHECK(cases == allocation.ranking().places().size());
}

void check_loads(const std::string& page, const Allocation& allocation) {
  const auto bodies = all_between(section(page, "loads"), "<tbody>", "<tr class=\"sum\">");
  if (allocation.loads().empty()) {
    CHECK(bodies.empty());
    return;
  }
  const auto rows = all_between(bodies.front(), "<tr>", "</tr>");
  REQUIRE(rows.size() == allocation.loads().size());
  for (PractitionerIndex p{0}; p < rows.size(); ++p) {
    const PractitionerLoad& load = allocation.loads()[p];
    const Practitioner& one = allocation.roster().practitioners()[p];
    const auto cells = all_between(rows[p], "class=\"n\">", "</td>");
    REQUIRE(cells.size() == 8);
    CHECK(links(rows[p], "practitioner") == std::vector{p});
    CHECK(cells[0] == std::to_string(load.before.caseload));
    CHECK(cells[1] == std::to_string(load.before.held));
    CHECK(cells[2] == std::to_string(load.given));
    CHECK(cells[3] == std::to_string(load.before.held + load.given));
    CHECK(cells[5] == std::to_string(one.urgent_held));
    CHECK(cells[6] == std::to_string(load.urgent_given));
    CHECK(cells[7] == (one.urgent_limit ? std::to_string(*one.urgent_limit) : "none"));
  }
}

void check_gains(const std::string& page, const Allocation& allocation) {
  const auto bodies = all_between(section(page, "more"), "<tbody>", "</tbody>");
  std::vector<std::optional<QueuedUnit>> bought(allocation.loads().size());
  if (!bodies.empty() && has(section(page, "more"), "with any one of")) {
    for (const std::string& row : all_between(bodies.front(), "<tr>", "</tr>")) {
      const auto unit = links<QueuedUnit>(row, "unit");
      REQUIRE(unit.size() == 1);
      for (const PractitionerIndex p : links(row, "practitioner")) bought[p] = unit.front();
    }
  }
  CHECK(bought == allocation.one_more_place_buys());
}

void check_page(const Allocation& allocation) {
  const std::string page = page_of(allocation);
  CHECK(has(words_of(page), outcome_in_words(allocation)));
  check_units(page, allocation);
  check_loads(page, allocation);
  check_gains(page, allocation);
}

/// A roster of chance; the engine gives the same numbers everywhere.
Roster random_roster(std::mt19937& chance) {
  static const std::vector<std::string> kAreas{"Stafford", "Shrewsbury", "Stoke-on-Trent"};
  const auto below = [&chance](std::uint32_t bound) {
    return static_cast<std::uint32_t>(chance() % bound);
  };
  std::vector<Practitioner> all;
  const std::uint32_t practitioners = below(13);
  for (std::uint32_t i = 0; i < practitioners; ++i) {
    Practitioner one = practitioner("P" + std::to_string(i), below(30));
    one.base = kAreas[below(3)];
    if (below(4) != 0) one.areas = {kAreas[below(3)]};
    if (below(2) == 0) one.competences = {"domestic_abuse", "rule_16_4"};
    if (below(2) == 0) one.urgent_limit = below(4);
    one.held_load = below(5);
    if (below(6) == 0) one.absences = {{{shipped::as_of(), std::nullopt}, "leave"}};
    one.conflicts = {"SM-0" + std::to_string(100 + below(200))};
    all.push_back(one);
  }
  return roster_of(std::move(all));
}

}  // namespace

TEST_SUITE("allocation page") {
  TEST_CASE("allocation page: every unit once, loads and proofs those of the allocation") {
    check_page(shipped::sample_allocation());
    const Ranking ranking = shipped::ranked_sample("staffordshire_2009");
    AllocationRules rules = shipped::sample_rules();
    rules.instructions.clear();
    std::mt19937 chance{20091005};
    for (int i = 0; i < 4; ++i) {
      CAPTURE(i);
      rules.urgent_tiers = 1 + static_cast<std::uint32_t>(i % 3);
      check_page(allocated(ranking, random_roster(chance), rules));
    }
    rules.count = LoadCount::cases;
    check_page(allocated(ranking, shipped::sample_roster(), rules));
  }

  TEST_CASE("allocation page: a small one is the page that was looked at, byte for byte") {
    Practitioner away = practitioner("AW-1", 4);
    away.absences = {{{shipped::as_of(), std::nullopt}, "leave"}};
    Practitioner near = practitioner("NE-1", 3);
    near.base = "Stafford";
    near.areas = {"Stafford"};
    near.held_load = 1;
    near.urgent_limit = 4;
    Practitioner far = practitioner("WO-1", 2);
    far.base = "Worcester";
    far.competences = {"rule_16_4"};
    far.contracted_hours = WeekHours{3700};
    far.available_hours = WeekHours{1850};
    AllocationRules rules;
    rules.needs = {{"rule_16_4", {"", "work_type", {"rule_16_4"}}}};
    rules.urgent_tiers = 1;
    rules.instructions = {{InstructionKind::pin, "B", "NE-1", "knows the court", "M1"},
                          {InstructionKind::exclude, "A", "NE-1", "asked for another", "M1"}};
    const Ranking ranking = first_come_order(
        "case_id,listed_on,team,linked_to,work_type,status,hold_reason\n"
        "A,2009-01-01,Stafford,,s7,,\nB,2009-02-01,Worcester,C,rule_16_4,,\n"
        "C,2009-03-01,Worcester,,s7,,\nD,2009-04-01,Worcester,,rule_16_4,,\n"
        "E,2009-05-01,Stafford,,s7,,\nF,2009-05-02,Stafford,,s7,on_hold,abroad\n"
        "G,2009-06-01,Stafford,,s7,,\n");
    const std::string page = page_of(
        allocated(ranking, roster_of({away, near, far}, {{"Worcester", "Stafford", 75}}), rules));
    const auto body = all_between(page, "<main id=\"main\">\n", "</main>");
    REQUIRE(body.size() == 1);
    const bool same = body.front() == shipped::text_of("tests/report/golden/allocation_page.html");
    if (!same) std::ofstream{"allocation_page.html"} << body.front();
    CHECK_MESSAGE(same, "the page as it is now lies in allocation_page.html, to be looked at");
  }

  TEST_CASE("allocation page: what a file says is text, whatever it holds") {
    const std::string id = "<script>alert('1')</script>\"onload=\"x\"&amp";
    const std::string arabic = "\u0639\u0627\u0626\u0644\u0629";
    const std::string word(200, 'w');  // as long as any text may be
    Practitioner hostile = practitioner("<b>\"P\"&'1'</b>", 2);
    hostile.base = "</bdi></main><img src=x onerror=alert(1)>";
    hostile.areas = {word, "{{{rows}}}"};
    hostile.competences = {"<i>", arabic};
    hostile.absences = {{{shipped::as_of(), std::nullopt}, "<em>" + arabic}};
    Practitioner other = practitioner(arabic, 1);
    AllocationRules rules;
    rules.instructions = {{InstructionKind::pin, id, arabic, "<a href=\"x\">", "<u>M"}};
    std::string quoted = "\"";
    for (const char c : id) quoted += c == '"' ? "\"\"" : std::string(1, c);
    const Ranking ranking = first_come_order("case_id,listed_on,team\n" + quoted +
                                             "\",2009-01-01," + word + "\nB,2009-02-01,<td>\n");
    const std::string page = page_of(allocated(ranking, roster_of({hostile, other}), rules));
    for (const char* tag :
         {"<script", "<b>", "<img", "<em>", "<i>", "<u>", "<td>,", "href=\"x\""}) {
      CAPTURE(tag);
      CHECK_FALSE(has(page, tag));
    }
    const std::string words = words_of(page);
    for (const std::string& kept : {id, hostile.practitioner_id, hostile.base, word, arabic,
                                    std::string{"{{{rows}}}"}, std::string{"<u>M"}}) {
      CAPTURE(kept);
      CHECK(has(words, kept));
    }
  }

  TEST_CASE("allocation page: nobody, nothing and no place are said") {
    const Ranking none = first_come_order("case_id,listed_on\n");
    const Ranking two = first_come_order("case_id,listed_on\nA,2009-01-01\nB,2009-02-01\n");
    const std::string empty = page_of(allocated(none, roster_of({})));
    CHECK(has(empty, "No case is waiting to be allocated."));
    CHECK(has(empty, "The roster has no practitioner."));
    const std::string nobody = page_of(allocated(two, roster_of({})));
    CHECK(has(nobody, "There is no practitioner."));
    CHECK(has(nobody, "2 units wait"));
    CHECK(has(page_of(allocated(none, roster_of({practitioner("P", 3)}))), "Nothing new."));
    const Allocation full = allocated(two, roster_of({practitioner("P", 0)}));
    check_page(full);
    CHECK(has(words_of(page_of(full)), "1 practitioner without a free place today"));
    const std::string all = page_of(allocated(two, roster_of({practitioner("P", 5)})));
    CHECK(has(all, "Every unit of the queue has a practitioner."));
    CHECK(has(all, "One more free place would bring no unit a place."));
  }

  TEST_CASE("allocation page: split, unknown ways, several places and own prices are said") {
    const Ranking family =
        first_come_order("case_id,listed_on,team,linked_to\nA,2009-01-01,Far,B\nB,2009-02-01,,\n");
    Practitioner p = practitioner("P", 1);
    Practitioner q = practitioner("Q", 1);
    p.conflicts = {"B"};
    q.conflicts = {"A"};
    p.base = "Near";
    AllocationRules apart;
    apart.instructions = {{InstructionKind::part, "B", "", "two courts", "M1"}};
    const Allocation split = allocated(family, roster_of({p, q}), apart);
    check_page(split);
    const std::string parted = words_of(page_of(split));
    CHECK(has(parted, "apart from its family, as a manager has said"));
    CHECK(has(parted, "a way from Near to Far that nobody has written down"));
    CHECK(has(parted, "nobody else may take it"));

    AllocationRules rules;
    rules.count = LoadCount::cases;
    const Allocation several = allocated(family, roster_of({practitioner("P", 1)}), rules);
    check_page(several);
    CHECK(has(page_of(several), "it takes 2 places and can never fit"));
    CHECK(has(page_of(several), "If there were one more free place there"));

    rules = {};
    rules.pairs = {{"A", "P", Cost{7}}, {"B", "P", Cost{2}}};
    const std::string own = page_of(allocated(family, roster_of({practitioner("P", 1)}), rules));
    CHECK(has(words_of(own), "Price given9"));
    CHECK(has(own, "was given as pairs."));
  }

  TEST_CASE("allocation page: says how many units it shows and where the rest is") {
    const std::string page = page_of(shipped::sample_allocation(), {.top = 110});
    CHECK(all_between(page, "<li class=\"row\" id=\"unit-", "\"").size() == 110);
    CHECK(has(page, "shows the first 110 of 362 units"));
    CHECK(has(page, "--format csv"));
    CHECK(has(page, "further down the queue, not shown here."));
    check_loads(page, shipped::sample_allocation());
    CHECK(all_between(page_of(shipped::sample_allocation(), {.top = 0}), "<li class=\"row\"", ">")
              .empty());
  }
}
