#include "io/scenario_variants.h"

#include "io/area_scenario_reader.h"
#include "io/run_plan_reader.h"
#include "io/toml_document.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace waitlist {
namespace {

constexpr std::size_t kVariantsMost = 16;
constexpr double kDemandMost = 100.0;
constexpr std::array<std::string_view, 4> kTables{"practitioners", "work", "arrivals", "mix"};

/// Where the tables of a change stand in the document: `variant` number 3, a cause number 1.
struct Changes {
  bool of_cause = false;
  std::size_t number = 0;
};

toml::table* table_at(toml::table& document, const Changes& changes) {
  toml::array* all = changes.of_cause ? document["attribution"]["cause"].as_array()
                                      : document["variant"].as_array();
  return all != nullptr ? all->get_as<toml::table>(changes.number) : nullptr;
}

/// Moves the keys of one table into another, so that they keep their places in the text.
void move_keys(toml::table& from, toml::table& into) {
  for (auto&& [key, node] : from) into.insert_or_assign(key, std::move(node));
}

toml::table* row_of(toml::array& rows, const toml::table& like) {
  const auto id = like["id"].value<std::string>();
  for (toml::node& node : rows) {
    toml::table* row = node.as_table();
    if (row != nullptr && id && (*row)["id"].value<std::string>() == id) return row;
  }
  return nullptr;
}

/// Rows of a known id get new keys, others are added.
void merge_rows(toml::array& from, toml::array& into) {
  for (toml::node& node : from) {
    toml::table* row = node.as_table();
    if (row == nullptr) continue;
    if (toml::table* known = row_of(into, *row))
      move_keys(*row, *known);
    else
      into.push_back(std::move(*row));
  }
}

void apply(toml::table& changes, toml::table& document) {
  for (const std::string_view key : kTables) {
    toml::node* from = changes.get(key);
    toml::node* into = document.get(key);
    if (from == nullptr) continue;
    if (key == "work" || into == nullptr)
      document.insert_or_assign(key, std::move(*from));
    else if (from->is_table() && into->is_table())
      move_keys(*from->as_table(), *into->as_table());
    else if (from->is_array() && into->is_array())
      merge_rows(*from->as_array(), *into->as_array());
  }
}

/// The largest mean of a working day, with months and shocks.
double most_referrals(const ArrivalStream& stream) {
  double most = stream.per_working_day * *std::ranges::max_element(stream.months);
  for (const Shock& shock : stream.shocks) most *= std::max(shock.times, 1.0);
  return most;
}

class VariantsReader {
 public:
  VariantsReader(std::string_view text,
                 const FactSchema& schema,
                 TomlTable& root,
                 AreaScenario& scenario)
      : text_{text}, schema_{schema}, root_{root}, scenario_{scenario} {}

  void read() {
    read_all_variants();
    if (auto asked = root_.table("attribution")) read_attribution(*asked);
  }

 private:
  /// What a row says beside the tables that it changes.
  struct Row {
    std::string id, title;
    double demand = 1.0;
    TextPlace place;
  };

  void read_all_variants() {
    IdCheck ids;
    std::vector<TomlTable> rows = root_.tables("variant");
    if (rows.size() > kVariantsMost) {
      root_.fault(ErrorCode::too_large, "variant", std::to_string(rows.size()) + " variants",
                  "at most " + std::to_string(kVariantsMost));
      return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Row row = read_row(rows[i], ids);
      rows[i].finish();
      if (!root_.faults().empty()) continue;
      AreaVariant variant = read_area({{{false, i}}, {row}}, "in the variant " + row.id);
      variant.id = row.id;
      variant.title = row.title;
      variant.place = row.place;
      scenario_.variants.push_back(std::move(variant));
    }
  }

  void read_attribution(TomlTable& asked) {
    Attribution attribution;
    attribution.measures = asked.texts("measures");
    if (!asked.has("measures")) attribution.measures = {"wait_mean"};
    if (asked.is_empty_list("measures")) {
      asked.fault(ErrorCode::missing_value, "measures", "", "name at least one measure");
    }
    std::vector<TomlTable> causes = asked.tables("cause", Need::required);
    if (causes.empty() || causes.size() > Attribution::kCausesMost) {
      asked.fault(ErrorCode::too_large, "cause", std::to_string(causes.size()) + " causes",
                  "1 to " + std::to_string(Attribution::kCausesMost));
    }
    IdCheck ids;
    std::vector<Row> rows;
    for (TomlTable& cause : causes) {
      rows.push_back(read_row(cause, ids));
      const std::string without = cause.text("without", Need::required);
      attribution.causes.push_back({rows.back().id, rows.back().title, without});
      cause.finish();
    }
    asked.finish();
    if (!root_.faults().empty()) return;
    check_apart(causes);
    for (std::size_t set = 0; set + 1 < std::size_t{1} << causes.size(); ++set) {
      if (!root_.faults().empty()) return;
      attribution.settings.push_back(read_setting(set, rows));
    }
    scenario_.attribution = std::move(attribution);
  }

