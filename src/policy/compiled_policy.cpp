#include <waitlist/policy/compiled_policy.h>

#include "policy/policy_tables.h"

#include <algorithm>
#include <utility>

namespace waitlist {

CompiledPolicy::CompiledPolicy(std::shared_ptr<const PolicyTables> tables) noexcept
    : tables_{std::move(tables)} {}

const Policy& CompiledPolicy::written() const noexcept { return tables_->policy; }

const FactSchema& CompiledPolicy::schema() const noexcept { return tables_->schema; }

const WorkingCalendar& CompiledPolicy::calendar() const noexcept { return tables_->calendar; }

std::span<const Days> CompiledPolicy::delay_marks() const noexcept { return tables_->delay_marks; }

const PolicyStamp& CompiledPolicy::stamp() const noexcept { return tables_->stamp; }

std::int64_t CompiledPolicy::point_parts() const noexcept { return tables_->point_parts; }

const PolicyTables& CompiledPolicy::tables() const noexcept { return *tables_; }

const BandRule& CompiledPolicy::band(BandIndex band) const noexcept {
  return tables_->policy.bands[band];
}

std::optional<BandIndex> CompiledPolicy::find_band(std::string_view id) const noexcept {
  const auto& bands = tables_->policy.bands;
  const auto at = std::ranges::find(bands, id, &BandRule::id);
  if (at == bands.end()) return std::nullopt;
  return BandIndex{at - bands.begin()};
}

std::size_t CompiledPolicy::tier_count() const noexcept {
  return tables_->policy.bands.size() + (tables_->policy.must_allocate ? 1 : 0);
}

TierIndex CompiledPolicy::tier(BandIndex band, bool must_allocate) const noexcept {
  const BandIndex below = tables_->must_allocate_below;
  if (!tables_->policy.must_allocate || band <= below) return TierIndex{std::uint8_t{band}};
  return must_allocate ? below + 1 : band + 1;
}

std::string_view CompiledPolicy::tier_id(TierIndex tier) const noexcept {
  const auto& bands = tables_->policy.bands;
  const BandIndex below = tables_->must_allocate_below;
  if (!tables_->policy.must_allocate || tier <= std::uint8_t{below}) return bands[tier].id;
  return tier == below + 1 ? std::string_view{"must_allocate"} : bands[tier - 1U].id;
}

std::string_view to_text(Provenance provenance) noexcept {
  switch (provenance) {
    case Provenance::unstated: return "";
    case Provenance::reconstruction: return "N";
    case Provenance::time_and_age_gap: return "O1";
    case Provenance::police_and_marac: return "O2";
    case Provenance::later_practice: return "L";
    case Provenance::published_rule: return "R";
  }
  return "";
}

std::string_view to_text(Combine combine) noexcept {
  switch (combine) {
    case Combine::sum: return "sum";
    case Combine::highest: return "highest";
    case Combine::highest_plus_half_of_rest: return "highest_plus_half_of_rest";
  }
  return "";
}

std::string_view to_text(OrderKey::Kind kind) noexcept {
  switch (kind) {
    case OrderKey::tier: return "tier";
    case OrderKey::points: return "points";
    case OrderKey::risk_points: return "risk_points";
    case OrderKey::latest_start: return "latest_start";
    case OrderKey::filing_date: return "filing_date";
    case OrderKey::longest_wait: return "longest_wait";
    case OrderKey::youngest_child: return "youngest_child";
    case OrderKey::lottery: return "lottery";
    case OrderKey::overdue: return "overdue";
    case OrderKey::group: return "group";
    case OrderKey::date: return "date";
    case OrderKey::case_id: return "case_id";
  }
  return "";
}

std::string to_text(const OrderKey& key) {
  std::string text{to_text(key.kind)};
  if (key.subject.empty()) return text;
  text = "{ " + text + " = \"" + key.subject + '"';
  if (key.first != DateFirst::earliest) {
    text.append(", first = \"").append(to_text(key.first)).append(1, '"');
  }
  return text + " }";
}

std::string_view to_text(DateFirst first) noexcept {
  switch (first) {
    case DateFirst::earliest: return "earliest";
    case DateFirst::latest: return "latest";
  }
  return "";
}

std::string_view to_text(UnknownShare share) noexcept {
  switch (share) {
    case UnknownShare::none: return "none";
    case UnknownShare::third: return "third";
    case UnknownShare::half: return "half";
    case UnknownShare::all: return "all";
  }
  return "";
}

std::string_view to_text(AgeAt at) noexcept {
  switch (at) {
    case AgeAt::listed: return "listed";
    case AgeAt::as_of: return "as_of";
  }
  return "";
}

std::string_view to_text(MeasuredTo day) noexcept {
  switch (day) {
    case MeasuredTo::listed: return "listed";
    case MeasuredTo::as_of: return "as_of";
  }
  return "";
}

std::string_view to_text(PauseTreatment pauses) noexcept {
  switch (pauses) {
    case PauseTreatment::count: return "count";
    case PauseTreatment::exclude: return "exclude";
  }
  return "";
}

std::string_view to_text(WaitUnit unit) noexcept {
  switch (unit) {
    case WaitUnit::days: return "days";
    case WaitUnit::months: return "months";
    case WaitUnit::years: return "years";
  }
  return "";
}

}  // namespace waitlist
