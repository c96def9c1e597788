#include "policy/time_doubts.h"

#include "policy/conditions/condition_kind.h"
#include "policy/point_reach.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

template <class Test>
bool asks(const When& when) {
  const auto is_test = [](const Condition& condition) {
    return std::holds_alternative<Test>(condition.test);
  };
  return std::ranges::any_of(when.all, is_test) || std::ranges::any_of(when.any, is_test);
}

/// A condition that time alone ends, since it measures a date to the as-of date.
bool asks_for_recent_date(const When& when) {
  const auto is_recent = [](const Condition& condition) {
    const auto* within = std::get_if<FactWithin>(&condition.test);
    return within != nullptr && within->measured == MeasuredTo::as_of;
  };
  return std::ranges::any_of(when.all, is_recent) || std::ranges::any_of(when.any, is_recent);
}

/// A key that orders the tier must_allocate as `overdue` does: all its cases are in it by the same
/// one rule.
bool is_like_overdue(OrderKey::Kind key, const Policy& policy) {
  const MustAllocateRule& rule = *policy.must_allocate;
  // A pause after that day makes a wait shorter and the day no later.
  const bool counted = !policy.waiting || policy.waiting->pauses == PauseTreatment::count;
  switch (key) {
    case OrderKey::overdue: return true;
    case OrderKey::longest_wait: return counted && !rule.before_filing;
    case OrderKey::filing_date:
    case OrderKey::latest_start: return !rule.waiting;
    case OrderKey::tier:
    case OrderKey::points:
    case OrderKey::risk_points:
    case OrderKey::youngest_child:
    case OrderKey::lottery:
    case OrderKey::group:
    case OrderKey::date:
    case OrderKey::case_id: break;
  }
  return false;
}

class TimeReview {
 public:
  explicit TimeReview(const CompiledPolicy& policy)
      : policy_{policy.written()}, tables_{policy.tables()} {}

  std::vector<Doubt> build() {
    if (policy_.waiting && orders_by(policy_, OrderKey::points)) {
      look_at_rates();
      look_at_cap();
      look_at_steep_days();
      look_at_faster();
    }
    look_at_must_allocate();
    look_at_floors();
    return std::move(doubts_);
  }

 private:
  void add(DoubtKind kind, TextPlace place, std::string subject, std::string text) {
    doubts_.push_back({kind, place, std::move(subject), std::move(text)});
  }

  [[nodiscard]] const WaitingCourse& plain() const { return tables_.course(1000); }

  /// `day`, `month` or `year`.
  [[nodiscard]] std::string unit() const { return std::string{wait_unit_word(tables_.wait_unit)}; }

  [[nodiscard]] std::string exact(PointParts points) const {
    return to_text(points, tables_.point_parts);
  }

  /// As the days come, the cap applied: a rate behind the cap makes no difference.
  void look_at_rates() {
    for (std::size_t i = 1; i < policy_.waiting->rates.size(); ++i) {
      const WaitingRate& rate = policy_.waiting->rates[i];
      const WaitingRate& earlier = policy_.waiting->rates[i - 1];
      const PointParts before = plain().piece(rate.from - 1).slope;
      const PointParts after = plain().piece(rate.from).slope;
      if (rate.points * earlier.every >= earlier.points * rate.every || after >= before) continue;
      if (after < PointParts{0}) continue;  // waiting_can_fall says so
      add(DoubtKind::rate_falls, rate.place, "waiting",
          "At the plain rate a " + unit() + " of waiting earns " + exact(before) +
              " points up to " + unit() + " " + std::to_string(rate.from) + " and " + exact(after) +
              " on the next: a case that has waited so long gains less that " + unit() +
              " than one listed a " + unit() + " later.");
    }
  }

  void look_at_cap() {
    if (!policy_.waiting->cap) return;
    const auto& pieces = plain().pieces;
    const bool ends =
        pieces.size() > 1 && pieces.back().slope == PointParts{0} &&
        pieces.back().at_start == in_parts(*policy_.waiting->cap, tables_.point_parts) &&
        pieces[pieces.size() - 2].slope > PointParts{0};
    if (!ends) return;
    add(DoubtKind::rate_falls, policy_.waiting->place, "waiting",
        "At the plain rate waiting earns no more from " + unit() + " " +
            std::to_string(pieces.back().from) + " on, where its cap of " +
            to_text(*policy_.waiting->cap) +
            " points is reached: a case listed later, alike in all else, comes to have as many "
            "points.");
  }

