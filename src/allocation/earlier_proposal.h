// An earlier proposal that is kept as far as the promise allows: what each change weighs.
#pragma once

#include <waitlist/allocation/allocation_rules.h>
#include <waitlist/base/error.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace waitlist {

struct AllocationUnit;

/// Who had which case.
class EarlierProposal {
 public:
  explicit EarlierProposal(std::span<const EarlierPlace> places);

  /// A case twice with two practitioners.
  [[nodiscard]] const Errors& errors() const noexcept { return errors_; }

  [[nodiscard]] bool empty() const noexcept { return of_case_.empty(); }

  [[nodiscard]] std::size_t size() const noexcept { return of_case_.size(); }

  /// nullptr: nobody had it.
  [[nodiscard]] const std::string* holder_of(std::string_view case_id) const;

 private:
  std::unordered_map<std::string_view, const EarlierPlace*> of_case_;
  Errors errors_;
};

/// How many cases of the unit would be with somebody else than before, who is on the roster.
[[nodiscard]] std::int64_t changes_with(const AllocationUnit& unit, PractitionerIndex practitioner);

}  // namespace waitlist
