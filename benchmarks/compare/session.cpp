#include "session.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

namespace waitlist::comparison {
namespace {

template <class Value>
Value required(Result<Value> result) {
  if (result) return *std::move(result);
  std::string faults;
  for (const Error& error : result.error()) faults += to_text(error) + '\n';
  stop(faults);
}

}  // namespace

void stop(const std::string& message) {
  std::cerr << message << '\n';
  std::exit(2);  // NOLINT(concurrency-mt-unsafe): there is one thread
}

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) stop(path + ": cannot be opened");
  std::string text(static_cast<std::size_t>(in.tellg()), '\0');
  in.seekg(0);
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text;
}

World read_world(int argc, char** argv) {
  if (argc != 4) stop("usage: PROGRAM CASES.csv POLICY.toml AS-OF");
  FactSchema facts = required(read_fact_schema(private_law_facts_toml()));
  CompiledPolicy policy = required(read_policy(text_of(argv[2]), facts));
  std::istringstream as_of{argv[3]};
  return {std::move(facts), std::move(policy), argv[1], read_day(as_of)};
}

CaseTable read_list(const World& world, unsigned threads) {
  return required(read_cases_csv(text_of(world.path), world.facts, world.path, {threads}));
}

Day read_day(std::istream& arguments) {
  std::string text;
  arguments >> text;
  const auto day = Day::parse(text);
  if (!day) stop('"' + text + "\" is not a day");
  return *day;
}

void write_ids(const CaseTable& cases, const std::vector<CaseRow>& rows, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  for (const CaseRow row : rows) out << cases.case_id(row) << '\n';
}

int serve(const std::map<std::string, Command>& commands) {
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words{line};
    std::string name;
    words >> name;
    const auto command = commands.find(name);
    if (command == commands.end()) stop('"' + name + "\" is not a command");
    std::cout << command->second(words) << std::endl;
  }
  return 0;
}

}  // namespace waitlist::comparison
