#include <waitlist/base/limits.h>
#include <waitlist/policy/compiled_policy.h>

#include "base/points_text.h"
#include "policy/scale_faults.h"
#include "policy/waiting_course.h"

#include <cstdlib>
#include <string>

namespace waitlist {
namespace {

class WaitingCheck {
 public:
  WaitingCheck(FaultCollector& to, const WaitingRule& rule)
      : to_{to}, rule_{rule}, most_{wait_most(rule.count)}, units_{to_text(rule.count)} {}

  void check() {
    if (rule_.rates.empty()) {
      to_.add(ErrorCode::missing_value, rule_.place, "waiting.rates", "", "1 or more rates");
    }
    for (std::size_t i = 0; i < rule_.rates.size(); ++i) check_rate(i);
    if (rule_.cap) to_.check_points(*rule_.cap, rule_.place, "waiting.cap");
    for (std::size_t i = 0; i < rule_.faster.size(); ++i) check_faster(i);
    // What cannot be counted is worth looking at only where all else is sound.
    if (sound_) check_parts();
  }

 private:
  void fault(ErrorCode code,
             TextPlace place,
             std::string field,
             const std::string& found,
             std::string reason) {
    sound_ = false;
    to_.add(code, place, std::move(field), found, std::move(reason));
  }

  /// `day` of `days`.
  [[nodiscard]] std::string unit() const { return units_.substr(0, units_.size() - 1); }

  /// As people write it.
  [[nodiscard]] static std::string written(Points number) {
    std::string text;
    append_points(text, number);
    return text;
  }

  void check_rate(std::size_t place) {
    const WaitingRate& rate = rule_.rates[place];
    const std::string field = numbered("waiting.rates", place);
    const std::string from = "from_" + unit();
    const std::int64_t before = place == 0 ? -1 : rule_.rates[place - 1].from;
    if (rate.from <= before || rate.from > most_) {
      fault(ErrorCode::incomplete_cover, rate.place, field + "." + from, std::to_string(rate.from),
            "`" + from + "` rises strictly, within 0 to " + std::to_string(most_));
    }
    if (rate.every < 1 || rate.every > most_) {
      fault(ErrorCode::out_of_range, rate.place, field + "." + units_, std::to_string(rate.every),
            "1 to " + std::to_string(most_) + " " + units_);
    }
    if (std::abs(rate.points.count()) > limits::kPointsMax) {
      const std::string key = rate.every == 1 ? "per_" + unit() : "points";
      fault(ErrorCode::out_of_range, rate.place, field + "." + key, written(rate.points),
            "-1000000 to 1000000 points");
    }
  }

  void check_faster(std::size_t place) {
    const FasterWaiting& row = rule_.faster[place];
    const std::string field = numbered("waiting.faster", place);
    to_.check_when(row.when, row.place, field, WhenOf::faster);
    if (row.times_thousandths < 0 || row.times_thousandths > 1'000'000) {
      fault(ErrorCode::out_of_range, row.place, field + ".times",
            written(Points{row.times_thousandths}), "0 to 1000");
      return;
    }
    for (const WaitingRate& rate : rule_.rates) {
      if (std::abs(rate.points.count()) > limits::kPointsMax || rate.every < 1) continue;
      const std::int64_t product = std::abs(rate.points.count()) * row.times_thousandths;
      if (product / 1000 / rate.every <= limits::kPointsMax) continue;
      fault(ErrorCode::out_of_range, row.place, field + ".times",
            written(Points{row.times_thousandths}),
            "the rate from " + unit() + " " + std::to_string(rate.from) +
                " times this is more than 1000000 points a " + unit());
    }
  }

  void check_parts() {
    const std::int64_t parts = point_parts(rule_);
    const std::int64_t most = most_point_parts(to_.policy());
    if (parts <= most) return;
    fault(ErrorCode::too_large, rule_.place, "waiting.rates", std::to_string(parts),
          "all rates times all `times` are counted in equal parts of a thousandth of a point: "
          "with points as large as here at most " +
              std::to_string(most) + " parts, and these need as many as said or more; let the `" +
              units_ + "` of the rates have common factors, or round a rate");
  }

  FaultCollector& to_;
  const WaitingRule& rule_;
  std::int64_t most_;
  std::string units_;
  bool sound_ = true;
};

}  // namespace

void check_waiting(FaultCollector& to) {
  if (!to.policy().waiting) return;
  const WaitingRule& rule = *to.policy().waiting;
  to.check_origin(rule.origin, rule.place, "waiting");
  WaitingCheck{to, rule}.check();
}

}  // namespace waitlist
