// Textbook queues written as policy and scenario files, each with the waits that theory gives.
#pragma once

#include <waitlist/simulation/queue_scenario.h>
#include <waitlist/simulation/simulation_result.h>

#include "support/queue_theory.h"

#include <optional>
#include <string>
#include <vector>

namespace waitlist::textbook {

enum class Discipline { first_come, head_of_line, accumulating, head_start };

/// One queue under one discipline. Classes stand from most to least urgent.
struct Row {
  std::string name;
  Discipline discipline = Discipline::first_come;
  theory::Queue queue;
  std::string work;           ///< the law, as a scenario writes it
  std::vector<double> rates;  ///< accumulating: points a day; the last is the lowest
  double head_start = 0.0;    ///< days, of the first of two classes
};

/// Every queue of the models reference, section 1.4, and others around them.
[[nodiscard]] std::vector<Row> rows();

/// The mean wait of each class.
[[nodiscard]] std::vector<double> waits(const Row& row);

/// The chance that a case of the last class waits longer than so many days, where it is known.
[[nodiscard]] std::optional<double> tail(const Row& row, double days);

/// How often and how long each is simulated.
struct Effort {
  std::uint32_t replications = 20;
  std::uint64_t cases = 100'000;
  double warm_up_days = 2000;
};

[[nodiscard]] std::string facts_toml();
[[nodiscard]] std::string policy_toml(const Row& row);
/// `over_days` asks for the tail.
[[nodiscard]] std::string scenario_toml(const Row& row, const Effort& effort, double over_days);

/// Reads the files of a row and simulates it. Ends the program when they are refused.
[[nodiscard]] SimulationResult simulated(const Row& row,
                                         const Effort& effort,
                                         double over_days,
                                         const SimulationOptions& options = {});

}  // namespace waitlist::textbook
