#include "support/textbook.h"

#include <waitlist/io/policy_reader.h>
#include <waitlist/io/scenario_reader.h>
#include <waitlist/simulation/queue_simulation.h>

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace waitlist::textbook {
namespace {

constexpr const char* kExponential = R"({ law = "exponential", mean_days = 1 })";
constexpr const char* kFixed = R"({ law = "fixed", mean_days = 1 })";
constexpr const char* kErlang = R"({ law = "erlang", mean_days = 1, stages = 3 })";

theory::Queue exponential(std::vector<double> arrivals, int servers = 1) {
  return {std::move(arrivals), servers, theory::exponential_work(1.0)};
}

/// Arrivals of classes in these parts of a load.
std::vector<double> split(double load, int servers, const std::vector<double>& parts) {
  std::vector<double> arrivals;
  for (const double part : parts) arrivals.push_back(load * servers * part);
  return arrivals;
}

void add_references(std::vector<Row>& rows) {
  rows.push_back(
      {"fcfs-mm5-0.90", Discipline::first_come, exponential({4.5}, 5), kExponential, {}, 0});
  rows.push_back(
      {"hol-mm1-2c-0.50", Discipline::head_of_line, exponential({.2, .3}), kExponential, {}, 0});
  rows.push_back({"hol-mm1-3c-hospital",
                  Discipline::head_of_line,
                  {{.2, .6, 1.2}, 1, theory::exponential_work(1.0 / 3.0)},
                  "{ law = \"exponential\", mean_days = 0.33333333333333333 }",
                  {},
                  0});
  rows.push_back({"hol-mm4-3c-0.90",
                  Discipline::head_of_line,
                  exponential({.6, 1.2, 1.8}, 4),
                  kExponential,
                  {},
                  0});
  rows.push_back({"apq-mm1-2c-0.80",
                  Discipline::accumulating,
                  exponential({.4, .4}),
                  kExponential,
                  {1, .5},
                  0});
  rows.push_back({"apq-mm1-3c-0.70",
                  Discipline::accumulating,
                  exponential({.1, .2, .4}),
                  kExponential,
                  {5, 2, 1},
                  0});
  rows.push_back({"apq-mg1-2c-det",
                  Discipline::accumulating,
                  {{.4, .4}, 1, theory::fixed_work(1.0)},
                  kFixed,
                  {1, .4},
                  0});
  rows.push_back({"apq-mm3-3c-0.70",
                  Discipline::accumulating,
                  exponential({.4, .7, 1}, 3),
                  kExponential,
                  {4, 2, 1},
                  0});
  rows.push_back({"apq-mm6-4c-0.90",
                  Discipline::accumulating,
                  exponential({.6, 1.2, 1.6, 2}, 6),
                  kExponential,
                  {12, 5, 2, 1},
                  0});
  for (const double days : {0.0, 2.0, 10.0}) {
    rows.push_back({fmt::format("affine-d{}", days),
                    Discipline::head_start,
                    exponential({.3, .5}),
                    kExponential,
                    {},
                    days});
  }
}

/// Loads from 0.5 to 0.95, 2 to 20 servers, three laws of work, two to four classes.
void add_others(std::vector<Row>& rows) {
  for (const double load : {0.5, 0.8, 0.95}) {
    for (const int servers : {1, 2, 20}) {
      const auto name = [&](const char* what) {
        return fmt::format("{}-mm{}-{}", what, servers, load);
      };
      rows.push_back({name("fcfs"),
                      Discipline::first_come,
                      exponential(split(load, servers, {.4, .6}), servers),
                      kExponential,
                      {},
                      0});
      rows.push_back({name("hol"),
                      Discipline::head_of_line,
                      exponential(split(load, servers, {.1, .2, .3, .4}), servers),
                      kExponential,
                      {},
                      0});
      rows.push_back({name("apq"),
                      Discipline::accumulating,
                      exponential(split(load, servers, {.1, .2, .3, .4}), servers),
                      kExponential,
                      {8, 4, 2, 1},
                      0});
      rows.push_back({name("affine"),
                      Discipline::head_start,
                      exponential(split(load, servers, {.4, .6}), servers),
                      kExponential,
                      {},
                      3});
    }
    const std::vector<double> arrivals = split(load, 1, {.2, .3, .5});
    for (const auto& [what, work, law] :
         {std::tuple{"fixed", theory::fixed_work(1.0), kFixed},
          std::tuple{"erlang", theory::erlang_work(1.0, 3), kErlang}}) {
      const theory::Queue queue{arrivals, 1, work};
      rows.push_back(
          {fmt::format("fcfs-{}-{}", what, load), Discipline::first_come, queue, law, {}, 0});
      rows.push_back(
          {fmt::format("hol-{}-{}", what, load), Discipline::head_of_line, queue, law, {}, 0});
      rows.push_back({fmt::format("apq-{}-{}", what, load),
                      Discipline::accumulating,
                      queue,
                      law,
                      {6, 3, 1},
                      0});
    }
  }
}

/// Levels from the least to the most concerning, as a fact schema has them.
std::string level(std::size_t of_class) { return fmt::format("class_{}", of_class + 1); }

template <class T>
T read(Result<T> result) {
  if (result) return *std::move(result);
  for (const Error& error : result.error()) std::puts(to_text(error).c_str());
  std::abort();
}

}  // namespace

std::vector<Row> rows() {
  std::vector<Row> all;
  add_references(all);
  add_others(all);
  return all;
}

std::vector<double> waits(const Row& row) {
  switch (row.discipline) {
    case Discipline::first_come:
      return std::vector<double>(row.queue.arrivals.size(), theory::first_come_wait(row.queue));
    case Discipline::head_of_line: return theory::head_of_line_waits(row.queue);
    case Discipline::accumulating: return theory::accumulating_waits(row.queue, row.rates);
    case Discipline::head_start: break;
  }
  return theory::head_start_waits(row.queue, row.head_start);
}

std::optional<double> tail(const Row& row, double days) {
  std::vector<double> overtaking(row.queue.arrivals.size() - 1, 0.0);
  switch (row.discipline) {
    case Discipline::first_come: break;
    case Discipline::head_of_line: overtaking.assign(overtaking.size(), 1.0); break;
    case Discipline::accumulating:
      for (std::size_t i = 0; i < overtaking.size(); ++i) {
        overtaking[i] = 1.0 - row.rates.back() / row.rates[i];
      }
      break;
    case Discipline::head_start: return std::nullopt;
  }
  return theory::last_class_tail(row.queue, overtaking, days);
}

std::string facts_toml() {
  std::string levels;
  for (std::size_t i = 4; i-- > 0;) {
    levels += fmt::format("{{ id = \"{0}\", label = \"{0}\" }}, ", level(i));
  }
  return fmt::format(
      "format = 1\nid = \"classes\"\nversion = \"1\"\ntitle = \"Classes of a textbook queue\"\n"
      "[[fact]]\nid = \"class\"\nlabel = \"Class\"\nkind = \"choice\"\nlevels = [{}]\n"
      "source = \"textbook\"\n",
      levels);
}

std::string policy_toml(const Row& row) {
  std::string order = "\"points\", \"longest_wait\", \"case_id\"";
  std::string waiting;
  std::string points;  // of class_1 to class_4; the schema has all of them
  const std::size_t classes = row.queue.arrivals.size();
  for (std::size_t i = 0; i < 4; ++i) {
    double worth = 0.0;
    if (row.discipline == Discipline::head_of_line && i < classes) {
      worth = static_cast<double>(classes - i);
    }
    if (row.discipline == Discipline::head_start && i == 0) worth = row.head_start;
    points += fmt::format("{} = {}, ", level(i), worth);
  }
  switch (row.discipline) {
    case Discipline::first_come: order = "\"longest_wait\", \"case_id\""; break;
    case Discipline::head_of_line: break;
    case Discipline::head_start:
      waiting = "[waiting]\nrates = [{ from_day = 0, per_day = 1 }]\n";
      break;
    case Discipline::accumulating:
      waiting =
          fmt::format("[waiting]\nrates = [{{ from_day = 0, per_day = {} }}]\n", row.rates.back());
      for (std::size_t i = 0; i + 1 < classes; ++i) {
        waiting += fmt::format(
            "[[waiting.faster]]\ntimes = {}\nall = [{{ fact = \"class\", at_least = \"{}\" }}]\n",
            row.rates[i] / row.rates.back(), level(i));
      }
      break;
  }
  return fmt::format(
      "format = 1\nid = \"{}\"\nversion = \"1\"\ntitle = \"{}\"\nstatus = \"illustrative\"\n"
      "status_line = \"A textbook queue.\"\nfacts = \"facts.toml\"\norder = [{}]\n"
      "[[band]]\nid = \"ALL\"\nlabel = \"All\"\nfrom = 0\n"
      "[[group]]\nid = \"class\"\nlabel = \"Class\"\ncombine = \"sum\"\n"
      "[[criterion]]\nfact = \"class\"\ngroup = \"class\"\nlevels = {{ {} }}\n{}",
      row.name, row.name, order, points.substr(0, points.size() - 2), waiting);
}

std::string scenario_toml(const Row& row, const Effort& effort, double over_days) {
  std::string text = fmt::format(
      "format = 1\nkind = \"queue\"\nid = \"{0}\"\ntitle = \"{0}\"\npolicies = [\"p.toml\"]\n"
      "seed = 20091005\nreplications = {1}\nover_days = [{2}]\nwork = {3}\n"
      "[time]\ncases = {4}\nwarm_up_days = {5}\n[servers]\ncount = {6}\n",
      row.name, effort.replications, over_days, row.work, effort.cases, effort.warm_up_days,
      row.queue.servers);
  for (std::size_t i = 0; i < row.queue.arrivals.size(); ++i) {
    text += fmt::format(
        "[[class]]\nid = \"{0}\"\narrivals_per_day = {1}\nanswers = {{ class = \"{0}\" }}\n",
        level(i), row.queue.arrivals[i]);
  }
  return text;
}

SimulationResult simulated(const Row& row,
                           const Effort& effort,
                           double over_days,
                           const SimulationOptions& options) {
  const FactSchema facts = read(read_fact_schema(facts_toml()));
  const std::vector<CompiledPolicy> policies{read(read_policy(policy_toml(row), facts, row.name))};
  const auto scenario = read(read_scenario(scenario_toml(row, effort, over_days), facts, row.name));
  return read(simulate(std::get<QueueScenario>(scenario), policies, options));
}

}  // namespace waitlist::textbook
