#include <embedded/origin_mustache.h>
#include <embedded/policy_mustache.h>
#include <waitlist/report/policy_report.h>

#include "base/enumerator_words.h"
#include "policy/policy_tables.h"
#include "report/ceiling_words.h"
#include "report/condition_words.h"
#include "report/html/page.h"
#include "report/html/plot.h"
#include "report/html/policy_charts.h"
#include "report/html/template.h"
#include "report/matrix_words.h"
#include "report/plain_words.h"
#include "report/policy_words.h"
#include "report/uncertain_words.h"

#include <algorithm>
#include <iterator>

namespace waitlist {
namespace {

using html::List;
using html::number;
using html::Object;
using html::text;

html::Data yes(bool whether) { return html::Data{whether}; }

std::string figure(const html::Plot& plot, std::string_view caption) {
  return "<figure class=\"chart\">" + svg(plot) + "<figcaption>" + std::string{caption} +
         "</figcaption></figure>\n";
}

/// How fast a wait earns, beside the rate of the policy; in thousandths.
std::string rate_in_words(std::int64_t times) {
  return times == 1000 ? "Plain rate" : short_points(Points{times}) + " times as fast";
}

/// What fills policy.mustache, section by section.
class PolicyPage {
 public:
  explicit PolicyPage(const CompiledPolicy& policy)
      : compiled_{policy},
        policy_{policy.written()},
        tables_{policy.tables()},
        origin_{embedded::origin_mustache()},
        greatest_{greatest_points()} {}

  std::string document() {
    Object page;
    add_head(page);
    add_steps(page);
    add_bands(page);
    add_floors(page);
    add_ceilings(page);
    add_groups(page);
    add_waiting(page);
    add_unknown(page);
    add_time_rules(page);
    add_uncertain(page);
    add_sources(page);
    return html::document({.title = policy_.title,
                           .body = html::Template{embedded::policy_mustache()}.filled(page),
                           .script = ""});
  }

 private:
  [[nodiscard]] Points greatest_points() const {
    Points greatest{1};
    const auto add = [&](const std::vector<PointsRow>& rows) {
      for (const PointsRow& row : rows) greatest = std::max(greatest, row.points);
    };
    for (const CriterionRule& rule : policy_.criteria) add(points_of(compiled_, rule));
    if (policy_.age) add(points_of(compiled_, *policy_.age));
    if (policy_.filing) add(points_of(compiled_, *policy_.filing));
    return greatest;
  }

  void add_head(Object& page) const {
    const auto doubts = review(compiled_);
    const auto is_in = [&](DoubtKind kind) {
      return std::ranges::count(doubts, kind, &Doubt::kind) > 0;
    };
    const auto counts = [&](DoubtKind ignored) {
      return is_in(ignored) ? "does not count" : "counts";
    };
    page["wait_counts"] = yes(!is_in(DoubtKind::ignores_waiting));
    const auto& must = policy_.must_allocate;
    const std::string longest =
        must && must->waiting ? weeks_or_days(*must->waiting) : std::string{"no limit"};
    List figures;
    const auto add = [&](std::string_view name, std::string_view value) {
      figures.push_back(Object{{"figure", text(name)}, {"value", text(value)}});
    };
    add("Questions that earn points", std::to_string(policy_.criteria.size()));
    add("Time on the list", counts(DoubtKind::ignores_waiting));
    add("Age of the child", counts(DoubtKind::ignores_age));
    add("Rules whatever the points", std::to_string(policy_.floors.size()));
    add("Must be allocated after", longest);
    page["figures"] = figures;
    const bool approved = policy_.status == "approved";
    page["title"] = text(policy_.title);
    page["status_line"] = text(policy_.status_line);
    page["status"] = text(approved ? "Approved" : "Illustrative, not an official policy");
    page["status_class"] = text(approved ? "calm" : "warn");
    page["id"] = text(policy_.id);
    page["version"] = text(policy_.version);
    page["about"] = text(about_in_words(policy_));
    page["has_doubts"] = yes(!doubts.empty());
    List list;
    for (const Doubt& doubt : doubts) list.push_back(Object{{"doubt", text(doubt.text)}});
    page["doubts"] = list;
  }

