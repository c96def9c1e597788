// Our assignment beside LEMON's network simplex and Boost.Graph, in one run, on every family.
//   allocation_bench [ROUNDS] [--boost]     medians; every total is compared
#include <waitlist/allocation/assignment.h>

#include "assignment_families.h"
#include "lemon_assignment.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

double milliseconds_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  const auto end = std::chrono::steady_clock::now();
  return std::chrono::duration<double, std::milli>(end - begin).count();
}

double median(std::vector<double> times) {
  std::ranges::sort(times);
  return times[times.size() / 2];
}

std::vector<bool> placed_of(const Assignment& assignment) {
  std::vector<bool> placed;
  for (QueuedUnit unit{0}; unit < assignment.unit_count(); ++unit) {
    placed.push_back(assignment.practitioner_of(unit).has_value());
  }
  return placed;
}

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "Not the same: %s\n", what);
  std::exit(1);
}

void compare(const families::Family& family, int rounds, bool with_boost) {
  std::vector<double> ours;
  std::vector<double> whole;
  std::vector<double> told;
  std::vector<double> boost;
  std::size_t placed_count = 0;
  std::size_t pairs = 0;
  for (int round = 0; round < rounds; ++round) {
    const AssignmentProblem problem = families::make(family, 2009 + static_cast<unsigned>(round));
    pairs = problem.pair_count();
    const double time = milliseconds_of([&] {
      const auto assignment = Assignment::solve(problem);
      require(assignment.has_value(), "an answer");
    });
    const Assignment assignment = *Assignment::solve(problem);
    ours.push_back(time);
    placed_count = assignment.placed_count();
    const std::vector<bool> placed = placed_of(assignment);
    const rivals::Answer lemon = rivals::lemon_whole(problem);
    require(lemon.placed == placed, "the units placed, LEMON");
    require(lemon.total == assignment.total().count(), "the total, LEMON");
    whole.push_back(lemon.milliseconds);
    const rivals::Answer half = rivals::lemon_told(problem, placed);
    require(half.total == assignment.total().count(), "the total, LEMON told the units");
    told.push_back(half.milliseconds);
    if (!with_boost || round > 0 || pairs > 60'000) continue;
    const rivals::Answer slow = rivals::boost_told(problem, placed);
    require(slow.total == assignment.total().count(), "the total, Boost.Graph");
    boost.push_back(slow.milliseconds);
  }
  std::printf("| %s | %zu | %zu | %.2f | %.2f | %.1f | %.2f | %.1f | %s |\n", family.name.c_str(),
              pairs, placed_count, median(ours), median(whole), median(whole) / median(ours),
              median(told), median(told) / median(ours),
              boost.empty() ? "" : std::to_string(static_cast<long>(boost.front())).c_str());
  std::fflush(stdout);
}

void repairs() {
  const families::Family family = families::all()[1];
  const AssignmentProblem problem = families::make(family, 2009);
  const Assignment solved = *Assignment::solve(problem);
  std::vector<double> anew;
  std::vector<double> insert;
  std::vector<double> withdraw;
  std::vector<double> withdraw_fewest;
  const AssignmentProblem others = families::make(family, 77);
  Assignment growing = solved;
  for (unsigned round = 0; round < 31; ++round) {
    anew.push_back(milliseconds_of([&] { require(Assignment::solve(problem).has_value(), ""); }));
    insert.push_back(milliseconds_of([&] {
      require(
          growing.insert(QueuedUnit{round * 150}, others.eligible(QueuedUnit{round})).has_value(),
          "an answer");
    }));
    Assignment two = solved;
    withdraw.push_back(milliseconds_of([&] { two.withdraw(PractitionerIndex{round * 7}); }));
    Assignment three = solved;
    require(three.keep_where_they_are().empty(), "prices that fit");
    withdraw_fewest.push_back(
        milliseconds_of([&] { three.withdraw(PractitionerIndex{round * 7}); }));
  }
  std::printf(
      "\nRepairs of %s, medians in ms: solving anew %.2f; a unit added %.4f "
      "(slowest %.4f); a practitioner withdrawn %.3f (%.0f times faster); "
      "with fewest moves %.3f\n",
      family.name.c_str(), median(anew), median(insert), *std::ranges::max_element(insert),
      median(withdraw), median(anew) / median(withdraw), median(withdraw_fewest));
}

}  // namespace

int main(int argc, char** argv) {
  int rounds = 5;
  bool with_boost = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--boost") {
      with_boost = true;
    } else {
      rounds = std::max(1, std::atoi(argv[i]));
    }
  }
  std::printf(
      "| family | pairs | placed | ours ms | LEMON whole ms | times | LEMON told ms "
      "| times | Boost.Graph told ms |\n|---|---|---|---|---|---|---|---|---|\n");
  for (const families::Family& family : families::all()) compare(family, rounds, with_boost);
  repairs();
}
