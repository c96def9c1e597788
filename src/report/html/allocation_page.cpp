#include <embedded/allocation_page_mustache.h>
#include <waitlist/report/allocation_report.h>

#include "report/allocation_notes.h"
#include "report/allocation_words.h"
#include "report/faulty_words.h"
#include "report/finding_words.h"
#include "report/html/allocation_links.h"
#include "report/html/allocation_proofs.h"
#include "report/html/allocation_rows.h"
#include "report/html/allocation_takers.h"
#include "report/html/faulty_rows.h"
#include "report/html/page.h"
#include "report/outlook_words.h"
#include "report/plain_words.h"

#include <algorithm>
#include <map>

namespace waitlist {
namespace {

using html::Data;
using html::List;
using html::Object;
using html::text;

/// Units and cases of a kind.
struct Tally {
  std::int64_t units = 0;
  std::int64_t cases = 0;
  std::int64_t urgent = 0;
};

class AllocationPage {
 public:
  AllocationPage(const Allocation& allocation, const AllocationPageOptions& options)
      : allocation_{allocation},
        links_{allocation, options.top},
        proofs_{allocation, links_},
        rows_{allocation, links_, proofs_},
        takers_{allocation, links_, rows_} {
    for (const AllocationUnit& unit : allocation.units()) {
      Tally& tally = unit.practitioner ? placed_ : waiting_;
      ++tally.units;
      tally.cases += static_cast<std::int64_t>(unit.rows.size());
      tally.urgent += unit.urgent ? 1 : 0;
    }
  }

  std::string document() {
    const std::string date = long_date(allocation_.ranking().as_of());
    html::Template page{embedded::allocation_page_mustache()};
    return html::document({"Proposed allocation on " + date, page.filled(data(date)), {}});
  }

 private:
  Object data(const std::string& date) {
    const CompiledPolicy& policy = allocation_.ranking().policy();
    const PolicyStamp& stamp = policy.stamp();
    Object data{{"date", text(date)},
                {"outcome", text(outcome_in_words(allocation_))},
                {"policy", text(stamp.id + ' ' + stamp.version)},
                {"status_line", text(policy.written().status_line)},
                {"promise", text(promise())},
                {"figures", figures()},
                {"shown_words", text(shown_words())},
                {"takers", text(takers_.cards())},
                {"policy_digest", text(stamp.digest.hex())},
                {"cases_digest", text(allocation_.ranking().cases().digest().hex())},
                {"roster_digest", text(allocation_.roster().digest().hex())},
                {"rules_digest", text(allocation_.rules_digest().hex())}};
    html::add_faulty(data, allocation_.ranking(), kFaultyNotConsidered);
    takers_.add_loads(data);
    takers_.add_charts(data);
    add_waiting(data);
    add_gains(data);
    add_instructions(data);
    add_findings(data);
    add_outlook(data);
    add_notes(data);
    add_prices(data);
    const std::string proofs = proofs_.text();  // what the rows above have led to
    data["has_proofs"] = Data{!proofs.empty()};
    data["proofs"] = text(proofs);
    return data;
  }

  [[nodiscard]] std::string promise() const {
    std::string words = promise_in_words(allocation_);
    words +=
        " A unit is one case, or linked cases that stay with one practitioner. Where a unit waits, "
        "this page shows why: nobody may take it, or those who may are full with units that stand "
        "before it. Of all ways to keep this promise the proposal ";
    const bool shares = has_least_shares(allocation_);
    if (!allocation_.rules().earlier.empty()) {
      words += "changes the fewest cases of the earlier one";
      words += shares ? ". Of these it " : ", and of these it ";
    }
    if (shares) words += "meets the least shares best, and of these it ";
    words +=
        "is the cheapest. Its price weighs travel, families who are known and how evenly work is "
        "spread.";
    if (allocation_.exact()) return words;
    const std::string why = allocation_.kinds().empty()
                                ? " Some units take several places here"
                                : " Units take several places here, or kinds of work have limits";
    return promise_in_words(allocation_) + why +
           ": whether one more fits was found out by a search "
           "that leaves nothing untried, unless this page says that it stopped early.";
  }

  [[nodiscard]] List figures() const {
    List list;
    const auto add = [&list](std::string_view label, const std::string& value,
                             const std::string& rest = "") {
      list.push_back(Object{
          {"label", text(label)}, {"value", text(value)}, {"rest", html::text_or_none(rest)}});
    };
    const auto of = [&add](std::string_view label, std::int64_t part, std::int64_t whole) {
      add(label, std::to_string(part), "of " + std::to_string(whole));
    };
    of("units placed", placed_.units, placed_.units + waiting_.units);
    of("cases placed", placed_.cases, placed_.cases + waiting_.cases);
    of("urgent units placed", placed_.urgent, placed_.urgent + waiting_.urgent);
    add("units waiting", std::to_string(waiting_.units));
    std::int64_t free = 0;
    std::int64_t given = 0;
    for (const PractitionerLoad& load : allocation_.loads()) {
      free += load.before.free;
      given += load.given;
    }
    of("free places used", given, free);
    add("practitioners", std::to_string(allocation_.loads().size()));
    add("price of the whole", price_text(allocation_, allocation_.total()));
    return list;
  }