  void add_steps(Object& page) const {
    List steps;
    const auto say = [&](const std::string& words) {
      steps.push_back(Object{{"step", text(words)}});
    };
    say("What is known about the case earns points, question by question.");
    const std::string most_urgent = tier_in_words(compiled_, policy_.bands.front().id);
    say(policy_.bands.size() == 1
            ? "There is one band for all: " + most_urgent + "."
            : "The points for risk set its band, from " + most_urgent + " to " +
                  tier_in_words(compiled_, policy_.bands.back().id) + ".");
    if (!policy_.floors.empty()) {
      say(count_of(policy_.floors.size(), "rule lifts", "rules lift") +
          " a case to a band whatever its points.");
    }
    if (!policy_.ceilings.empty()) {
      say(count_of(policy_.ceilings.size(), "rule keeps", "rules keep") +
          " a case or a group of its points down.");
    }
    say(policy_.waiting ? "Each day on the list adds points of its own."
                        : "Time on the list adds no points.");
    if (policy_.promotion) say(promotion_in_words(compiled_));
    if (policy_.must_allocate) say(must_allocate_in_words(compiled_));
    say("The order is a proposal. A named manager decides.");
    page["steps"] = steps;
  }

  [[nodiscard]] std::string tier_of(std::string_view id) const {
    return compiled_.find_band(id) ? tier_in_words(compiled_, id) : "Must be allocated";
  }

  void add_bands(Object& page) const {
    List bands;
    for (TierIndex tier = 0; tier < compiled_.tier_count(); ++tier) {
      const std::string_view id = compiled_.tier_id(tier);
      const auto band = compiled_.find_band(id);
      const std::string from = band ? short_points(compiled_.band(*band).from) : "any";
      bands.push_back(
          Object{{"band", text(tier_of(id))},
                 {"from", text(from)},
                 {"meaning", text(band ? compiled_.band(*band).meaning
                                       : "Cases that must be allocated, by the rule on time.")}});
    }
    page["bands"] = bands;
    page["order"] = text(order_in_words(compiled_));
  }

  [[nodiscard]] html::Data matrix_in(const BandByTwoFacts& by) const {
    const Matrix matrix = matrix_of(compiled_, by);
    List columns;
    for (const std::string& column : matrix.columns) {
      columns.push_back(Object{{"matrix_column", text(column)}});
    }
    List rows;
    for (const MatrixRow& row : matrix.rows) {
      List cells;
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        cells.push_back(Object{{"across", text(matrix.columns[i])}, {"cell", text(row.cells[i])}});
      }
      rows.push_back(Object{{"matrix_level", text(row.label)}, {"cells", cells}});
    }
    return Object{{"rows_of", text(matrix.rows_of)},
                  {"columns_of", text(matrix.columns_of)},
                  {"matrix_columns", columns},
                  {"matrix_rows", rows}};
  }

  void add_floors(Object& page) {
    List floors;
    for (const FloorRule& floor : policy_.floors) {
      const bool by_two = floor.by.has_value();
      const std::string when = when_in_words(compiled_, floor.when);
      floors.push_back(
          Object{{"floor", text(floor.label)},
                 {"by_two", yes(by_two)},
                 {"matrix", by_two ? matrix_in(*floor.by) : html::Data{Object{}}},
                 {"floor_band", text(by_two ? "" : tier_in_words(compiled_, floor.band))},
                 {"when", text(by_two ? "" : sentence(when))},
                 {"whatever_else", yes(floor.whatever_else)},
                 {"whatever_else_words", text(whatever_else_in_words())},
                 {"has_action", yes(!floor.action.empty())},
                 {"action", text(floor.action)},
                 {"origin", origin_of(floor.origin)}});
    }
    page["has_floors"] = yes(!policy_.floors.empty());
    page["undercut"] = yes(has_band_ceiling(policy_));
    page["floors"] = floors;
  }

  void add_ceilings(Object& page) {
    List ceilings;
    for (const CeilingRule& rule : policy_.ceilings) {
      ceilings.push_back(Object{{"ceiling", text(rule.label)},
                                {"ceiling_limit", text(limit_in_words(compiled_, rule))},
                                {"when", text(sentence(when_in_words(compiled_, rule.when)))},
                                {"origin", origin_of(rule.origin)}});
    }
    page["has_ceilings"] = yes(!ceilings.empty());
    page["ceilings_text"] = text(ceilings_in_words());
    page["ceilings"] = ceilings;
    page["has_cannot_tell"] = yes(policy_.cannot_tell.has_value());
    if (!policy_.cannot_tell) return;
    page["cannot_tell"] = text(policy_.cannot_tell->label);
    page["cannot_tell_text"] = text(cannot_tell_in_words(compiled_, *policy_.cannot_tell));
    page["cannot_tell_origin"] = origin_of(policy_.cannot_tell->origin);
  }

