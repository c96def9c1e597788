#include <waitlist/allocation/roster.h>

#include "allocation/roster_rules.h"
#include "allocation/travel_minutes.h"

#include <algorithm>
#include <utility>

namespace waitlist {

struct Roster::Data {
  std::vector<Practitioner> practitioners;
  std::vector<TravelTime> travel;
  TravelMinutes minutes;
  Digest digest;
};

namespace {

std::uint64_t hours_of(WeekHours hours) { return static_cast<std::uint64_t>(hours.count()); }

/// The text whose digest is the roster's: every value with its length, so that none runs into
/// another.
class CanonicalText {
 public:
  void add(std::string_view text) {
    text_ += std::to_string(text.size());
    text_ += ':';
    text_ += text;
  }

  void add(std::uint64_t number) { add(std::to_string(number)); }

  void add(const std::optional<std::uint32_t>& number) {
    add(number ? std::to_string(*number) : std::string{"-"});
  }

  void add(const DayRange& days) {
    add(days.from.text());
    add(days.to ? days.to->text() : std::string{});
  }

  /// A list whose order says nothing.
  void add_sorted(std::vector<std::string> items) {
    std::ranges::sort(items);
    add(items.size());
    for (const std::string& item : items) add(item);
  }

  void add(const Practitioner& one) {
    add(one.practitioner_id);
    add(one.base);
    add_sorted(one.areas);
    add_sorted(one.competences);
    add(hours_of(one.contracted_hours));
    add(hours_of(one.available_hours));
    add(one.caseload);
    add_sorted(one.held);
    add(one.held_load);
    add(one.urgent_limit);
    add(one.urgent_held);
    add_sorted(one.conflicts);
    add(one.past_families.size());
    for (const PastFamily& family : one.past_families) {
      add(family.case_id);
      add(family.last_worked.text());
    }
    add(one.absences.size());
    for (const Absence& absence : one.absences) {
      add(absence.days);
      add(absence.reason);
    }
    add(one.reductions.size());
    for (const CaseloadReduction& reduction : one.reductions) {
      add(reduction.days);
      add(reduction.percent);
      add(reduction.reason);
    }
    add_later(one);
  }

  [[nodiscard]] Digest digest() const { return sha256(text_); }

 private:
  /// Rosters that say nothing of these keep the digest they had before there were any.
  void add_later(const Practitioner& one) {
    if (one.new_limit) {
      add("new_limit");
      add(one.new_limit);
      add(one.new_taken);
    }
    if (one.new_least > 0) {
      add("new_least");
      add(one.new_least);
      add(one.new_taken);
    }
    if (one.urgent_only) add("urgent_only");
    for (const PlacesComeFree& free : one.come_free) {
      add("come_free");
      add(free.day.text());
      add(free.places);
    }
    std::vector<std::string> later;
    for (const KindLimit& limit : one.kind_limits) {
      later.push_back("kind_limit " + std::to_string(limit.most) + ' ' +
                      std::to_string(limit.held) + ' ' + limit.kind);
    }
    for (const OtherWork& work : one.other_work) {
      later.push_back("other_work " + std::to_string(work.places) + ' ' + work.stream);
    }
    if (!later.empty()) add_sorted(std::move(later));
  }

  std::string text_;
};

}  // namespace

Capacity capacity_on(const Practitioner& practitioner, Day day) {
  std::uint64_t left = 100;
  for (const CaseloadReduction& reduction : practitioner.reductions) {
    if (reduction.days.holds(day)) left -= std::min<std::uint64_t>(left, reduction.percent);
  }
  // One division at the end: rounding in steps would lose a place.
  std::uint64_t places = practitioner.caseload * left;
  std::uint64_t whole = 100;
  if (practitioner.contracted_hours > WeekHours{}) {
    places *= hours_of(practitioner.available_hours);
    whole *= hours_of(practitioner.contracted_hours);
  }
  Capacity capacity;
  std::uint64_t other = 0;
  for (const OtherWork& work : practitioner.other_work) other += work.places;
  capacity.other = static_cast<std::uint32_t>(std::min<std::uint64_t>(other, UINT32_MAX));
  capacity.caseload = static_cast<std::uint32_t>(places / whole - std::min(places / whole, other));
  capacity.held =
      practitioner.held_load.value_or(static_cast<std::uint32_t>(practitioner.held.size()));
  capacity.away = std::ranges::any_of(
      practitioner.absences, [day](const Absence& absence) { return absence.days.holds(day); });
  const auto less = [](std::uint32_t all, std::uint32_t taken) {
    return all > taken ? all - taken : 0;
  };
  capacity.free = capacity.away ? 0 : less(capacity.caseload, capacity.held);
  if (practitioner.urgent_limit) {
    capacity.urgent_free =
        std::min(capacity.free, less(*practitioner.urgent_limit, practitioner.urgent_held));
  }
  return capacity;
}

std::uint64_t come_free_until(const Practitioner& practitioner, Day today, Day last) {
  std::uint64_t places = 0;
  for (const PlacesComeFree& one : practitioner.come_free) {
    if (one.day > today && one.day <= last) places += one.places;
  }
  return places;
}

std::optional<Day> back_on(const Practitioner& practitioner, Day day) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const Absence& absence : practitioner.absences) {
      if (!absence.days.holds(day)) continue;
      if (!absence.days.to) return std::nullopt;
      day = *absence.days.to;
      moved = true;
    }
  }
  return day;
}

Result<Roster> Roster::make(std::vector<Practitioner> practitioners,
                            std::vector<TravelTime> travel,
                            const std::string& source) {
  FaultList faults;
  check_practitioners(practitioners, {}, source, faults);
  check_travel(travel, {}, source, faults);
  if (!faults.empty()) return failed(faults.take());
  auto data = std::make_shared<Data>();
  std::ranges::sort(practitioners, {}, &Practitioner::practitioner_id);
  data->minutes = TravelMinutes{travel};
  CanonicalText text;
  text.add(practitioners.size());
  for (const Practitioner& one : practitioners) text.add(one);
  for (const TravelTime& way : travel) {
    text.add(way.from);
    text.add(way.to);
    text.add(way.minutes);
  }
  data->digest = text.digest();
  data->practitioners = std::move(practitioners);
  data->travel = std::move(travel);
  return Roster{std::move(data)};
}

Roster::Roster(std::shared_ptr<const Data> data) noexcept : data_{std::move(data)} {}

std::span<const Practitioner> Roster::practitioners() const noexcept {
  return data_->practitioners;
}

std::span<const TravelTime> Roster::travel() const noexcept { return data_->travel; }

std::optional<PractitionerIndex> Roster::find(std::string_view practitioner_id) const noexcept {
  const auto& all = data_->practitioners;
  const auto at =
      std::ranges::lower_bound(all, practitioner_id, {}, &Practitioner::practitioner_id);
  if (at == all.end() || at->practitioner_id != practitioner_id) return std::nullopt;
  return PractitionerIndex{static_cast<std::size_t>(at - all.begin())};
}

std::optional<std::uint32_t> Roster::minutes(std::string_view from,
                                             std::string_view to) const noexcept {
  if (from == to) return 0;
  return data_->minutes.between(from, to);
}

const Digest& Roster::digest() const noexcept { return data_->digest; }

}  // namespace waitlist