  [[nodiscard]] std::string shown_words() const {
    const std::size_t all = allocation_.units().size();
    if (all == 0) return std::string{nobody_ranked(allocation_.ranking())};
    if (links_.shown() == all) {
      return "All " + count_of(all, "unit", "units") +
             " of the queue are on this page, each once: here or among those that wait.";
    }
    return "This page shows the first " + std::to_string(links_.shown()) + " of " +
           std::to_string(all) +
           " units of the queue; the rest is in the same allocation as CSV or JSON "
           "(--format csv). Loads and sums are of all.";
  }

  void add_waiting(Object& data) {
    std::string rows;
    for (QueuedUnit i{0}; i < links_.shown(); ++i) {
      if (!allocation_.units()[i].practitioner) rows += rows_.row(i);
    }
    data["has_waiting"] = Data{!rows.empty()};
    data["waiting"] = text(rows);
    std::string words = count_of(waiting_.units, "unit waits", "units wait");
    if (waiting_.units == 0) {
      words = "Every unit of the queue has a practitioner.";
    } else {
      words += ", in queue order. Open a row for who may not take it and whose places are full.";
    }
    data["waits_words"] = text(words);
    data["apart_words"] = apart();
  }

  [[nodiscard]] Data apart() const {
    const auto apart = allocation_.ranking().apart();
    if (apart.empty()) return Data{false};
    std::map<ApartReason, std::int64_t> counts;
    for (const ApartCase& one : apart) ++counts[one.reason];
    std::vector<std::string> parts;
    parts.reserve(counts.size());
    for (const auto& [reason, cases] : counts) {
      parts.push_back(std::to_string(cases) + " " + apart_in_words(reason));
    }
    return text(count_of(apart.size(), "case is", "cases are") +
                " listed apart, not in the queue. They are " + listed(parts) +
                ". The ranking names them.");
  }

  [[nodiscard]] std::string which(QueuedUnit unit) const {
    const AllocationUnit& one = allocation_.units()[unit];
    return "place " + std::to_string(one.position) + " of the queue, " +
           tier_heading(allocation_.ranking().policy(), tier_of(allocation_, one));
  }

  Object gain(const std::optional<QueuedUnit>& unit) {
    return Object{{"unit", text(unit ? links_.unit(*unit) : "nobody")},
                  {"which", text(unit ? which(*unit) : "")}};
  }

  void add_gains(Object& data) {
    std::map<QueuedUnit, std::vector<PractitionerIndex>> by_unit;
    const auto bought = allocation_.one_more_place_buys();
    for (PractitionerIndex p{0}; p < bought.size(); ++p) {
      if (bought[p]) by_unit[*bought[p]].push_back(p);
    }
    List gains;
    for (const auto& [unit, practitioners] : by_unit) {
      Object row = gain(unit);
      row["with"] = text(links_.practitioners(practitioners));
      gains.push_back(row);
    }
    List areas;
    if (allocation_.exact() || !gains.empty()) {
      for (const AreaGain& one : allocation_.one_more_place_in_area_buys()) {
        Object row = gain(one.unit);
        row["area"] = text(one.area);
        areas.push_back(row);
      }
    }
    data["has_gains"] = Data{!gains.empty()};
    data["gains"] = gains;
    data["has_areas"] = Data{!areas.empty()};
    data["areas"] = areas;
    data["more_words"] = text(
        allocation_.has_pair_loads() && !allocation_.exact()
            ? "Where cases take other places with one than with another it is not sought."
        : gains.empty() && !allocation_.kinds().empty()
            ? "Where kinds of work have limits it is sought for few units alone; if they are few, "
              "one more free place would bring no unit a place, or the search for it stopped."
        : gains.empty() && !allocation_.exact()
            ? "Where units take several places it is sought for few of them alone; if they are "
              "few, one more free place would bring no unit a place."
        : gains.empty() ? "One more free place would bring no unit a place."
                        : "If there were one more free place there, this is the first unit that "
                          "would have a place. Others may move for it.");
  }

  [[nodiscard]] static std::string_view kind_in_words(InstructionKind kind) {
    switch (kind) {
      case InstructionKind::pin: return "to nobody but";
      case InstructionKind::exclude: return "not to";
      case InstructionKind::part: return "apart from its family";
      case InstructionKind::appointed: return "to the appointed";
    }
    return "";
  }