  /// Why the rule is there and where it comes from, as HTML.
  html::Data origin_of(const Origin& origin) {
    provenances_.push_back(origin.provenance);
    List cited;
    for (std::size_t i = 0; i < origin.sources.size(); ++i) {
      const auto source = std::ranges::find(policy_.sources, origin.sources[i], &PolicySource::key);
      cited.push_back(Object{{"cited_number", number(source - policy_.sources.begin() + 1)},
                             {"cited_title", text(source->title)},
                             {"gap", text(i + 1 < origin.sources.size() ? "; " : ".")}});
    }
    const std::string from = provenance_in_words(origin.provenance);
    return text(origin_.filled(Object{{"has_why", yes(!origin.why.empty())},
                                      {"why", text(origin.why)},
                                      {"has_from", yes(!from.empty() || !cited.empty())},
                                      {"from", text(from.empty() ? "" : sentence("From: " + from))},
                                      {"has_cited", yes(!cited.empty())},
                                      {"cited", cited}}));
  }

  [[nodiscard]] List answers_of(const std::vector<PointsRow>& rows) const {
    List answers;
    for (const PointsRow& row : rows) {
      const auto wait = as_waiting(compiled_, row.points);
      answers.push_back(Object{{"answer", text(row.answer)},
                               {"points", text(short_points(row.points))},
                               {"share", number(row.points.count() * 100 / greatest_.count())},
                               {"wait", text(wait ? wait_in_words(compiled_, *wait) : "\u2013")}});
    }
    return answers;
  }

  Object item(const std::string& label,
              bool critical,
              const std::vector<PointsRow>& rows,
              const Origin& origin,
              const std::string& chart = "",
              const std::string& notes = "") {
    return Object{
        {"item", text(label)},  {"critical", yes(critical)},   {"has_notes", yes(!notes.empty())},
        {"notes", text(notes)}, {"answers", answers_of(rows)}, {"origin", origin_of(origin)},
        {"chart", text(chart)}};
  }

  /// None where a row has conditions: no picture is true of every case.
  [[nodiscard]] std::string age_chart() const {
    if (tables_.age_where) return "";
    return figure(html::age_plot(compiled_), "Points by age, in steps.");
  }

  [[nodiscard]] std::string filing_chart() const {
    if (tables_.slack_where) return "";
    return figure(html::filing_plot(compiled_), "Points by working days left, in steps.");
  }

  [[nodiscard]] std::string notes_on(const CriterionRule& rule) const {
    std::string notes = counts_where_in_words(compiled_, rule.when);
    if (!rule.valid) return notes;
    return notes + (notes.empty() ? "" : " ") + valid_in_words(*rule.valid);
  }

  void add_groups(Object& page) {
    List groups;
    for (const GroupRule& group : policy_.groups) {
      List items;
      for (const CriterionRule& rule : policy_.criteria) {
        if (rule.group != group.id) continue;
        items.push_back(item(label_of(compiled_, rule), rule.critical, points_of(compiled_, rule),
                             rule.origin, "", notes_on(rule)));
      }
      if (policy_.age && policy_.age->group == group.id) {
        items.push_back(item(age_in_words(*policy_.age), false, points_of(compiled_, *policy_.age),
                             policy_.age->origin, age_chart()));
      }
      groups.push_back(Object{{"group", text(group.label)},
                              {"group_text", text(group_in_words(group))},
                              {"items", items}});
    }
    if (policy_.filing) {
      List items;
      items.push_back(item("Working days left until the work has to start", false,
                           points_of(compiled_, *policy_.filing), policy_.filing->origin,
                           filing_chart()));
      groups.push_back(Object{{"group", text("Filing date")},
                              {"group_text", text(effort_in_words(*policy_.filing))},
                              {"items", items}});
    }
    page["groups"] = groups;
  }

  void add_waiting(Object& page) {
    page["has_wait"] = yes(policy_.waiting.has_value());
    if (!policy_.waiting) return;
    const WaitingRule& rule = *policy_.waiting;
    List rules;
    const auto say = [&](const std::string& words) {
      rules.push_back(Object{{"wait_rule", text(words)}});
    };
    for (const WaitingRate& rate : rule.rates) {
      say(capitalised(from_in_words(rule.count, rate)) + ": " + short_points(rate.points) +
          " points " + every_in_words(rule.count, rate) + ".");
    }
    if (rule.count != WaitUnit::days) say(count_in_words(rule.count));
    for (const FasterWaiting& faster : rule.faster) {
      say(sentence(faster_in_words(compiled_, faster)));
    }
    if (rule.cap) say("At most " + short_points(*rule.cap) + " points.");
    say(pauses_in_words(rule.pauses));
    page["wait_rules"] = rules;
    page["wait_origin"] = origin_of(rule.origin);
    page["wait_chart"] = text(figure(
        html::waiting_plot(compiled_),
        "Points by " + waits_in_words(rule.count) + ". Dotted lines: what waiting alone changes."));
    page["wait_units"] = text(waits_in_words(rule.count));
    page["wait_unit_head"] = text(capitalised(std::string{to_text(rule.count)}));
    add_waiting_table(page);
  }

