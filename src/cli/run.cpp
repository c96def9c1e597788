#include "cli/run.h"

#include <algorithm>
#include <cstdio>

namespace waitlist::cli {

void say(const std::string& text) { std::fputs(text.c_str(), stderr); }

int report(const Rejected& rejected) {
  const Errors& errors = rejected.errors();
  std::string text;
  int status = 0;
  for (const Error& error : errors) {
    text += to_text(error) + '\n';
    status = std::max(status, static_cast<int>(error.code) / 100);
  }
  text += errors.size() == 1 ? "1 fault; nothing was written.\n"
                             : std::to_string(errors.size()) + " faults; nothing was written.\n";
  say(text + rejected.advice());
  return status;
}

void write(const Files& files, const std::string& path, const std::string& text) {
  Errors errors = files.write(path, text);
  if (!errors.empty()) throw Rejected{std::move(errors)};
}

}  // namespace waitlist::cli
