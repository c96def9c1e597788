#include "simulation/estimates.h"

#include "base/quantiles.h"

namespace waitlist {

Estimate estimate(std::span<const double> figures, double outside) {
  Estimate found;
  double sum = 0.0;
  for (const double figure : figures) {
    if (std::isnan(figure)) continue;
    ++found.replications;
    sum += figure;
  }
  if (found.replications == 0) return found;
  const double count = found.replications;
  found.mean = sum / count;
  if (found.replications == 1) return found;
  double squares = 0.0;
  for (const double figure : figures) {
    if (!std::isnan(figure)) squares += (figure - found.mean) * (figure - found.mean);
  }
  found.standard_error = std::sqrt(squares / (count - 1.0) / count);
  found.half_width = students_t_quantile(count - 1.0, 1.0 - outside / 2.0) * found.standard_error;
  return found;
}

Estimate FigureTable::value(std::size_t figure) const {
  std::vector<double> column;
  column.reserve(replications_.size());
  for (const Figures& one : replications_) column.push_back(one[figure]);
  return estimate(column);
}

Estimate FigureTable::difference(std::size_t figure, std::size_t from) const {
  std::vector<double> column;
  column.reserve(replications_.size());
  for (const Figures& one : replications_) column.push_back(one[figure] - one[from]);
  return estimate(column);
}

std::vector<std::vector<GroupOutcome>> group_outcomes(const FigureTable& table,
                                                      std::size_t policies,
                                                      std::span<const GroupOutcome> groups,
                                                      std::size_t measures,
                                                      std::size_t first) {
  std::vector<std::vector<GroupOutcome>> outcomes;
  const std::size_t of_policy = groups.size() * measures;
  for (std::size_t policy = 0; policy < policies; ++policy) {
    std::vector<GroupOutcome>& all = outcomes.emplace_back(groups.begin(), groups.end());
    for (std::size_t group = 0; group < groups.size(); ++group) {
      for (std::size_t measure = 0; measure < measures; ++measure) {
        const std::size_t of_first = first + group * measures + measure;
        const std::size_t figure = policy * of_policy + of_first;
        Figure& made = all[group].figures.emplace_back();
        made.value = table.value(figure);
        made.difference = table.difference(figure, of_first);
        if (first > 0) made.change = table.difference(figure, figure - first);
      }
    }
  }
  return outcomes;
}

}  // namespace waitlist
