#include "base/quantiles.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace waitlist {

double normal_quantile(double probability) {
  return boost::math::quantile(boost::math::normal{}, probability);
}

double students_t_quantile(double degrees, double probability) {
  return boost::math::quantile(boost::math::students_t{degrees}, probability);
}

double beta_quantile(double a, double b, double probability) {
  return boost::math::quantile(boost::math::beta_distribution<>{a, b}, probability);
}

}  // namespace waitlist
