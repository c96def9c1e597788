#include <waitlist/io/policy_reader.h>

#include "base/fault_list.h"
#include "io/policy_rules_reader.h"
#include "io/toml_document.h"

namespace waitlist {
namespace {

void read_order(TomlTable& root, Policy& policy) {
  policy.order_place = root.place_of("order");
  policy.order = read_order_keys(root);
  const auto seed = root.whole("lottery_seed");
  if (!seed) return;
  constexpr std::int64_t kSeedMax = std::int64_t{1} << 53;
  if (*seed < 0 || *seed > kSeedMax) {
    root.fault(ErrorCode::out_of_range, "lottery_seed", std::to_string(*seed), "0 to 2^53");
  } else {
    policy.lottery_seed = static_cast<std::uint64_t>(*seed);
  }
}

void read_header(TomlTable& root, Policy& policy) {
  if (const auto format = root.whole("format", Need::required); format && *format != 1) {
    root.fault(ErrorCode::out_of_range, "format", std::to_string(*format),
               "this version reads format 1");
  }
  policy.id = root.text("id", Need::required);
  policy.id_place = root.place_of("id");
  policy.version = root.text("version", Need::required);
  policy.title = root.text("title", Need::required);
  policy.status = root.text("status", Need::required);
  policy.status_line = root.text("status_line", Need::required);
  policy.jurisdiction = root.text("jurisdiction");
  policy.author = root.text("author");
  policy.approved_by = root.text("approved_by");
  policy.effective_from = root.day("effective_from");
  policy.effective_to = root.day("effective_to");
  policy.facts = root.text("facts", Need::required);
  if (root.has("calendar"))
    policy.calendar = root.text("calendar", Need::required);
  else
    static_cast<void>(root.text("calendar"));
  read_order(root, policy);
}

void read_sources(TomlTable& root, Policy& policy) {
  for (TomlTable& row : root.tables("source")) {
    policy.sources.push_back({row.text("key", Need::required), row.text("title", Need::required),
                              row.text("publisher"), row.text("date"), row.text("address"),
                              row.place()});
    row.finish();
  }
}

void read_bands(TomlTable& root, Policy& policy) {
  for (TomlTable& row : root.tables("band")) {
    BandRule band;
    band.id = row.text("id", Need::required);
    band.label = row.text("label", Need::required);
    band.meaning = row.text("meaning");
    band.from = row.points("from", Need::required).value_or(Points{});
    band.place = row.place();
    policy.bands.push_back(std::move(band));
    row.finish();
  }
}

void read_groups(TomlTable& root, Policy& policy) {
  for (TomlTable& row : root.tables("group")) {
    GroupRule group;
    group.id = row.text("id", Need::required);
    group.label = row.text("label", Need::required);
    group.combine = row.word("combine", Combine::sum, Need::required);
    group.cap = row.points("cap");
    group.risk = row.flag("risk", true);
    group.place = row.place();
    policy.groups.push_back(std::move(group));
    row.finish();
  }
}

}  // namespace

Result<std::string> schema_named_by(std::string_view policy_toml, const std::string& source) {
  TomlFaults faults{source};
  const auto document = parse_toml(policy_toml, faults);
  if (!document) return failed(first_faults(faults.take()));
  TomlTable root{*document, "", faults};
  std::string name = root.text("facts", Need::required);
  if (!faults.empty()) return failed(first_faults(faults.take()));
  return name;
}

Result<CompiledPolicy> read_policy(std::string_view toml,
                                   const FactSchema& schema,
                                   const std::string& source) {
  TomlFaults faults{source};
  const auto document = parse_toml(toml, faults);
  if (!document) return failed(first_faults(faults.take()));
  TomlTable root{*document, "", faults};
  Policy policy;
  read_header(root, policy);
  read_sources(root, policy);
  read_bands(root, policy);
  read_groups(root, policy);
  read_rules(root, policy);
  root.finish();
  return compile(policy, schema, source, faults.take());
}

}  // namespace waitlist
