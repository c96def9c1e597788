#include "cli/asked_list.h"

#include "cli/input_files.h"

#include <algorithm>
#include <utility>

namespace waitlist::cli {
namespace {

bool has_json(const ListInput& input) {
  return input.form == CaseForm::json || input.form == CaseForm::json_lines;
}

void refuse_mapping(bool of_json, const ListArguments& arguments) {
  if (arguments.mapping.empty() || !of_json) return;
  throw Rejected{
      {{ErrorCode::inconsistent, "command line", 0, 0, "--mapping", clipped(arguments.mapping),
        "a mapping reads exports in CSV; a list in JSON has the form of case files already"}}};
}

ListInput load_list(Files& files, const ListArguments& arguments) {
  refuse_mapping(is_json(arguments.cases), arguments);
  ListInput input = load_named_input(files, arguments.cases, {arguments.sheet, arguments.encoding});
  refuse_mapping(has_json(input), arguments);
  return input;
}

/// What `--faulty apart` would do with a list that was refused; empty when it would rank nothing.
std::string advice_about_rows(const ListInput& input,
                              const CompiledPolicy& policy,
                              Day as_of,
                              CaseReadOptions options) {
  options.faulty = FaultyRows::set_apart;
  const auto list = read_list(input, policy.schema(), options);
  if (!list) return {};
  const auto ranking = rank(*list, policy, as_of, {options.threads});
  if (!ranking || ranking->places().empty()) return {};
  const std::size_t sound = ranking->cases().size();
  const std::size_t faulty = ranking->faulty().size();
  return "--faulty apart goes on with the other " +
         (sound == 1 ? "case" : std::to_string(sound) + " cases") + " and sets " +
         (faulty == 1 ? "this row" : "these " + std::to_string(faulty) + " rows") +
         " apart, to be looked at first.\n";
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

AskedList::AskedList(Files& files, const ListArguments& arguments, Day as_of)
    : files_{files}, arguments_{arguments}, as_of_{as_of}, input_{load_list(files, arguments)} {}

CaseReadOptions AskedList::options(const FactSchema& schema) const {
  return {arguments_.threads,
          arguments_.faulty == "apart" ? FaultyRows::set_apart : FaultyRows::refuse,
          load_mapping(files_, arguments_.mapping, schema), arguments_.sheet};
}

CaseList AskedList::read(const CompiledPolicy& policy) const {
  const CaseReadOptions how = options(policy.schema());
  auto list = read_list(input_, policy.schema(), how);
  if (!list) throw refused(std::move(list.error()), policy, how);
  return *std::move(list);
}

Ranking AskedList::rank(const CaseList& list,
                        const CompiledPolicy& policy,
                        const RankOptions& how) const {
  auto ranking = sets_apart() ? waitlist::rank(list, policy, as_of_, how)
                              : waitlist::rank(list.cases, policy, as_of_, how);
  if (!ranking) throw refused(std::move(ranking.error()), policy, options(policy.schema()));
  return *std::move(ranking);
}

Rejected AskedList::refused(Errors errors,
                            const CompiledPolicy& policy,
                            const CaseReadOptions& how) const {
  std::string advice =
      advice_about_days(errors, input_, arguments_) + advice_about_bytes(errors, arguments_);
  if (!sets_apart()) advice += advice_about_rows(input_, policy, as_of_, how);
  return Rejected{std::move(errors), std::move(advice)};
}

}  // namespace waitlist::cli
