#include "cli/run.h"

#include <waitlist/base/shown_text.h>
#include <waitlist/report/error_report.h>

#include <algorithm>
#include <cstdio>

namespace waitlist::cli {
namespace {

FaultForm fault_form = FaultForm::text;

}  // namespace

void say(const std::string& text) { std::fputs(shown_lines(text, true).c_str(), stderr); }

int report_no_memory(const Files& files) noexcept {
  std::fputs("There is not enough memory for this input; ", stderr);
  std::fputs(files.have_written() ? "what was written before stays.\n" : "nothing was written.\n",
             stderr);
  return kFileTrouble;
}

void print_faults_as(FaultForm form) noexcept { fault_form = form; }

int report(const Rejected& rejected, const Files& files) {
  const Errors& errors = rejected.errors();
  std::string text;
  int status = 0;
  for (const Error& error : errors) {
    text += shown_text(to_text(error)) + '\n';
    status = std::max(status, static_cast<int>(error.code) / 100);
  }
  if (fault_form == FaultForm::json) {
    std::fputs(render_json(errors).c_str(), stderr);
    return status;
  }
  const std::size_t count = fault_count(errors);
  text += count == 1 ? "1 fault; " : std::to_string(count) + " faults; ";
  text += files.have_written() ? "what was written before stays.\n" : "nothing was written.\n";
  say(text + rejected.advice());
  return status;
}

void write(Files& files, const std::string& path, const std::string& text) {
  Errors errors = files.write(path, text);
  if (!errors.empty()) throw Rejected{std::move(errors)};
}

void write_shown(Files& files, const std::string& path, const std::string& text) {
  write(files, path, shown_lines(text, path.empty()));
}

void write_form(Files& files,
                const std::string& path,
                const std::string& text,
                std::string_view form) {
  if (form == "table" || form == "text") {
    write_shown(files, path, text);
  } else {
    write(files, path, text);
  }
}

}  // namespace waitlist::cli
