// What faulty rows of a list have to do with its sound cases: links either way.
#pragma once

#include <waitlist/queue/ranking.h>
#include <waitlist/queue/summary.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist {

/// The faulty rows of a list, to be found by id.
class FaultyIds {
 public:
  explicit FaultyIds(std::span<const FaultyCase> faulty);

  /// The first row with this id; null: none has it.
  [[nodiscard]] const FaultyCase* find(std::string_view case_id) const;

  [[nodiscard]] bool none() const noexcept { return faulty_.empty(); }

 private:
  std::span<const FaultyCase> faulty_;
  std::unordered_map<std::string_view, const FaultyCase*> by_id_;
};

/// Adds a finding for each link between a sound case and a faulty row, whoever of them names it.
void find_faulty_links(const Ranking& ranking, std::vector<Finding>& findings);

/// `line 17` or, where the line is not known, `case 5 of the input`.
[[nodiscard]] std::string place_in_input(const FaultyCase& faulty);

/// For each faulty row the ids that it is linked with, whoever says so: in byte order, each once.
[[nodiscard]] std::vector<std::vector<std::string>> links_of_faulty(const Ranking& ranking);

}  // namespace waitlist