  AreaVariant read_setting(std::size_t set, const std::vector<Row>& rows) {
    Change away;
    std::string without;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if ((set >> i & 1U) != 0) continue;
      away.where.push_back({true, i});
      away.rows.push_back(rows[i]);
      without += (without.empty() ? "" : ", ") + rows[i].id;
    }
    AreaVariant setting = read_area(away, "without " + without);
    const auto& now = scenario_.practitioners.from_roster;
    const auto& then = setting.practitioners.from_roster;
    if (now && then && !now->has_files_of(*then)) {
      root_.fault(ErrorCode::inconsistent, "attribution", "",
                  "a cause is taken away with the files of the scenario; another roster is a "
                  "[[variant]]");
    }
    return setting;
  }

  static Row read_row(TomlTable& table, IdCheck& ids) {
    Row row;
    row.place = table.place();
    row.id = table.line("id", Need::required);
    ids.check(table, "id", row.id);
    row.title = table.line("title", Need::required);
    row.demand = table.number("demand", 0.0, kDemandMost).value_or(1.0);
    bool changes = table.has("demand");
    for (const std::string_view key : kTables) {
      changes = changes || table.has(key);
      // Only that they are tables: what stands in them is read within the whole scenario.
      if (key == "practitioners" || key == "work")
        static_cast<void>(table.table(key));
      else
        static_cast<void>(table.tables(key));
    }
    if (!changes) {
      table.fault(ErrorCode::missing_value, "id", row.id,
                  "say what it changes: `demand`, `practitioners`, `arrivals`, `mix` or `work`");
    }
    return row;
  }

  /// Two causes that set one key would depend on which is taken away last.
  static void check_apart(std::vector<TomlTable>& causes) {
    std::map<std::string, std::size_t> owner;
    for (std::size_t i = 0; i < causes.size(); ++i) {
      for (const std::string& key : keys_set_by(causes[i])) {
        const auto [at, is_new] = owner.emplace(key, i);
        if (is_new || at->second == i) continue;
        causes[i].fault(ErrorCode::inconsistent, "id", key,
                        "another cause changes this too; each key belongs to one cause");
      }
    }
  }

  static std::set<std::string> keys_set_by(TomlTable& cause) {
    std::set<std::string> keys;
    if (cause.has("demand")) keys.insert("demand");
    if (cause.has("work")) keys.insert("work");
    if (auto staff = cause.table("practitioners")) {
      for (const std::string& key : staff->keys()) keys.insert("practitioners." + key);
    }
    for (const std::string_view rows : {"arrivals", "mix"}) {
      for (TomlTable& row : cause.tables(rows)) {
        const std::string id = row.line("id");
        for (const std::string& key : row.keys()) {
          if (key == "id") continue;
          std::string path{rows};
          path.append(".").append(id).append(".").append(key);
          keys.insert(std::move(path));
        }
      }
    }
    return keys;
  }

  struct Change {
    std::vector<Changes> where;
    std::vector<Row> rows;
  };

  /// The area with these changes, read as a scenario of its own.
  AreaVariant read_area(const Change& change, const std::string& where) {
    toml::table document = parse_again(text_);
    for (const Changes& one : change.where) {
      if (toml::table* changes = table_at(document, one)) apply(*changes, document);
    }
    for (const std::string_view key : {"variant", "attribution", "target"}) document.erase(key);
    TomlFaults faults{root_.faults().source()};
    faults.keep_text(text_);
    TomlTable root{document, "", faults};
    RunPlan plan = read_run_plan(root, text_);
    AreaScenario read = read_area_scenario(root, schema_, std::move(plan));
    AreaVariant made;
    made.mixes = std::move(read.mixes);
    made.streams = std::move(read.streams);
    made.work = std::move(read.work);
    made.practitioners = std::move(read.practitioners);
    check_recorded(made, root);
    for (const Row& row : change.rows) multiply(made, row, root);
    for (Error& error : faults.take()) {
      error.reason = where + ": " + error.reason;
      root_.faults().add(std::move(error));
    }
    return made;
  }

  /// Recorded cases are those of the scenario.
  void check_recorded(const AreaVariant& made, TomlTable& root) const {
    const auto files = [](const std::vector<ArrivalStream>& streams) {
      std::vector<std::string> names;
      for (const ArrivalStream& stream : streams) {
        if (!stream.recorded.empty()) names.push_back(stream.recorded);
      }
      return names;
    };
    if (files(made.streams) == files(scenario_.streams)) return;
    root.fault(ErrorCode::inconsistent, "arrivals", "",
               "recorded cases are those of the scenario; change drawn referrals only");
  }

  static void multiply(AreaVariant& made, const Row& row, TomlTable& root) {
    if (row.demand == 1.0) return;
    bool any = false;
    for (ArrivalStream& stream : made.streams) {
      if (!stream.recorded.empty()) continue;
      any = true;
      stream.per_working_day *= row.demand;
      if (most_referrals(stream) <= kReferralsMost) continue;
      root.fault(ErrorCode::too_large, "arrivals", stream.id,
                 "`demand` makes more than 500 referrals a working day, with months and shocks");
    }
    if (any) return;
    root.fault(ErrorCode::inconsistent, "arrivals", "",
               "`demand` multiplies drawn referrals, and all of these are recorded");
  }

  std::string_view text_;
  const FactSchema& schema_;
  TomlTable& root_;
  AreaScenario& scenario_;
};

}  // namespace

void read_variants(std::string_view text,
                   const FactSchema& schema,
                   TomlTable& root,
                   AreaScenario& scenario) {
  VariantsReader{text, schema, root, scenario}.read();
}

}  // namespace waitlist