  void add_waiting_table(Object& page) const {
    const std::vector<std::int64_t> multiples = html::waiting_multiples(compiled_);
    List rates;
    for (const std::int64_t times : multiples) {
      rates.push_back(Object{{"rate", text(rate_in_words(times))}});
    }
    List days;
    for (const std::int64_t day : html::telling_waits(compiled_)) {
      List earned;
      for (const std::int64_t times : multiples) {
        earned.push_back(
            Object{{"at_rate", text(rate_in_words(times))},
                   {"earned_points", text(to_text(tables_.waiting_points(day, times)))}});
      }
      days.push_back(Object{{"day", number(day)}, {"earned", earned}});
    }
    page["rates"] = rates;
    page["days"] = days;
  }

  void add_unknown(Object& page) const {
    page["unknown"] = text(unknown_in_words(policy_));
    List questions;
    for (std::size_t i = 0; i < policy_.criteria.size(); ++i) {
      const CriterionRule& rule = policy_.criteria[i];
      questions.push_back(Object{{"question", text(label_of(compiled_, rule))},
                                 {"question_critical", yes(rule.critical)},
                                 {"used", text(short_points(tables_.criteria[i].unknown))},
                                 {"most", text(short_points(tables_.criteria[i].most))}});
    }
    page["has_questions"] = yes(!questions.empty());
    page["questions"] = questions;
  }

  void add_time_rules(Object& page) {
    List rules;
    const auto add = [&](const std::string& words, const Origin& origin) {
      rules.push_back(Object{{"time_rule", text(words)}, {"origin", origin_of(origin)}});
    };
    if (policy_.promotion) add(promotion_in_words(compiled_), policy_.promotion->origin);
    if (policy_.must_allocate) {
      add(must_allocate_in_words(compiled_), policy_.must_allocate->origin);
    }
    add(decisions_in_words(policy_), {});
    if (policy_.delays) add(delays_in_words(*policy_.delays), {});
    if (policy_.apart) add(apart_in_words(*policy_.apart), {});
    if (policy_.review) add(review_in_words(*policy_.review), {});
    page["time_rules"] = rules;
    List windows;
    for (const OvertakingWindow& window : overtaking_windows(compiled_)) {
      windows.push_back(
          Object{{"tier", text(tier_of(window.tier))},
                 {"window",
                  text(window.days ? count_of(window.days->count(), "day", "days") : "no limit")},
                 {"because", text(capitalised(sentence(window.reason)))}});
    }
    page["windows"] = windows;
  }

  void add_uncertain(Object& page) const {
    List numbers;
    for (const UncertainRow& row : uncertain_rows(compiled_)) {
      numbers.push_back(Object{{"less_sure", text(row.label)},
                               {"as_written", text(short_points(row.written))},
                               {"interval", text(row.interval)},
                               {"reason", text(row.reason)}});
    }
    page["has_uncertain"] = yes(!numbers.empty());
    page["uncertain_note"] = text(kUncertainNote);
    page["uncertain"] = numbers;
  }

  void add_sources(Object& page) const {
    List kinds;
    visit_enumerators<Provenance>([&](Provenance kind, std::string_view code) {
      const auto rules = std::ranges::count(provenances_, kind);
      if (rules == 0) return true;
      kinds.push_back(Object{{"code", text(code)},
                             {"stands_for", text(capitalised(provenance_in_words(kind)))},
                             {"rules", number(rules)}});
      return true;
    });
    page["has_provenance"] = yes(!kinds.empty());
    page["provenance"] = kinds;
    List sources;
    for (const PolicySource& source : policy_.sources) {
      sources.push_back(Object{{"source_number", number(std::ssize(sources) + 1)},
                               {"key", text(source.key)},
                               {"source_title", text(source.title)},
                               {"publisher", text(source.publisher)},
                               {"source_date", text(source.date)},
                               {"address", text(source.address)}});
    }
    page["has_sources"] = yes(!sources.empty());
    page["sources"] = sources;
    page["facts"] = text(compiled_.schema().title());
    page["digest"] = text(compiled_.stamp().digest.hex());
  }

  const CompiledPolicy& compiled_;
  const Policy& policy_;
  const PolicyTables& tables_;
  html::Template origin_;
  std::vector<Provenance> provenances_;  ///< of each rule that was shown
  Points greatest_;
};

}  // namespace

std::string render_html(const CompiledPolicy& policy) { return PolicyPage{policy}.document(); }

}  // namespace waitlist
