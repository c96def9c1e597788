#include "io/run_plan_reader.h"

#include <algorithm>

namespace waitlist {
namespace {

bool is_id(std::string_view id) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  };
  return !id.empty() && id.size() <= limits::kCaseIdBytesMax && std::ranges::all_of(id, fits);
}

}  // namespace

void IdCheck::check(TomlTable& row, std::string_view key, const std::string& id) {
  if (id.empty()) return;  // reported as missing
  if (!is_id(id)) {
    row.fault(ErrorCode::unknown_word, key, id,
              "an id is 1 to 64 letters, digits, `_`, `.` and `-`");
  }
  if (std::ranges::count(seen_, id) != 0) {
    row.fault(ErrorCode::duplicate_name, key, id, "stands twice; give each its own id");
  }
  seen_.push_back(id);
}

RunPlan read_run_plan(TomlTable& root, std::string_view text) {
  RunPlan plan;
  plan.place = root.place_of("id");
  root.require_format();
  static_cast<void>(root.text("kind", Need::required));
  plan.id = root.line("id", Need::required);
  IdCheck{}.check(root, "id", plan.id);
  plan.title = root.line("title", Need::required);
  plan.status_line = root.text("status_line");
  constexpr std::int64_t kSeedMax = std::int64_t{1} << 53;
  const auto seed = root.whole_within("seed", 0, kSeedMax, Need::required);
  plan.seed = static_cast<std::uint64_t>(seed.value_or(0));
  plan.replications = static_cast<std::uint32_t>(
      root.whole_within("replications", 1, limits::kReplicationsMax, Need::required).value_or(1));
  plan.policies = root.texts("policies");
  if (plan.policies.empty()) {
    root.fault(ErrorCode::missing_value, "policies", "", "name at least one policy file");
  }
  for (auto at = plan.policies.begin(); at != plan.policies.end(); ++at) {
    if (std::find(plan.policies.begin(), at, *at) == at) continue;
    root.fault(ErrorCode::duplicate_name, "policies", *at, "this policy stands twice");
  }
  plan.digest = sha256(text);
  return plan;
}

}  // namespace waitlist
