// A small case-management system: its cases live in SQLite, and a live queue follows every save.
//   case_host                           a day of it, with cases in memory
//   case_host DATABASE DAY              takes orders from standard input until it ends, one a line:
//     save CASE     a case as a line of JSON
//     remove ID
//     day DAY       the overnight job
//     top COUNT     the first places
//     cases         all cases, a line of JSON each
// Run from the repository. Each order is answered with `ok`, after what it tells, or `refused`.
#include <waitlist/waitlist.h>

#include "case_host.h"

#include <charconv>
#include <cstddef>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using host::CaseHost;
using waitlist::Case;
using waitlist::Day;

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

int fail(const std::string& problem) {
  std::cerr << problem << '\n';
  return 1;
}

void tell(const waitlist::QueueEvents& events) {
  for (const waitlist::QueueEvent& event : events) {
    std::cout << "  " << event.case_id << ' ' << to_text(event.kind) << ", place "
              << event.old_position << " to " << event.new_position << '\n';
  }
}

/// Orders from other systems. What was answered with `ok` is never lost.
class Orders {
 public:
  explicit Orders(CaseHost& host) : host_{host} {}

  void run() {
    for (std::string line; std::getline(std::cin, line);) {
      const std::size_t blank = std::min(line.find(' '), line.size());
      std::string problem;
      const bool done =
          order(line.substr(0, blank),
                std::string_view{line}.substr(std::min(blank + 1, line.size())), problem);
      if (!done) std::cout << problem << (problem.ends_with('\n') ? "" : "\n");
      std::cout << (done ? "ok" : "refused") << std::endl;
    }
  }

 private:
  bool order(std::string_view what, std::string_view about, std::string& problem) {
    if (what == "save") return save(about, problem);
    if (what == "remove") return told(host_.remove(about, problem));
    if (what == "top") return top(about);
    if (what == "cases") return cases();
    const auto day = Day::parse(about);
    if (what == "day" && day) return told(host_.go_to(*day, problem));
    problem = "write save CASE, remove ID, day DAY, top COUNT or cases";
    return false;
  }

  bool save(std::string_view line, std::string& problem) {
    const auto& schema = host_.queue().policy().schema();
    const auto list = waitlist::read_case_list_json_lines(line, schema, "order");
    if (!list) {
      problem = host::text_of(list.error());
      return false;
    }
    if (list->cases.size() != 1) {
      problem = "write one case";
      return false;
    }
    return told(host_.save(list->cases.at(0), problem));
  }

  static bool told(const std::optional<waitlist::QueueEvents>& events) {
    if (events) tell(*events);
    return events.has_value();
  }

  [[nodiscard]] bool top(std::string_view text) const {
    std::size_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    for (const waitlist::QueuePlace& place : host_.queue().top(count)) {
      std::cout << "  " << place.position << ' ' << place.case_id << ' ' << place.points << '\n';
    }
    return true;
  }

  [[nodiscard]] bool cases() const {
    const waitlist::CaseTable table = host_.queue().cases();
    for (waitlist::CaseRow row = 0; row < table.size(); ++row) {
      const Case one = table.at(row);
      std::cout << waitlist::write_cases_json_lines({&one, 1}, table.schema());
    }
    return true;
  }

  CaseHost& host_;
};

/// Puts the most concerning level of every domestic abuse fact of kind choice on record.
void record_worst_news(Case& record, const waitlist::FactSchema& schema) {
  record.answers.resize(schema.facts().size());
  for (std::size_t i = 0; i < schema.facts().size(); ++i) {
    const waitlist::FactDefinition& fact = schema.facts()[i];
    if (fact.theme != "domestic_abuse" || fact.kind != waitlist::FactKind::choice) continue;
    const auto worst = static_cast<std::uint32_t>(fact.levels.size() - 1);
    record.answers[i] = waitlist::Answer::level(worst);
  }
}

/// Saves a list, then news about its last case, then a mistake, and lets a night pass; prints what
/// became of the queue.
int run_day(CaseHost& host, const waitlist::CaseTable& sample) {
  constexpr std::size_t kSaved = 40;
  std::string problem;
  for (waitlist::CaseRow row = 0; row < kSaved; ++row) {
    if (!host.save(sample.at(row), problem)) return fail(problem);
  }
  // Every report is one of a ranking, which the queue gives of the cases as it holds them.
  std::cout << "Saved " << kSaved << " cases. The queue begins:\n"
            << render_table(host.queue().ranking(), {.top = 5}) << '\n';

  const std::string last{host.queue().top(host.queue().size()).back().case_id};
  const auto before = host.queue().position(last);
  Case changed = host.queue().case_of(last).value();
  record_worst_news(changed, sample.schema());
  const auto events = host.save(changed, problem);
  if (!events) return fail(problem);
  std::cout << "Saved news about case " << last << ":\n";
  tell(*events);
  if (host.queue().position(last) >= before) return fail("grave news must move a case up");

  const std::string as_it_was = render_csv(host.queue().ranking());
  changed.children.push_back({*Day::parse("1980-01-01")});
  if (host.save(changed, problem)) return fail("an adult was accepted as a child");
  std::cout << "Refused an adult as a child:\n" << problem;
  if (render_csv(host.queue().ranking()) != as_it_was) return fail("a refused save changed it");

  const auto night = host.go_to(host.queue().as_of() + waitlist::Days{1}, problem);
  if (!night) return fail(problem);
  std::cout << "What the night did:\n";
  tell(*night);
  return 0;
}

}  // namespace

int main(int argument_count, char** arguments) {
  const bool takes_orders = argument_count == 3;
  const std::string database = takes_orders ? arguments[1] : ":memory:";
  const auto today = Day::parse(takes_orders ? arguments[2] : "2009-10-05");
  if (!today || argument_count == 2) return fail("write case_host, or case_host DATABASE DAY");
  const auto facts = waitlist::read_fact_schema(text_of("policies/private_law_facts.toml"));
  if (!facts) return fail(host::text_of(facts.error()));
  const auto policy = waitlist::read_policy(text_of("policies/staffordshire_2009.toml"), *facts);
  if (!policy) return fail(host::text_of(policy.error()));

  std::string problem;
  auto store = host::CaseStore::open(database, *facts, problem);
  if (!store) return fail(problem);
  waitlist::QueueEvents missed;
  auto host = CaseHost::start(std::move(*store), *policy, *today, missed, problem);
  if (!host) return fail(problem);
  if (takes_orders) {
    tell(missed);
    std::cout << "ok" << std::endl;
    Orders{*host}.run();
    return 0;
  }
  const auto sample =
      waitlist::read_cases_csv(text_of("examples/data/staffordshire_2009.csv"), *facts);
  if (!sample) return fail(host::text_of(sample.error()));
  return run_day(*host, *sample);
}
