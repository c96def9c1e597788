#include <embedded/housing_start.h>
#include <embedded/private_law_start.h>
#include <embedded/surgery_start.h>

#include "cli/run.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace waitlist::cli {
namespace {

struct Start {
  std::string_view field;
  std::string_view (*text)();
};

constexpr std::array kStarts{Start{"housing", embedded::housing_start},
                             Start{"surgery", embedded::surgery_start},
                             Start{"private_law", embedded::private_law_start}};

}  // namespace

std::vector<std::string> policy_fields() {
  std::vector<std::string> fields;
  for (const Start& start : kStarts) fields.emplace_back(start.field);
  return fields;
}

int new_policy(const NewPolicyArguments& arguments) {
  return run([&arguments](Files& files) {
    const auto start = std::ranges::find(kStarts, arguments.field, &Start::field);
    write(files, arguments.output, std::string{start->text()});
  });
}

}  // namespace waitlist::cli