  void look_at_steep_days() {
    const Points most = most_without_waiting(tables_);
    if (most == Points{0}) return;
    for (const WaitingPiece& piece : plain().pieces) {
      const bool falls = piece.slope < PointParts{0};
      const PointParts height = falls ? -piece.slope : piece.slope;
      if (height == PointParts{0} || height * 2 < in_parts(most, tables_.point_parts)) continue;
      add(DoubtKind::time_cliff, policy_.waiting->place, "waiting",
          "The " + unit() + " after " + unit() + " " + std::to_string(piece.from) + " of waiting " +
              (falls ? "costs " : "earns ") + exact(height) +
              " points at the plain rate, half or more of all that can be earned otherwise (" +
              to_text(most) + ").");
    }
  }

  void look_at_faster() {
    const bool today = policy_.age && policy_.age->at == AgeAt::as_of;
    for (const FasterWaiting& faster : policy_.waiting->faster) {
      if (today && asks<YoungestUnder>(faster.when)) {
        add(DoubtKind::time_cliff, faster.place, "waiting",
            "Age is taken as of today and this rate asks for a young child: when a birthday ends "
            "it, the points for all days waited are counted anew at the rate that then holds. Take "
            "the age at listing instead.");
      }
      if (asks_for_recent_date(faster.when)) {
        add(DoubtKind::time_cliff, faster.place, "waiting",
            "This rate asks for a date measured to today: on the day on which that lies too long "
            "ago, the points for all days waited are counted anew at the rate that then holds. "
            "Measure to the day of listing instead.");
      }
      if (asks<BandAtLeast>(faster.when)) {
        add(DoubtKind::time_cliff, faster.place, "waiting",
            "This rate depends on the band: when a manager's decision begins or ends and so moves "
            "the case into or out of these bands, the points for all days waited are counted anew "
            "at the rate that then holds.");
      }
    }
  }

  void look_at_must_allocate() {
    if (!must_allocate_orders(policy_)) return;
    const MustAllocateRule& rule = *policy_.must_allocate;
    const OrderKey& first = first_key_of_must_allocate(policy_);
    if (is_like_overdue(first.kind, policy_)) return;
    add(DoubtKind::later_due_first, rule.place, "must_allocate",
        "Cases that must be allocated are ordered by `" + to_text(first) +
            "` first, and not by the day on which each had to be. With `overdue` as the first key "
            "of the tier's own `order`, whoever had to be allocated earlier comes first.");
  }

  void look_at_floors() {
    if (!orders_by(policy_, OrderKey::tier)) return;
    const bool today = policy_.age && policy_.age->at == AgeAt::as_of;
    const auto last = BandIndex{policy_.bands.size() - 1};
    for (std::size_t i = 0; i < policy_.floors.size(); ++i) {
      const FloorRule& floor = policy_.floors[i];
      if (tables_.floors[i].band == last) continue;
      if (asks_for_recent_date(floor.when)) {
        add(DoubtKind::time_cliff, floor.place, floor.id,
            "This floor asks for a date measured to today: on the day on which that lies too long "
            "ago it can cease to hold. Measure to the day of listing, or let points fall in "
            "steps.");
      }
      if (!today || !asks<YoungestUnder>(floor.when)) continue;
      add(DoubtKind::time_cliff, floor.place, floor.id,
          "Age is taken as of today and this floor asks for a young child: on a birthday on the "
          "list it can cease to hold. Take the age at listing instead.");
    }
  }

  const Policy& policy_;
  const PolicyTables& tables_;
  std::vector<Doubt> doubts_;
};

}  // namespace

std::vector<Doubt> doubts_about_time(const CompiledPolicy& policy) {
  return TimeReview{policy}.build();
}

}  // namespace waitlist
