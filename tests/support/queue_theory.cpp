#include "support/queue_theory.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace waitlist::theory {
namespace {

using Complex = std::complex<double>;

/// The transform of a busy period that arrivals at this rate keep alive: the fixed point of
/// eta = work(s + rate (1 - eta)), approached from 0.
Complex busy_period(const Queue& queue, double rate, Complex s) {
  const double speed = queue.servers;
  Complex eta = 0.0;
  for (int i = 0; i < 100'000; ++i) {
    const Complex next = queue.work.transform((s + rate * (1.0 - eta)) / speed);
    if (std::abs(next - eta) < 1e-15) return next;
    eta = next;
  }
  return eta;
}

/// The transform of the time until all work found on arrival is done, first come first served.
Complex work_found(const Queue& queue, Complex s) {
  const double arrivals = queue.all_arrivals();
  const double speed = queue.servers;
  if (queue.servers > 1) {
    const double left = speed / queue.work.mean - arrivals;
    const double chance = queue.chance_of_waiting();
    return 1.0 - chance + chance * left / (left + s);
  }
  return (1.0 - queue.load()) * s / (s - arrivals * (1.0 - queue.work.transform(s)));
}

double overtaking_rate(const Queue& queue, const std::vector<double>& overtaking) {
  double rate = 0.0;
  for (std::size_t i = 0; i < overtaking.size(); ++i) rate += queue.arrivals[i] * overtaking[i];
  return rate;
}

/// The transform of the last class's wait.
Complex last_class_wait(const Queue& queue, double rate, Complex s) {
  return work_found(queue, s + rate * (1.0 - busy_period(queue, rate, s)));
}

}  // namespace

Work exponential_work(double mean) {
  return {mean, 2.0 * mean * mean, [mean](Complex s) { return 1.0 / (1.0 + s * mean); }};
}

Work fixed_work(double mean) {
  return {mean, mean * mean, [mean](Complex s) { return std::exp(-s * mean); }};
}

Work erlang_work(double mean, int stages) {
  const double k = stages;
  return {mean, mean * mean * (1.0 + 1.0 / k),
          [mean, k](Complex s) { return std::pow(1.0 + s * mean / k, -k); }};
}

double Queue::all_arrivals() const { return std::reduce(arrivals.begin(), arrivals.end()); }

double Queue::load() const { return all_arrivals() * work.mean / servers; }

double Queue::load(std::size_t of_class) const { return arrivals[of_class] * work.mean / servers; }

double Queue::chance_of_waiting() const {
  return servers == 1 ? load() : erlang_c(servers, all_arrivals() * work.mean);
}

double Queue::work_in_hand() const {
  if (servers == 1) return all_arrivals() * work.second_moment / 2.0;
  return chance_of_waiting() * work.mean / servers;
}

double erlang_c(int servers, double offered) {
  double blocked = 1.0;
  for (int n = 1; n <= servers; ++n) blocked = offered * blocked / (n + offered * blocked);
  return blocked / (1.0 - offered / servers * (1.0 - blocked));
}

double first_come_wait(const Queue& queue) { return queue.work_in_hand() / (1.0 - queue.load()); }

std::vector<double> head_of_line_waits(const Queue& queue) {
  std::vector<double> waits;
  double before = 0.0;
  for (std::size_t i = 0; i < queue.arrivals.size(); ++i) {
    const double with = before + queue.load(i);
    waits.push_back(queue.work_in_hand() / ((1.0 - before) * (1.0 - with)));
    before = with;
  }
  return waits;
}

std::vector<double> accumulating_waits(const Queue& queue, const std::vector<double>& rates) {
  std::vector<double> waits(rates.size());
  for (std::size_t p = rates.size(); p-- > 0;) {
    double wait = first_come_wait(queue);
    for (std::size_t i = p + 1; i < rates.size(); ++i) {
      wait -= queue.load(i) * waits[i] * (1.0 - rates[i] / rates[p]);
    }
    double rest = 1.0;
    for (std::size_t i = 0; i < p; ++i) rest -= queue.load(i) * (1.0 - rates[p] / rates[i]);
    waits[p] = wait / rest;
  }
  return waits;
}

std::vector<double> head_start_waits(const Queue& queue, double days) {
  const double rate = queue.arrivals.front();
  const auto tail_integral = [&](Complex s) {
    return (1.0 - last_class_wait(queue, rate, s)) / (s * s);
  };
  const double overtaken = days > 0.0 ? inverted(tail_integral, days) : 0.0;
  const double low = first_come_wait(queue) + queue.load(0) * overtaken;
  const double high = (queue.load() * first_come_wait(queue) - queue.load(1) * low) / queue.load(0);
  return {high, low};
}

double last_class_tail(const Queue& queue, const std::vector<double>& overtaking, double days) {
  const double rate = overtaking_rate(queue, overtaking);
  return inverted([&](Complex s) { return (1.0 - last_class_wait(queue, rate, s)) / s; }, days);
}

// The Euler algorithm of Abate and Whitt: an alternating series, its tail averaged.
double inverted(const std::function<Complex(Complex)>& transform, double t) {
  constexpr double kAccuracy = 18.4;
  constexpr int kTerms = 40;
  constexpr std::size_t kAveraged = 12;
  const double scale = std::exp(kAccuracy / 2.0) / t;
  const auto term = [&](int k) {
    return transform({kAccuracy / (2.0 * t), k * std::numbers::pi / t}).real();
  };
  double sum = term(0) / 2.0;
  double sign = -1.0;
  for (int k = 1; k <= kTerms; ++k, sign = -sign) sum += sign * term(k);
  std::vector<double> sums{sum};
  for (std::size_t i = 1; i <= kAveraged; ++i, sign = -sign) {
    sums.push_back(sums.back() + sign * term(kTerms + static_cast<int>(i)));
  }
  double weight = std::pow(0.5, kAveraged);
  double average = 0.0;
  for (std::size_t i = 0; i <= kAveraged; ++i) {
    average += weight * sums[i];
    weight = weight * static_cast<double>(kAveraged - i) / static_cast<double>(i + 1);
  }
  return scale * average;
}

}  // namespace waitlist::theory
