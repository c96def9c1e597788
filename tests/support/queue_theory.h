// Waits of textbook queues in closed form, to hold the simulator against. Written from the formulas
// and from nothing of the library. Classes stand from most to least urgent; waits exclude work.
// Sources: Cobham 1954; Kleinrock 1964; Stanford, Taylor & Ziedins, Queueing Systems 77 (2014);
// Mojalal, Stanford & Caron 2019; Abate & Whitt 1995 for the inversion of transforms.
#pragma once

#include <complex>
#include <cstddef>
#include <functional>
#include <vector>

namespace waitlist::theory {

/// A law of work by its moments and its Laplace transform.
struct Work {
  double mean = 1.0;
  double second_moment = 2.0;
  std::function<std::complex<double>(std::complex<double>)> transform;
};

[[nodiscard]] Work exponential_work(double mean);
[[nodiscard]] Work fixed_work(double mean);
[[nodiscard]] Work erlang_work(double mean, int stages);

/// Poisson arrivals of several classes at servers that take any of them; all have the same work.
struct Queue {
  std::vector<double> arrivals;  ///< per day, by class
  int servers = 1;               ///< more than one: exponential work only
  Work work;

  [[nodiscard]] double all_arrivals() const;
  [[nodiscard]] double load() const;
  [[nodiscard]] double load(std::size_t of_class) const;
  [[nodiscard]] double chance_of_waiting() const;
  /// Mean time until the first server is free when an arrival has to wait for the work in hand.
  [[nodiscard]] double work_in_hand() const;
};

/// The chance that all servers are busy (Erlang C); `offered` is arrivals times mean work.
[[nodiscard]] double erlang_c(int servers, double offered);

[[nodiscard]] double first_come_wait(const Queue& queue);
[[nodiscard]] std::vector<double> head_of_line_waits(const Queue& queue);
/// Points grow by `rates` a day from nothing; the most urgent class has the highest rate.
[[nodiscard]] std::vector<double> accumulating_waits(const Queue& queue,
                                                     const std::vector<double>& rates);
/// Two classes that gain alike, the urgent one with a head start of so many days. Exponential work.
[[nodiscard]] std::vector<double> head_start_waits(const Queue& queue, double days);

/// The chance that a case of the last class waits longer than `days`, when a share of each other
/// class's arrivals overtakes it: 1 of all for head of line, 1 - b_last / b_i for rates b.
[[nodiscard]] double last_class_tail(const Queue& queue,
                                     const std::vector<double>& overtaking,
                                     double days);

/// The value at `t` of the function with this Laplace transform.
[[nodiscard]] double inverted(
    const std::function<std::complex<double>(std::complex<double>)>& transform, double t);

}  // namespace waitlist::theory
