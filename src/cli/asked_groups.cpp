#include "cli/asked_groups.h"

#include <string>

namespace waitlist::cli {
namespace {

/// Both sides of FACT=GROUP; without a sign all is the fact, which then is unknown.
HiddenGroup hidden_group(const std::string& text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos) return {text, ""};
  return {text.substr(0, sign), text.substr(sign + 1)};
}

}  // namespace

EqualityOptions asked_groups(const GroupArguments& arguments, unsigned threads) {
  EqualityOptions options;
  options.smallest = arguments.smallest;
  options.deals.deals = arguments.deals;
  options.deals.seed = arguments.seed;
  options.deals.threads = threads;
  for (const std::string& one : arguments.hide) options.hide.push_back(hidden_group(one));
  return options;
}

}  // namespace waitlist::cli
