// A small case-management system: its cases live in SQLite, and every save ranks the list again.
//   case_host [DATABASE]    run from the repository; the default keeps everything in memory
#include <waitlist/waitlist.h>

#include "case_store.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using waitlist::Case;
using waitlist::Day;

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string text_of(const waitlist::Errors& errors) {
  std::string text;
  for (const waitlist::Error& error : errors) text += waitlist::to_text(error) + "\n";
  return text;
}

/// The host: a store, a policy, and the queue as it stands after the last save.
class CaseHost {
 public:
  CaseHost(host::CaseStore store, waitlist::CompiledPolicy policy, Day as_of)
      : store_{std::move(store)}, policy_{std::move(policy)}, as_of_{as_of} {}

  /// Saves cases and ranks again. A case that cannot be right is refused before anything is kept.
  bool save(const std::vector<Case>& changed, std::string& problem) {
    std::optional<std::vector<Case>> all = store_.load_all(problem);
    if (!all) return false;
    for (const Case& record : changed) {
      std::erase_if(*all, [&](const Case& old) { return old.case_id == record.case_id; });
      all->push_back(record);
    }
    const auto table = waitlist::CaseTable::make(store_.schema(), *all);
    if (!table) return refuse(table.error(), problem);
    auto queue = waitlist::rank(*table, policy_, as_of_);
    if (!queue) return refuse(queue.error(), problem);
    for (const Case& record : changed) {
      if (!store_.save(record, problem)) return false;
    }
    queue_ = std::move(*queue);
    return true;
  }

  [[nodiscard]] const waitlist::Ranking& queue() const { return *queue_; }

  [[nodiscard]] waitlist::Position position_of(const std::string& case_id) const {
    const waitlist::Place* place = queue_->find(case_id);
    return place == nullptr ? waitlist::Position{} : place->position;
  }

 private:
  static bool refuse(const waitlist::Errors& errors, std::string& problem) {
    problem = text_of(errors);
    return false;
  }

  host::CaseStore store_;
  waitlist::CompiledPolicy policy_;
  Day as_of_;
  std::optional<waitlist::Ranking> queue_;
};

/// The first awaiting cases of the sample list that this host has tables for.
std::vector<Case> starting_cases(const waitlist::CaseTable& sample, std::size_t wanted) {
  std::vector<Case> cases;
  for (waitlist::CaseRow row = 0; row < sample.size() && cases.size() < wanted; ++row) {
    Case record = sample.at(row);
    const bool plain = record.status == waitlist::CaseStatus::awaiting && !record.hold &&
                       !record.decision && record.pauses.empty() && record.linked_to.empty();
    if (plain) cases.push_back(std::move(record));
  }
  return cases;
}

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

int fail(const std::string& problem) {
  std::cerr << problem << '\n';
  return 1;
}

/// Saves a list, then news about its last case, then a mistake; prints what became of the queue.
int run_day(CaseHost& host, const waitlist::CaseTable& sample) {
  std::string problem;
  if (!host.save(starting_cases(sample, 40), problem)) return fail(problem);
  std::cout << "Saved 40 cases. The queue begins:\n";
  std::cout << render_table(host.queue(), {.top = 5}) << '\n';

  const waitlist::Place last = host.queue().places().back();
  Case changed = host.queue().cases().at(last.row);
  record_worst_news(changed, sample.schema());
  if (!host.save({changed}, problem)) return fail(problem);
  const waitlist::Position now = host.position_of(changed.case_id);
  std::cout << "Saved news about case " << changed.case_id << ": it moved from place "
            << last.position << " to place " << now << ".\n";
  if (now >= last.position) return fail("grave news must move a case up");

  const std::string before = render_csv(host.queue());
  changed.children.push_back({*Day::parse("1980-01-01")});
  if (host.save({changed}, problem)) return fail("an adult was accepted as a child");
  std::cout << "Refused an adult as a child:\n" << problem;
  return render_csv(host.queue()) == before ? 0 : fail("a refused save changed the queue");
}

}  // namespace

int main(int argument_count, char** arguments) {
  const std::string database = argument_count > 1 ? arguments[1] : ":memory:";
  const Day as_of = *Day::parse("2009-10-05");
  const auto facts = waitlist::read_fact_schema(text_of("policies/private_law_facts.toml"));
  if (!facts) return fail(text_of(facts.error()));
  const auto policy = waitlist::read_policy(text_of("policies/staffordshire_2009.toml"), *facts);
  if (!policy) return fail(text_of(policy.error()));
  const auto sample =
      waitlist::read_cases_csv(text_of("examples/data/staffordshire_2009.csv"), *facts);
  if (!sample) return fail(text_of(sample.error()));

  std::string problem;
  auto store = host::CaseStore::open(database, *facts, problem);
  if (!store) return fail(problem);
  CaseHost host{std::move(*store), *policy, as_of};
  return run_day(host, *sample);
}