  [[nodiscard]] std::string outcome_of(const Instruction& instruction) const {
    const auto unit = allocation_.find(instruction.case_id);
    if (!unit) return "not in the queue today";
    const auto practitioner = allocation_.units()[*unit].practitioner;
    if (!practitioner) return "the case still waits";
    std::string text = "the case goes to " + id_of(allocation_, *practitioner);
    if (instruction.kind != InstructionKind::appointed) return text;
    for (const AboveLimit& above : above_limits(allocation_, *practitioner)) {
      text += ", then above " + above.limit + " by " + std::to_string(above.places);
    }
    return text;
  }

  void add_instructions(Object& data) {
    List list;
    html::Template plain{"<bdi>{{id}}</bdi>"};
    for (const Instruction& one : allocation_.rules().instructions) {
      const auto unit = allocation_.find(one.case_id);
      const auto practitioner = allocation_.roster().find(one.practitioner_id);
      list.push_back(Object{
          {"case",
           text(unit ? links_.unit(*unit) : plain.filled(Object{{"id", text(one.case_id)}}))},
          {"kind", text(kind_in_words(one.kind))},
          {"practitioner", text(practitioner ? links_.practitioner(*practitioner) : "")},
          {"reason", text(one.reason)},
          {"made_by", text(one.made_by)},
          {"outcome", text(outcome_of(one))}});
    }
    data["has_appointments"] =
        Data{std::ranges::count(allocation_.rules().instructions, InstructionKind::appointed,
                                &Instruction::kind) != 0};
    data["has_instructions"] = Data{!list.empty()};
    data["instructions"] = list;
  }

  void add_outlook(Object& data) const {
    data["has_outlook"] = Data{allocation_.rules().horizon.has_value()};
    if (!allocation_.rules().horizon) return;
    const AllocationOutlook outlook = allocation_.outlook();
    List sections;
    for (const OutlookSection& section : outlook_in_words(allocation_, outlook)) {
      List sentences;
      for (const std::string& words : section.sentences) {
        sentences.push_back(Object{{"words", text(words)}});
      }
      sections.push_back(Object{{"heading", text(section.heading)}, {"sentences", sentences}});
    }
    data["horizon"] = text(count_of(outlook.horizon.count(), "day", "days"));
    data["nothing_comes"] = Data{sections.empty()};
    data["outlook"] = sections;
  }

  void add_notes(Object& data) const {
    List notes;
    for (const AllocationNote& note : notes_of(allocation_)) {
      List sentences;
      for (const std::string& words : note.sentences) {
        sentences.push_back(Object{{"words", text(words)}});
      }
      notes.push_back(Object{{"heading", text(note.heading)}, {"sentences", sentences}});
    }
    data["notes"] = notes;
  }

  void add_findings(Object& data) const {
    List list;
    for (const std::string& words : findings_in_words(allocation_)) {
      list.push_back(Object{{"words", text(words)}});
    }
    data["has_findings"] = Data{!list.empty()};
    data["findings"] = list;
  }

  void add_prices(Object& data) const {
    List list;
    const auto add = [&](std::string_view label, Cost cost) {
      list.push_back(
          Object{{"label", text(label)}, {"value", text(price_text(allocation_, cost))}});
    };
    const PriceWeights& prices = allocation_.rules().prices;
    const bool own = allocation_.rules().has_own_pairs();
    if (!own) {
      add("A minute of travel", prices.travel_minute);
      add("A way that nobody has written down", prices.unknown_travel);
      add("A family worked with today; the worth fades over " +
              std::to_string(prices.continuity_days.count()) + " days",
          -prices.continuity);
      add("The last place of a caseload against the first", prices.full_caseload);
      add("The same for urgent work", prices.full_urgent);
      if (!allocation_.rules().preferences.empty()) {
        add("A competence that a case prefers and the practitioner lacks", prices.preference);
      }
    }
    data["prices"] = list;
    data["prices_words"] =
        text(own ? "Who may take what, and at what price, was given as pairs."
                 : "Everything is weighed against travel, so that it is worth some of it. These "
                   "weights are assumptions to be agreed by those who use them; none is official.");
  }

  const Allocation& allocation_;
  html::AllocationLinks links_;
  html::AllocationProofs proofs_;
  html::AllocationRows rows_;
  html::AllocationTakers takers_;
  Tally placed_;
  Tally waiting_;
};

}  // namespace

std::string render_html(const Allocation& allocation, const AllocationPageOptions& options) {
  return AllocationPage{allocation, options}.document();
}

}  // namespace waitlist
