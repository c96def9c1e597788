#include "report/html/certain_marks.h"

#include "report/plain_words.h"
#include "report/robustness_words.h"

#include <algorithm>
#include <cstddef>

namespace waitlist::html {

CertainMarks::CertainMarks(const BoardCertainty* certainty) : certainty_{certainty} {
  if (certainty == nullptr) return;
  first_ = "the first " + std::to_string(std::min<std::size_t>(certainty->places.first,
                                                               certainty->places.units.size()));
}

bool CertainMarks::marks_rows() const {
  if (certainty_ == nullptr || certainty_->places.unproved) return false;
  return certainty_->places.first < certainty_->places.units.size();
}

std::optional<CertainMarks::Mark> CertainMarks::of(Position position) const {
  if (!marks_rows()) return std::nullopt;
  const auto unit =
      std::ranges::lower_bound(certainty_->places.units, position, {}, &UnitBounds::position);
  if (unit == certainty_->places.units.end() || unit->position != position) return std::nullopt;
  switch (unit->among_first) {
    case AmongFirst::always: return Mark{true, "among " + first_ + ": sure"};
    case AmongFirst::open: return Mark{false, "among " + first_ + ": not sure"};
    case AmongFirst::never: return std::nullopt;
  }
  return std::nullopt;
}

std::string CertainMarks::in_words() const {
  if (certainty_ == nullptr) return {};
  const CertainPlaces& places = certainty_->places;
  const std::string premise = ' ' + variation_in_words(certainty_->varied);
  if (places.unproved) {
    return "How sure is this order? Nothing is proved: " + *places.unproved + '.' + premise;
  }
  if (!marks_rows()) {
    return "How sure is this order? The list has " +
           count_of(places.units.size(), "place", "places") +
           ": whatever varies, each is among the first." + premise;
  }
  const auto count = [&places](AmongFirst which) { return places.count(which); };
  return "How sure is this order? " +
         count_of(count(AmongFirst::always), "place is", "places are") + " among " + first_ +
         " under every policy that is nearly this one: marked “sure”. " +
         count_of(count(AmongFirst::never), "place is", "places are") +
         " among them under no such policy: no mark. For " +
         count_of(count(AmongFirst::open), "place", "places") +
         " neither is proved: marked “not sure”." + premise;
}

}  // namespace waitlist::html
