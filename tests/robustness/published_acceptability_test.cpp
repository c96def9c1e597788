// Examples that were published with their whole input, through values times weights.
#include <waitlist/robustness/counted_draws.h>
#include <waitlist/robustness/rank_counts.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using Values = std::vector<std::int64_t>;

constexpr std::uint64_t kDrawn = 20'000;
constexpr std::uint64_t kValueSeed = 77;

/// 0 to 1, without the ends.
double even(std::uint64_t draw, std::uint32_t number) {
  constexpr double kOne = 9007199254740992.0;
  constexpr unsigned kSpare = 11;
  return (static_cast<double>(drawn_bits(kValueSeed, draw, number) >> kSpare) + 0.5) / kOne;
}

/// Of a Beta(a, b): the a-th smallest of a + b - 1 even numbers.
double drawn_beta(std::uint64_t draw, std::uint32_t from, std::uint32_t a, std::uint32_t b) {
  std::vector<double> numbers;
  numbers.reserve(a + b - 1);
  for (std::uint32_t i = 0; i + 1 < a + b; ++i) numbers.push_back(even(draw, from + i));
  const auto at = numbers.begin() + (a - 1);
  std::nth_element(numbers.begin(), at, numbers.end());
  return *at;
}

double drawn_normal(std::uint64_t draw, std::uint32_t number, double mean, double deviation) {
  const double angle = 2 * std::numbers::pi * even(draw, 2 * number + 1);
  return mean + deviation * std::sqrt(-2 * std::log(even(draw, 2 * number))) * std::cos(angle);
}

/// Values on a scale whose worst is 0 and whose best is 1, in millionths, not cut at its ends.
std::int64_t on_scale(double x, double worst, double best) {
  constexpr double kMillion = 1e6;
  return std::llround((x - worst) / (best - worst) * kMillion);
}

/// Heparin, then enoxaparin; proximal and distal thrombosis, bleeding. R package smaa and
/// drugis/mcda-elicitation-web, thrombolytics.json.
Values drawn_thrombolytics(std::uint64_t draw) {
  struct Row {
    double worst, best;
    std::array<std::array<std::uint32_t, 2>, 2> beta;
  };

  constexpr std::array rows{Row{0.25, 0, {{{20, 116}, {8, 121}}}},
                            Row{0.40, 0.15, {{{40, 96}, {32, 97}}}},
                            Row{0.10, 0, {{{1, 135}, {5, 124}}}}};
  constexpr std::uint32_t kRoom = 200;
  Values values;
  for (std::uint32_t drug = 0; drug < 2; ++drug) {
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      const auto [a, b] = rows[i].beta[drug];
      const double x = drawn_beta(draw, (drug * 3 + i) * kRoom, a, b);
      values.push_back(on_scale(x, rows[i].worst, rows[i].best));
    }
  }
  return values;
}

/// Fluoxetine, paroxetine, sertraline, venlafaxine. tommite/jsmaa, SMAA2SimulationTest.java.
Values drawn_antidepressants(std::uint64_t draw) {
  struct Normal {
    double mean, deviation;
  };

  constexpr std::array<std::array<Normal, 6>, 4> kDrugs{
      {{{{0, 0}, {11.7, 2.5}, {7.2, 1.45}, {16.6, 3.27}, {13.7, 1.89}, {18.6, 1.79}}},
       {{{.086, .056}, {9.2, 1.86}, {10.6, 1.58}, {21.2, 5.15}, {14.3, 2.93}, {18.3, 3.7}}},
       {{{.095, .044}, {15.4, 2.65}, {7.5, 1.48}, {20.2, 3.78}, {15.0, 3.21}, {19.5, 2.6}}},
       {{{.113, .048}, {5.5, 2.32}, {15.7, 4.44}, {12.8, 2.45}, {11.2, 3.98}, {31.0, 1.68}}}}};
  constexpr std::array<std::array<double, 2>, 6> kScales{{{.977, 1.230},
                                                          {20.594, .953},
                                                          {24.402, 4.358},
                                                          {31.294, 7.998},
                                                          {21.292, 3.399},
                                                          {34.293, 11.048}}};
  Values values;
  for (std::uint32_t drug = 0; drug < kDrugs.size(); ++drug) {
    for (std::uint32_t i = 0; i < kScales.size(); ++i) {
      const Normal of = kDrugs[drug][i];
      const double x = drawn_normal(draw, drug * 6 + i, of.mean, of.deviation);
      values.push_back(on_scale(i == 0 ? std::exp(x) : x, kScales[i][0], kScales[i][1]));
    }
  }
  return values;
}

/// All draws of an example, made once.
std::vector<Values> all_draws(Values (*drawn)(std::uint64_t)) {
  std::vector<Values> all;
  all.reserve(kDrawn);
  for (std::uint64_t draw = 0; draw < kDrawn; ++draw) all.push_back(drawn(draw));
  return all;
}

const std::vector<Values>& thrombolytics() {
  static const std::vector<Values> kAll = all_draws(drawn_thrombolytics);
  return kAll;
}

using DrawWeights = std::function<Values(std::uint64_t)>;

