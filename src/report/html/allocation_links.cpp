#include "report/html/allocation_links.h"

#include "report/allocation_words.h"

#include <algorithm>

namespace waitlist::html {

AllocationLinks::AllocationLinks(const Allocation& allocation, std::size_t top)
    : allocation_{allocation},
      shown_{static_cast<std::uint32_t>(std::min(top, allocation.units().size()))},
      link_{
          "{{#anchor}}<a href=\"#{{anchor}}\"><bdi>{{id}}</bdi></a>{{/anchor}}"
          "{{^anchor}}<bdi>{{id}}</bdi>{{/anchor}}"} {}

std::string AllocationLinks::unit(QueuedUnit unit) {
  return filled(unit < shown_ ? unit_anchor(unit) : "", unit_in_words(allocation_, unit));
}

std::string AllocationLinks::units(std::span<const QueuedUnit> units) {
  std::string all;
  for (const QueuedUnit one : units) all += (all.empty() ? "" : ", ") + unit(one);
  return all;
}

std::string AllocationLinks::practitioner(PractitionerIndex practitioner) {
  return filled(practitioner_anchor(practitioner), id_of(allocation_, practitioner));
}

std::string AllocationLinks::practitioners(std::span<const PractitionerIndex> practitioners) {
  std::string all;
  for (const PractitionerIndex one : practitioners) {
    all += (all.empty() ? "" : ", ") + practitioner(one);
  }
  return all;
}

std::string AllocationLinks::filled(const std::string& anchor, std::string_view id) {
  return link_.filled(
      Object{{"anchor", anchor.empty() ? Data{false} : text(anchor)}, {"id", text(id)}});
}

std::string unit_anchor(QueuedUnit unit) { return "unit-" + std::to_string(unit + 1); }

std::string practitioner_anchor(PractitionerIndex practitioner) {
  return "practitioner-" + std::to_string(practitioner + 1);
}

}  // namespace waitlist::html
