// Beside each row of the queue board: on which days the case is likely allocated.
#pragma once

#include <waitlist/queue/ranking.h>
#include <waitlist/simulation/foresight.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist::html {

/// Words of each row and of what stands above the rows. A foresight of another list, day or policy
/// gives no row a day.
class LikelyDays {
 public:
  /// `foresight`: null where the page does not tell. It must outlive this.
  LikelyDays(const Foresight* foresight, const Ranking& ranking);

  /// `12 to 30 October 2009`, or why there is none; empty where the page does not tell.
  [[nodiscard]] std::string of(std::string_view case_id) const;

  /// What the days are and what they rest on, in sentences; none where the page does not tell.
  [[nodiscard]] std::vector<std::string> in_words() const;

  /// Of the scenario, in hexadecimal digits; empty where the page does not tell.
  [[nodiscard]] std::string scenario_digest() const;

 private:
  const Foresight* foresight_;
  const PolicyForesight* policy_ = nullptr;  ///< null: of another list
  std::unordered_map<std::string_view, const CaseForesight*> cases_;
};

}  // namespace waitlist::html
