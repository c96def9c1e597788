// How every command runs: its faults are printed and become an exit status.
#pragma once

#include <waitlist/base/error.h>
#include <waitlist/base/result.h>

#include "cli/commands.h"
#include "cli/files.h"

#include <cstdint>
#include <exception>
#include <new>
#include <string>
#include <type_traits>
#include <utility>

namespace waitlist::cli {

/// Ends a command with its faults; run() prints them and turns them into an exit status.
class Rejected : public std::exception {
 public:
  explicit Rejected(Errors errors, std::string advice = {})
      : errors_{std::move(errors)}, advice_{std::move(advice)} {}

  [[nodiscard]] const Errors& errors() const noexcept { return errors_; }

  /// How to go on; empty where there is nothing to say.
  [[nodiscard]] const std::string& advice() const noexcept { return advice_; }

 private:
  Errors errors_;
  std::string advice_;
};

template <class T>
T value_of(Result<T> result) {
  if (!result) throw Rejected{std::move(result.error())};
  return *std::move(result);
}

/// Prints to standard error.
void say(const std::string& text);

/// In which form report() prints faults.
enum class FaultForm : std::uint8_t { text, json };

/// For all commands of this process; `text` until it is said.
void print_faults_as(FaultForm form) noexcept;

/// Prints the faults; the exit status.
[[nodiscard]] int report(const Rejected& rejected, const Files& files);

/// Says that there is too little memory; the exit status.
[[nodiscard]] int report_no_memory(const Files& files) noexcept;

/// Throws Rejected where the text cannot be written.
void write(Files& files, const std::string& path, const std::string& text);

/// The same for a text that people read in a terminal: no character of it speaks to the terminal.
void write_shown(Files& files, const std::string& path, const std::string& text);

/// As the form asks that `--format` names: `table` and `text` are read by people.
void write_form(Files& files,
                const std::string& path,
                const std::string& text,
                std::string_view form);

template <class Command>
int run(Command command) {
  Files files;
  try {
    if constexpr (std::is_void_v<decltype(command(files))>) {
      command(files);
      return kDone;
    } else {
      return command(files);
    }
  } catch (const Rejected& rejected) {
    return report(rejected, files);
  } catch (const std::bad_alloc&) {
    return report_no_memory(files);
  }
}

}  // namespace waitlist::cli
