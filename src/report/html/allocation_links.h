// Links between the parts of an allocation page: from ids of cases and practitioners to their rows.
#pragma once

#include <waitlist/allocation/allocation.h>

#include "report/html/template.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace waitlist::html {

class AllocationLinks {
 public:
  /// Only the first `top` units of the queue have a row to link to.
  AllocationLinks(const Allocation& allocation, std::size_t top);

  [[nodiscard]] std::uint32_t shown() const noexcept { return shown_; }

  // HTML: the id, escaped, in a link where the page has a row for it.
  [[nodiscard]] std::string unit(QueuedUnit unit);
  [[nodiscard]] std::string units(std::span<const QueuedUnit> units);
  [[nodiscard]] std::string practitioner(PractitionerIndex practitioner);
  [[nodiscard]] std::string practitioners(std::span<const PractitionerIndex> practitioners);

 private:
  [[nodiscard]] std::string filled(const std::string& anchor, std::string_view id);

  const Allocation& allocation_;
  std::uint32_t shown_;
  Template link_;
};

/// `unit-17`, `practitioner-3`: ids of cases and practitioners are not ids of HTML.
[[nodiscard]] std::string unit_anchor(QueuedUnit unit);
[[nodiscard]] std::string practitioner_anchor(PractitionerIndex practitioner);

}  // namespace waitlist::html
