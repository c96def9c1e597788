// Quantiles of the laws that are drawn from and judged by.
#pragma once

namespace waitlist {

/// The value that a standard normal variable stays below with this probability, 0 < p < 1.
[[nodiscard]] double normal_quantile(double probability);

/// The same of Student's t; `degrees` of freedom, above 0.
[[nodiscard]] double students_t_quantile(double degrees, double probability);

/// The same of the beta law with these two shapes, each above 0.
[[nodiscard]] double beta_quantile(double a, double b, double probability);

}  // namespace waitlist
