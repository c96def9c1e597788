#include <waitlist/io/policy_reader.h>

#include "base/fault_list.h"
#include "io/order_reader.h"
#include "io/policy_rules_reader.h"
#include "io/scale_reader.h"
#include "io/schema_rows.h"
#include "io/toml_document.h"

#include <algorithm>

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

std::string file_of_facts(TomlTable& root) {
  return root.text("facts", root.has("facts") ? Need::required : Need::optional);
}

std::string calendar_of(TomlTable& root) {
  return root.has("calendar") ? root.line("calendar", Need::required) : Policy{}.calendar;
}

void read_header(TomlTable& root, Policy& policy) {
  root.require_format();
  policy.id = root.line("id", Need::required);
  policy.id_place = root.place_of("id");
  policy.version = root.text("version", Need::required);
  policy.title = root.line("title", Need::required);
  policy.status = root.text("status", Need::required);
  policy.status_line = root.text("status_line", Need::required);
  policy.jurisdiction = root.text("jurisdiction");
  policy.author = root.text("author");
  policy.approved_by = root.text("approved_by");
  policy.effective_from = root.day("effective_from");
  policy.effective_to = root.day("effective_to");
  policy.facts = file_of_facts(root);
  policy.calendar = calendar_of(root);
  read_order(root, policy);
}

void read_sources(TomlTable& root, Policy& policy) {
  for (TomlTable& row : root.tables("source")) {
    policy.sources.push_back({row.text("key", Need::required), row.line("title", Need::required),
                              row.text("publisher"), row.text("date"), row.text("address"),
                              row.place()});
    row.finish();
  }
}

void read_bands(TomlTable& root, Policy& policy) {
  for (TomlTable& row : root.tables("band")) {
    BandRule band;
    band.id = row.line("id", Need::required);
    band.label = row.line("label", Need::required);
    band.meaning = row.text("meaning");
    band.from = row.points("from", Need::required).value_or(Points{});
    band.place = row.place();
    policy.bands.push_back(std::move(band));
    row.finish();
  }
}

Combine read_combine(TomlTable& row) {
  const std::string found = row.text("combine", Need::required);
  const auto read = enumerator_of<Combine>(found);
  if (!read && !found.empty()) {
    row.unknown_word("combine", found, enumerator_words<Combine>(), advice_on_formula(found));
  }
  return read.value_or(Combine::sum);
}

/// Criteria on facts of kind yes_no: a line each, in the order written.
void read_yes(TomlTable& row, const GroupRule& group, Policy& policy) {
  for (const LevelPoints& line : row.points_in_order("yes")) {
    CriterionRule rule;
    rule.place = line.place;
    rule.fact = line.level;
    rule.group = group.id;
    rule.scale = yes_scale(line.points, line.place);
    rule.in_group = true;
    policy.criteria.push_back(std::move(rule));
  }
}

void read_groups(TomlTable& root, Policy& policy) {
  for (TomlTable& row : root.tables("group")) {
    GroupRule group;
    group.id = row.line("id", Need::required);
    group.label = row.line("label", Need::required);
    group.combine = read_combine(row);
    group.cap = row.points("cap");
    group.risk = row.flag("risk", true);
    group.constant = row.points("constant");
    group.place = row.place();
    read_yes(row, group, policy);
    policy.groups.push_back(std::move(group));
    row.finish();
  }
}

bool is_of_schema(const Error& fault) {
  return std::ranges::any_of(kSchemaKeys, [&fault](std::string_view key) {
    if (fault.field == "subjects" || fault.field == "service_from") return true;
    if (!fault.field.starts_with(key)) return false;
    const std::string_view rest = std::string_view{fault.field}.substr(key.size());
    return rest.starts_with('[') || rest.starts_with('.');
  });
}

/// Where a policy has its facts.
enum class FactsIn : std::uint8_t { file, policy };

