// The events of a textbook queue: a case arrives, work ends. Policies meet the same arrivals and
// the same work, because both depend on the class and the number of the case in it alone.
#pragma once

#include "simulation/class_lines.h"
#include "simulation/duration_draw.h"
#include "simulation/work_ends.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace waitlist {

struct ClassModel {
  double gap_ticks = 0.0;  ///< mean time between arrivals
  DurationDraw work;
};

struct QueueModel {
  std::vector<ClassModel> classes;
  std::uint32_t servers = 1;
  std::int64_t warm_up = 0;          ///< ticks; cases listed earlier are not counted
  std::uint64_t cases_to_count = 0;  ///< 0: all that are listed before `end`
  std::int64_t end = std::numeric_limits<std::int64_t>::max();
  /// Whether to go on until every counted case has begun. Otherwise the run stops at `end`.
  bool follow_all = true;
};

/// The watcher is told what happens to cases that count:
///   listed(line, tick)                       a case arrives
///   begun(line, listed, tick, work ticks)    its work begins
///   closed(tick)                             no case listed from now on counts
///   left(line, listed, tick)                 it still waits when the run stops
template <class Watcher>
class QueueEngine {
 public:
  QueueEngine(const QueueModel& model,
              ClassLines lines,
              const KeyedDraws& replication,
              Watcher& watcher)
      : model_{model}, lines_{std::move(lines)}, ends_{model.servers}, watcher_{watcher} {
    for (std::size_t i = 0; i < model.classes.size(); ++i) {
      draws_.emplace_back(replication.bits(0), i);
      arrived_.push_back(0);
      next_.push_back(0);
      begun_.push_back(0);
      plan_arrival(i, 0);
    }
    arrives_next_ = line_that_arrives_next();
  }

  /// Runs to the end. Of events on one tick, work ends first; then the classes arrive in order.
  void run() {
    while (open_ || (model_.follow_all && begun_counted_ < counted_)) {
      const std::int64_t arrival = next_[arrives_next_];
      const bool work_ends = ends_.busy() > 0 && ends_.first() <= arrival;
      const std::int64_t tick = work_ends ? ends_.first() : arrival;
      if (open_ && tick >= model_.end) {
        close(model_.end);
        continue;
      }
      now_ = tick;
      if (work_ends)
        end_work();
      else
        arrive(arrives_next_);
    }
    if (!model_.follow_all) tell_who_is_left();
  }

 private:
  [[nodiscard]] std::size_t line_that_arrives_next() const noexcept {
    std::size_t first = 0;
    for (std::size_t i = 1; i < next_.size(); ++i) {
      if (next_[i] < next_[first]) first = i;
    }
    return first;
  }

  // Purposes: even ones for gaps between arrivals, odd ones for work.
  void plan_arrival(std::size_t line, std::int64_t now) {
    next_[line] =
        now + exponential_ticks(draws_[line], 2 * arrived_[line], model_.classes[line].gap_ticks);
  }

  void close(std::int64_t tick) {
    open_ = false;
    watcher_.closed(tick);
  }

  /// Whether this case, by the number of its arrival, is one of those that count.
  [[nodiscard]] bool counts(std::uint64_t number) const noexcept {
    return number - first_counted_ < counted_;
  }

  /// Cases of a line begin in the order of their arrival, so their numbers are counted again here.
  std::int64_t begin(std::size_t line, WaitingCase one) {
    const std::uint64_t in_class = begun_[line]++;
    const std::int64_t work = model_.classes[line].work.draw(draws_[line], 2 * in_class + 1);
    if (counts(one.number)) {
      ++begun_counted_;
      watcher_.begun(line, one.listed, now_, work);
    }
    return now_ + work;
  }

  void arrive(std::size_t line) {
    if (open_ && now_ >= model_.warm_up) {
      if (counted_ == 0) first_counted_ = number_;
      ++counted_;
      watcher_.listed(line, now_);
    }
    if (ends_.busy() < model_.servers)
      ends_.push(begin(line, {now_, number_}));
    else
      lines_.push(line, {now_, number_});
    ++number_;
    ++arrived_[line];
    plan_arrival(line, now_);
    arrives_next_ = line_that_arrives_next();
    if (open_ && counted_ == model_.cases_to_count && counted_ != 0) close(now_);
  }

  void end_work() {
    if (lines_.waiting() == 0) {
      ends_.pop_first();
      return;
    }
    const std::size_t line = lines_.first(now_);
    ends_.replace_first(begin(line, lines_.pop(line)));
  }

  void tell_who_is_left() {
    for (std::size_t line = 0; line < next_.size(); ++line) {
      while (lines_.waiting(line) > 0) {
        const WaitingCase one = lines_.pop(line);
        if (counts(one.number)) watcher_.left(line, one.listed, model_.end);
      }
    }
  }

  const QueueModel& model_;
  ClassLines lines_;
  WorkEnds ends_;
  Watcher& watcher_;
  std::vector<KeyedDraws> draws_;       ///< by class
  std::vector<std::uint64_t> arrived_;  ///< by class, ever
  std::vector<std::uint64_t> begun_;    ///< by class, ever
  std::vector<std::int64_t> next_;      ///< by class, tick of the next arrival
  std::size_t arrives_next_ = 0;
  std::int64_t now_ = 0;
  std::uint64_t number_ = 0;
  std::uint64_t first_counted_ = 0;
  std::uint64_t counted_ = 0;
  std::uint64_t begun_counted_ = 0;
  bool open_ = true;
};

}  // namespace waitlist
