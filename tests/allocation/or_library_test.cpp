// Published assignment problems of the OR-Library (J. E. Beasley), whose optima are known. They lie
// outside the repository: the build says where (WAITLIST_OR_LIBRARY).
#include <waitlist/allocation/assignment.h>

#include "support/folders.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

/// The number of rows and columns, then the costs row by row: units in rows, practitioners in
/// columns.
AssignmentProblem problem_in(std::ifstream& in) {
  std::size_t size = 0;
  REQUIRE((in >> size));
  AssignmentProblem problem;
  for (std::size_t i = 0; i < size; ++i) problem.add_practitioner({1});
  for (std::size_t row = 0; row < size; ++row) {
    std::vector<EligiblePair> pairs;
    for (PractitionerIndex column{0}; column < size; ++column) {
      std::int64_t cost = 0;
      REQUIRE((in >> cost));
      pairs.push_back({column, Cost{cost}});
    }
    problem.add_unit(pairs);
  }
  return problem;
}

}  // namespace

TEST_SUITE("OR-Library") {
  TEST_CASE("OR-Library: the published assignment problems are solved to their known optima") {
    struct Row {
      const char* name;
      std::int64_t optimum;
    };

    for (const Row& row : {Row{"assign100.txt", 305}, Row{"assign200.txt", 475},
                           Row{"assign300.txt", 626}, Row{"assign400.txt", 804}}) {
      const std::string path = folders::or_library() + "/" + row.name;
      std::ifstream in(path);
      if (!in.good()) {
        MESSAGE("not looked at, since the file is absent: " << path);
        continue;
      }
      CAPTURE(path);
      const auto assignment = Assignment::solve(problem_in(in));
      REQUIRE(assignment.has_value());
      CHECK(assignment->total().count() == row.optimum);
    }
  }
}
