// One point of a run: a copy of the program goes on with a fault, and what it leaves is judged.
#pragma once

#include "plan.h"

#include <cstddef>
#include <string>
#include <vector>

namespace waitlist::faults {

/// The points of a run that were tried, and what was wrong behind them.
class Trials {
 public:
  explicit Trials(Plan plan);

  [[nodiscard]] const Plan& plan() const noexcept { return plan_; }

  /// Counts a point at which something may go wrong; whether it is one of those that are tried.
  [[nodiscard]] bool is_next();

  /// Goes on twice: true in a copy of the program, which is to meet the fault; false in the
  /// program itself, once the copy has ended and was judged. `what` names the fault, `signal` what
  /// is sent to the copy, 0 for nothing.
  [[nodiscard]] bool split(const std::string& what, int signal = 0);

  /// The program has opened a working file, which copies write, move and take away, too.
  void has_working_file(int descriptor, const char* path);
  /// It has closed and moved it.
  void has_no_working_file();

  /// Ends the copy as the program would have ended.
  [[noreturn]] static void end_copy(int status);

  /// Writes what was found.
  void report(std::size_t points_beside) const;

 private:
  void judge(const std::string& what, int signal, int wait_status);
  void judge_status(const std::string& what,
                    int signal,
                    int wait_status,
                    const std::string& target);
  void put_back(const std::string& target_before) const;
  void fault(const std::string& what, const std::string& found);

  Plan plan_;
  int working_ = -1;  ///< descriptor of the working file
  std::string working_path_;
  std::string second_name_;              ///< of the working file, in another folder
  int own_out_ = -1, own_error_ = -1;    ///< what the program itself prints
  int copy_out_ = -1, copy_error_ = -1;  ///< what the last copy printed
  std::size_t points_ = 0, tried_ = 0, faults_ = 0;
  std::vector<std::string> found_;
};

}  // namespace waitlist::faults