RankCounts counted(std::size_t alternatives,
                   std::size_t criteria,
                   const std::vector<Values>& values,
                   const DrawWeights& weights) {
  RankCounts counts{alternatives, criteria};
  for (std::uint64_t draw = 0; draw < kDrawn; ++draw) counts.add(values[draw], weights(draw));
  return counts;
}

double share(std::uint64_t count) {
  return static_cast<double>(count) / static_cast<double>(kDrawn);
}

double centre(const RankCounts& counts, std::size_t one, std::size_t criterion) {
  return static_cast<double>(counts.weight_when_best(one, criterion)) /
         static_cast<double>(counts.at(one, 0)) / static_cast<double>(kWeightsWhole);
}

/// Five standard errors against an estimate of 10,000 draws.
double error_against_printed(double p) {
  return 5 * std::sqrt(p * (1 - p) * (1.0 / kDrawn + 1.0 / 10'000));
}

double standard_errors(double p) { return 5 * std::sqrt(p * (1 - p) / kDrawn); }

Values weights_of(const std::array<double, 3>& shares) {
  Values weights;
  for (const double one : shares) weights.push_back(std::llround(one * kWeightsWhole));
  return weights;
}

}  // namespace

TEST_CASE("Heparin and enoxaparin come first as often as two packages print") {
  struct Row {
    const char* name;
    DrawWeights weights;
    double printed;
    double sure;  ///< by 400,000 draws, to 0.0015
  };

  const auto free = [](std::uint64_t draw) { return drawn_weights(1, draw, 3); };
  // Proximal before bleeding before distal.
  const auto ordered = [](std::uint64_t draw) {
    Values sorted = drawn_weights(1, draw, 3);
    std::ranges::sort(sorted, std::ranges::greater{});
    return Values{sorted[0], sorted[2], sorted[1]};
  };
  const auto fixed = [](const std::array<double, 3>& shares) {
    return [weights = weights_of(shares)](std::uint64_t /*draw*/) { return weights; };
  };
  const std::array rows{
      Row{"nothing known of the weights", free, 0.6496, 0.6571},
      Row{"the order of the weights", ordered, 0.8631, 0.8644},
      Row{"4/7, 1/7, 2/7", fixed({4.0 / 7, 1.0 / 7, 2.0 / 7}), 0.8951, 0.8966},
      Row{"0.5, 0.2, 0.3", fixed({0.5, 0.2, 0.3}), 0.8721, 0.8668},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const RankCounts counts = counted(2, 3, thrombolytics(), row.weights);
    const double first = share(counts.at(1, 0));
    CHECK(std::abs(first - row.printed) < error_against_printed(row.printed));
    CHECK(std::abs(first - row.sure) < 0.0015 + standard_errors(row.sure));
  }
}

TEST_CASE("The weights with which heparin or enoxaparin come first are those printed") {
  const RankCounts counts =
      counted(2, 3, thrombolytics(), [](std::uint64_t draw) { return drawn_weights(1, draw, 3); });
  constexpr std::array<std::array<double, 3>, 2> kPrinted{
      {{.1938, .2750, .5312}, {.4068, .3632, .2300}}};
  for (std::size_t drug = 0; drug < 2; ++drug) {
    for (std::size_t k = 0; k < 3; ++k) {
      CHECK(std::abs(centre(counts, drug, k) - kPrinted[drug][k]) < 0.018);
    }
  }

  // How sure each is first at the weights printed for it.
  struct Row {
    std::size_t drug;
    std::array<double, 3> weights;
    double sure;
  };

  for (const Row& row :
       {Row{0, {.1865, .2772, .5363}, .6657}, Row{1, {.4073, .3641, .2285}, .8927},
        Row{0, {.5240, .1213, .3547}, .1929}, Row{1, {.6229, .1103, .2668}, .9180}}) {
    const RankCounts at = counted(
        2, 3, thrombolytics(), [&row](std::uint64_t /*draw*/) { return weights_of(row.weights); });
    CAPTURE(row.sure);
    CHECK(std::abs(share(at.at(row.drug, 0)) - row.sure) < standard_errors(row.sure));
  }
}

TEST_CASE("Four antidepressants have the ranks and the central weights that are printed") {
  const RankCounts counts = counted(4, 6, all_draws(drawn_antidepressants),
                                    [](std::uint64_t draw) { return drawn_weights(2, draw, 6); });
  constexpr std::array<std::array<double, 4>, 4> kRanks{
      {{.20, .28, .30, .22}, {.25, .29, .27, .19}, {.17, .25, .29, .30}, {.39, .18, .15, .29}}};
  constexpr std::array<std::array<double, 6>, 4> kCentres{{{.08, .14, .23, .18, .16, .22},
                                                           {.18, .17, .15, .13, .15, .22},
                                                           {.21, .10, .22, .13, .15, .20},
                                                           {.18, .21, .12, .21, .19, .09}}};
  for (std::size_t drug = 0; drug < 4; ++drug) {
    CAPTURE(drug);
    for (std::size_t rank = 0; rank < 4; ++rank) {
      CHECK(std::abs(share(counts.at(drug, rank)) - kRanks[drug][rank]) < .02);
    }
    for (std::size_t k = 0; k < 6; ++k) {
      CHECK(std::abs(centre(counts, drug, k) - kCentres[drug][k]) < .02);
    }
  }
}