/// Tells it by the keys, of which there has to be the one or the others.
FactsIn place_of_facts(TomlTable& root) {
  std::string_view own;
  for (const std::string_view key : kSchemaKeys) {
    if (own.empty() && root.has(key)) own = key;
  }
  if (root.has("facts")) {
    if (!own.empty()) {
      root.fault(ErrorCode::inconsistent, own, "",
                 "the facts of this policy are in a file, as `facts` says: leave one of them out");
    }
    return FactsIn::file;
  }
  if (!own.empty()) return FactsIn::policy;
  root.faults().add(ErrorCode::missing_name, root.place(), "facts", "",
                    "name the file of the fact schema, or write the facts here, each a [[fact]]");
  return FactsIn::file;
}

/// What stands in every policy, and leaves what it does not know of to the caller.
Policy read_written(TomlTable& root) {
  Policy policy;
  read_header(root, policy);
  read_sources(root, policy);
  read_bands(root, policy);
  read_groups(root, policy);
  read_rules(root, policy);
  return policy;
}

}  // namespace

namespace {

/// What `ask` reads of a policy that is read no further.
template <class Ask>
Result<std::string> named_by(std::string_view policy_toml, const std::string& source, Ask ask) {
  TomlFaults faults{source};
  const auto document = parse_toml(policy_toml, faults);
  if (!document) return failed(first_faults(faults.take()));
  TomlTable root{*document, "", faults};
  std::string name = ask(root);
  if (!faults.empty()) return failed(first_faults(faults.take()));
  return name;
}

}  // namespace

Result<std::string> schema_named_by(std::string_view policy_toml, const std::string& source) {
  return named_by(policy_toml, source, [](TomlTable& root) {
    return place_of_facts(root) == FactsIn::file ? file_of_facts(root) : std::string{};
  });
}

Result<std::string> calendar_named_by(std::string_view policy_toml, const std::string& source) {
  return named_by(policy_toml, source, [](TomlTable& root) {
    std::string name = calendar_of(root);
    return name.ends_with(".csv") ? name : std::string{};
  });
}

Result<CompiledPolicy> read_policy(std::string_view toml,
                                   const FactSchema& schema,
                                   const std::string& source,
                                   const WorkingCalendar& calendar) {
  TomlFaults faults{source};
  const auto document = parse_toml(toml, faults);
  if (!document) return failed(first_faults(faults.take()));
  TomlTable root{*document, "", faults};
  if (place_of_facts(root) == FactsIn::policy) {
    for (const std::string_view key : kSchemaKeys) {
      root.refuse(key, "this policy has its facts itself: read it without another schema");
    }
    return failed(first_faults(faults.take()));
  }
  const Policy policy = read_written(root);
  for (const std::string_view key : kSchemaKeys) root.pass(key);
  root.finish();
  return compile(policy, schema, source, faults.take(), calendar);
}

Result<CompiledPolicy> read_policy_with_facts(std::string_view toml,
                                              const std::string& source,
                                              const WorkingCalendar& calendar) {
  TomlFaults faults{source};
  const auto document = parse_toml(toml, faults);
  if (!document) return failed(first_faults(faults.take()));
  TomlTable root{*document, "", faults};
  if (place_of_facts(root) == FactsIn::file) {
    root.refuse("facts", "the facts of this policy are in a file: read it with their schema");
    return failed(first_faults(faults.take()));
  }
  const Policy policy = read_written(root);
  SchemaRows rows = read_schema_rows(root);
  root.finish();
  Errors all = faults.take();
  const bool sound = std::ranges::none_of(all, is_of_schema);
  const auto schema =
      schema_of(std::move(rows), policy.id, policy.version, policy.title, source, all);
  // What rules say of facts is judged once the facts are right.
  if (!sound || !schema) return failed(in_text_order(std::move(all)));
  return compile(policy, *schema, source, std::move(all), calendar);
}

}  // namespace waitlist
