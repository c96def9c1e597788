// What the programs of the comparison share: each line of standard input asks for one step and is
// answered with the milliseconds that it took.
#pragma once

#include <waitlist/waitlist.h>

#include <chrono>
#include <functional>
#include <istream>
#include <map>
#include <string>
#include <vector>

namespace waitlist::comparison {

/// What a program is started with.
struct World {
  FactSchema facts;
  CompiledPolicy policy;
  std::string path;  ///< of the list
  Day as_of;
};

/// Ends the program with a message.
[[noreturn]] void stop(const std::string& message);

/// Reads `CASES.csv POLICY.toml AS-OF`; ends the program with a message when one is at fault.
[[nodiscard]] World read_world(int argc, char** argv);

/// Reads the list; ends the program with a message when it is at fault.
[[nodiscard]] CaseTable read_list(const World& world, unsigned threads = 1);

/// Whole file into memory; ends the program with a message when it cannot be read.
[[nodiscard]] std::string text_of(const std::string& path);

/// The day that the arguments of a command begin with.
[[nodiscard]] Day read_day(std::istream& arguments);

/// Writes the ids of these cases, a line each.
void write_ids(const CaseTable& cases, const std::vector<CaseRow>& rows, const std::string& path);

using Clock = std::chrono::steady_clock;

[[nodiscard]] inline double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// Does what its arguments ask for; the milliseconds it took.
using Command = std::function<double(std::istream& arguments)>;

/// Answers commands until the input ends.
int serve(const std::map<std::string, Command>& commands);

}  // namespace waitlist::comparison
