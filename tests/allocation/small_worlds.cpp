// Every world of 5 units and 4 practitioners with 0 to 2 places each, against brute force.
// Too long for every day; scripts/small_worlds runs it.
#include <waitlist/allocation/assignment.h>

#include "support/assignment_oracle.h"
#include "support/assignment_worlds.h"

#include <cstdio>
#include <cstdlib>

int main() {
  using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
  namespace oracle = assignment_oracle;
  const std::uint64_t count =
      assignment_worlds::for_each_small_world(5, 4, [](const AssignmentProblem& problem) {
        const oracle::Best best = oracle::brute_force(problem);
        const auto assignment = Assignment::solve(problem);
        const bool same = assignment && oracle::places_of(*assignment) == best.places &&
                          assignment->total().count() == best.total;
        if (same) return;
        std::fprintf(stderr, "Not the best:\n%s", assignment_worlds::text_of(problem).c_str());
        std::exit(1);
      });
  std::printf("%llu worlds, each under two draws of prices: all the same as by brute force.\n",
              static_cast<unsigned long long>(count));
}
