#include "cli/asked_list.h"

#include "cli/input_files.h"

#include <algorithm>
#include <ctime>
#include <optional>
#include <utility>

namespace waitlist::cli {

namespace {

/// Why a text is no day.
std::string no_day_reason(const std::string& text) {
  if (text == "today") return "the clock of this machine tells no day from 1900 to 2199";
  const std::string shape = "dddd-dd-dd";
  const bool has_shape = std::ranges::equal(text, shape, [](char c, char wanted) {
    return wanted == 'd' ? c >= '0' && c <= '9' : c == wanted;
  });
  if (!has_shape) return "write a day as YYYY-MM-DD, for example 2009-10-05, or today";
  const std::string month = text.substr(0, shape.size() - 2);
  for (const char* last : {"31", "30", "29", "28"}) {
    if (Day::parse(month + last) && text.substr(month.size()) > last) {
      return "there is no such day: the last of that month is " + month + last;
    }
  }
  return "there is no such day between 1900-01-01 and 2199-12-31";
}

/// The day of this machine in its local time; nullopt where it has none between 1900 and 2199.
std::optional<Day> day_by_the_clock() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) return std::nullopt;
  constexpr int kFirstYear = 1900;
  return Day::from_ymd(local.tm_year + kFirstYear, static_cast<unsigned>(local.tm_mon + 1),
                       static_cast<unsigned>(local.tm_mday));
}

}  // namespace

Day day_of(const std::string& text) {
  const auto day = text == "today" ? day_by_the_clock() : Day::parse(text);
  if (day) return *day;
  throw Rejected{{{ErrorCode::not_a_date, "command line", 0, 0, "--as-of", clipped(text),
                   no_day_reason(text)}}};
}

namespace {

/// What `--faulty apart` would do with a list that was refused; empty when it would rank nothing.
std::string advice_for(const ListInput& input,
                       const ListArguments& arguments,
                       const CompiledPolicy& policy,
                       Day as_of,
                       CaseReadOptions options) {
  options.faulty = FaultyRows::set_apart;
  const auto list = read_list(input, policy.schema(), options);
  if (!list) return {};
  const auto ranking = rank(*list, policy, as_of, {arguments.threads});
  if (!ranking || ranking->places().empty()) return {};
  const std::size_t sound = ranking->cases().size();
  const std::size_t faulty = ranking->faulty().size();
  return "--faulty apart goes on with the other " +
         (sound == 1 ? "case" : std::to_string(sound) + " cases") + " and sets " +
         (faulty == 1 ? "this row" : "these " + std::to_string(faulty) + " rows") +
         " apart, to be looked at first.\n";
}

bool has_json(const ListInput& input) {
  return input.form == CaseForm::json || input.form == CaseForm::json_lines;
}

/// That several days are written in another way is seldom a slip.
std::string advice_about_days(const Errors& errors,
                              const ListInput& input,
                              const ListArguments& arguments) {
  constexpr std::ptrdiff_t kSeveral = 3;
  const auto days = std::ranges::count(errors, ErrorCode::not_a_date, &Error::code);
  if (days < kSeveral || !arguments.mapping.empty() || has_json(input)) return {};
  return "If this is how another program writes days, a mapping says so: `waitlist mapping "
         "suggest` "
         "writes a first one.\n";
}

/// Which encoding a text is in nobody can see for sure, so it has to be said.
std::string advice_about_bytes(const Errors& errors, const ListArguments& arguments) {
  const bool wrong = std::ranges::any_of(errors, [](const Error& error) {
    return error.code == ErrorCode::wrong_encoding && error.line != 0;
  });
  if (!wrong || !arguments.encoding.empty()) return {};
  return "A text that is to stay as it is can be read where its encoding is named: --encoding "
         "windows-1252, or utf-16.\n";
}

}  // namespace

Rejected refused(Errors errors,
                 const ListInput& input,
                 const ListArguments& arguments,
                 const CompiledPolicy& policy,
                 Day as_of,
                 const CaseReadOptions& options) {
  std::string advice =
      advice_about_days(errors, input, arguments) + advice_about_bytes(errors, arguments);
  if (options.faulty == FaultyRows::refuse) {
    advice += advice_for(input, arguments, policy, as_of, options);
  }
  return Rejected{std::move(errors), std::move(advice)};
}

namespace {

void refuse_mapping(bool of_json, const ListArguments& arguments) {
  if (arguments.mapping.empty() || !of_json) return;
  throw Rejected{
      {{ErrorCode::inconsistent, "command line", 0, 0, "--mapping", clipped(arguments.mapping),
        "a mapping reads exports in CSV; a list in JSON has the form of case files already"}}};
}

}  // namespace

ListInput load_list(Files& files, const ListArguments& arguments) {
  refuse_mapping(is_json(arguments.cases), arguments);
  ListInput input = load_named_input(files, arguments.cases, {arguments.sheet, arguments.encoding});
  refuse_mapping(has_json(input), arguments);
  return input;
}

CaseReadOptions read_options(Files& files,
                             const ListArguments& arguments,
                             const FactSchema& schema) {
  return {arguments.threads,
          arguments.faulty == "apart" ? FaultyRows::set_apart : FaultyRows::refuse,
          load_mapping(files, arguments.mapping, schema), arguments.sheet};
}

Result<Ranking> rank_list(const CaseList& list,
                          const CompiledPolicy& policy,
                          Day as_of,
                          const CaseReadOptions& options,
                          const RankOptions& how) {
  return options.faulty == FaultyRows::set_apart ? rank(list, policy, as_of, how)
                                                 : rank(list.cases, policy, as_of, how);
}

}  // namespace waitlist::cli
