// Answers in plain English.
#pragma once

#include <waitlist/cases/answer.h>
#include <waitlist/cases/fact_schema.h>

#include "scoring/explanation_texts.h"
#include "scoring/scored_case.h"

#include <string>
#include <string_view>

namespace waitlist {

/// The words of the schema where it has them, otherwise words kept in `texts`.
[[nodiscard]] std::string_view answer_in_words(const FactDefinition& fact,
                                               Answer answer,
                                               ExplanationTexts& texts);

/// `Static risk: high; Dynamic risk: not asked`.
[[nodiscard]] std::string_view both_answers_in_words(FactIndex first,
                                                     FactIndex other,
                                                     const ScoredCase& scored,
                                                     ExplanationTexts& texts);

/// `14 months`, `1 month`, `3 years` from two years on, `4 years 2 months`.
[[nodiscard]] std::string age_in_words(std::int64_t months);

/// `1 day`, `182 days`.
[[nodiscard]] std::string days_in_words(std::int64_t days);

}  // namespace waitlist
