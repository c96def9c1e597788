#include "report/html/likely_days.h"

#include "report/foresight_words.h"
#include "report/plain_words.h"

#include <algorithm>

namespace waitlist::html {
namespace {

/// The forecasts of this very list, day and policy.
const PolicyForesight* foreseen_of(const Foresight& foresight, const Ranking& ranking) {
  const RunSetting& setting = foresight.setting;
  if (!setting.start || setting.start->digest != ranking.cases().digest()) return nullptr;
  if (setting.from != ranking.as_of()) return nullptr;
  const auto found =
      std::ranges::find(foresight.policies, ranking.policy().stamp(), &PolicyForesight::policy);
  return found == foresight.policies.end() ? nullptr : &*found;
}

}  // namespace

LikelyDays::LikelyDays(const Foresight* foresight, const Ranking& ranking) : foresight_{foresight} {
  if (foresight == nullptr) return;
  policy_ = foreseen_of(*foresight, ranking);
  if (policy_ == nullptr) return;
  cases_.reserve(policy_->cases.size());
  for (const CaseForesight& one : policy_->cases) cases_.emplace(one.case_id, &one);
}

std::string LikelyDays::of(std::string_view case_id) const {
  if (policy_ == nullptr) return {};
  const auto found = cases_.find(case_id);
  if (found == cases_.end()) return "not foreseen";
  return likely_span_in_words(*found->second, *foresight_);
}

std::vector<std::string> LikelyDays::in_words() const {
  if (foresight_ == nullptr) return {};
  if (policy_ == nullptr) {
    return {"Likely days are not told: they are of another list, day or policy."};
  }
  const RunPlan& plan = foresight_->plan;
  std::vector<std::string> sentences{"When may each case be allocated? Its row says so, from " +
                                         futures_in_words(*foresight_) + " of the scenario “" +
                                         plan.title + "”.",
                                     std::string{kFutureInWords}};
  for (std::string& one : interval_sentences(*foresight_)) sentences.push_back(std::move(one));
  for (const std::string& warning : foresight_->warnings) {
    sentences.push_back("Warning: " + warning);
  }
  return sentences;
}

std::string LikelyDays::scenario_digest() const {
  return policy_ == nullptr ? std::string{} : foresight_->plan.digest.hex();
}

}  // namespace waitlist::html
