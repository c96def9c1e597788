#include "simulation/answer_shares.h"

namespace waitlist {
namespace {

constexpr auto kAll = DrawnFor::everybody;
constexpr auto kAbuse = DrawnFor::reported_abuse;

constexpr std::array kShares{
    AnswerShares{"work_type", kAll, 0, 0, 0, {890, 40, 30, 0, 40}},
    AnswerShares{"da.reported", kAll, 10, 10, 0, {370, 170, 60, 20}},
    AnswerShares{"cp.la_status", kAll, 10, 10, 200, {110, 50, 15, 6}},
    AnswerShares{"cp.child_harm", kAll, 10, 20, 0, {110, 35, 12}},
    AnswerShares{"cp.sexual_harm", kAll, 15, 10, 0, {20, 6}},
    AnswerShares{"cp.imminent_harm", kAll, 0, 0, 0, {4}},
    AnswerShares{"cp.s16a", kAll, 0, 0, 0, {8}},
    AnswerShares{"da.marac", kAbuse, 25, 25, 50, {30, 45, 10}},
    AnswerShares{"da.orders", kAbuse, 30, 25, 0, {90, 20}},
    AnswerShares{"da.child_exposure", kAbuse, 25, 30, 0, {300, 40}},
    AnswerShares{"da.judgement", kAbuse, 120, 0, 0, {50}},
    AnswerShares{"adult.violence_record", kAll, 10, 10, 150, {90, 40, 20}},
    AnswerShares{"adult.substance", kAll, 25, 30, 0, {190, 90}},
    AnswerShares{"adult.mental_health", kAll, 30, 35, 0, {180, 40}},
    AnswerShares{"child.additional_needs", kAll, 35, 15, 0, {100, 25}},
    AnswerShares{"child.impact", kAll, 35, 30, 0, {230, 70, 8}},
    AnswerShares{"arr.exposure_now", kAll, 25, 20, 0, {150, 130, 30}},
    AnswerShares{"arr.abduction", kAll, 15, 10, 0, {45, 15, 3}},
    AnswerShares{"arr.contact_ceased", kAll, 30, 10, 0, {180, 160, 120, 110}},
    AnswerShares{"arr.instability", kAll, 25, 15, 0, {100, 20}},
    AnswerShares{"conf.entrenched", kAll, 40, 30, 0, {290, 80}},
    AnswerShares{"court.directed", kAll, 0, 0, 0, {30}},
    AnswerShares{"court.new_harm_reported", kAll, 10, 10, 0, {35}},
    AnswerShares{"court.case_type", kAll, 0, 0, 0, {960, 40}},
    AnswerShares{"monitoring.ethnicity", kAll, 60, 10, 0, {70, 40, 50, 580, 30, 50}},
    AnswerShares{"monitoring.sex", kAll, 10, 0, 0, {490, 490}},
};

}  // namespace

std::span<const AnswerShares> answer_shares() noexcept { return kShares; }

}  // namespace waitlist
