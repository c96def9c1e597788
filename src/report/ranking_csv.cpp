#include <waitlist/report/ranking_report.h>

#include "base/csv_text.h"
#include "base/points_text.h"
#include "cases/case_columns.h"
#include "queue/upcoming_of_case.h"
#include "report/faulty_words.h"
#include "report/shown_places.h"
#include "report/since_words.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

constexpr std::string_view kRankingHeader =
    "position,case_id,band,points,points_min,points_max,provisional,days_waiting,tier,"
    "must_allocate,risk_points,waiting_points,filing_points,band_min,band_max,filing_date,"
    "latest_start,area,team,status,apart_since,allocate_by,review_due,upcoming,line,faults";

/// After them where there is an earlier list.
constexpr std::string_view kSinceHeader = ",changes,place_put_back";

class RankingRows {
 public:
  RankingRows(const Ranking& ranking, const ReportOptions& options)
      : ranking_{ranking},
        ahead_{options.ahead},
        since_{options.since},
        marks_{options.since, ranking.cases()} {
    const CompiledPolicy& policy = ranking.policy();
    for (const BandRule& band : policy.written().bands) bands_.push_back(cell_of(band.id));
    for (TierIndex tier = 0; tier < policy.tier_count(); ++tier) {
      tiers_.push_back(cell_of(policy.tier_id(tier)));
    }
  }

  /// Rows stand in another order than places: what is told of later ones is asked for in time.
  void prefetch(std::span<const Place> places, std::size_t now) const {
    constexpr std::size_t kAhead = 8;
    const CaseTable::Columns& columns = ranking_.cases().columns();
    if (now + 2 * kAhead < places.size()) columns.prefetch(places[now + 2 * kAhead].row);
    if (now + kAhead < places.size()) columns.prefetch_lists(places[now + kAhead].row);
  }

  void add(const Place& place) {
    append_whole(out_, place.position);
    text(ranking_.cases().case_id(place.row));
    add(place.score);
    days_.clear();
    if (ahead_ > Days{0}) add_days_of_case(ranking_, place.row, place.score, ahead_, days_);
    end_row(place.row, "awaiting", &place.score);
  }

  void add(const ApartCase& apart) {
    text(ranking_.cases().case_id(apart.row));
    if (apart.score) {
      add(*apart.score);
    } else {
      out_.append(13, ',');
      day(ranking_.cases().filing_date(apart.row));
      day(std::nullopt);
    }
    days_.clear();
    if (ahead_ > Days{0}) add_days_of_case(ranking_, apart, ahead_, days_);
    end_row(apart.row, to_text(apart.reason), apart.score ? &*apart.score : nullptr);
  }

  void add(const FaultyCase& faulty) {
    text(faulty.case_id);
    out_.append(17, ',');
    word("faulty");
    out_.append(5, ',');
    if (faulty.line != 0) append_whole(out_, faulty.line);
    text(faults_in_words(faulty));
    if (since_ != nullptr) out_ += ",,";
    out_ += '\n';
  }

  /// A case of the earlier list that this one no longer has.
  void add_vanished(CaseRow before) {
    const CaseTable& previous = since_->previous;
    text(previous.case_id(before));
    out_.append(13, ',');
    day(previous.filing_date(before));
    day(std::nullopt);
    text(previous.area(before));
    text(previous.team(before));
    word("vanished");
    out_.append(6, ',');
    word(to_text(ListChangeKind::vanished));
    out_ += ",\n";
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

  void begin(std::size_t rows) {
    out_.reserve(kRankingHeader.size() + rows * 150);
    out_ += kRankingHeader;
    if (since_ != nullptr) out_ += kSinceHeader;
    out_ += '\n';
  }

 private:
  void add(const Score& score) {
    band(score.band);
    points(score.points.used);
    points(score.points.least);
    points(score.points.most);
    word(score.provisional() ? "yes" : "no");
    out_ += ',';
    append_whole(out_, score.waited.count());
    out_ += tiers_[score.tier];
    word(score.must_allocate ? "yes" : "no");
    points(score.risk.used);
    points(score.waiting);
    points(score.filing);
    band(score.band_least);
    band(score.band_most);
    day(score.filing_date);
    day(score.latest_start);
  }

  void text(std::string_view cell) {
    out_ += ',';
    append_csv_cell(out_, cell);
  }

  static std::string cell_of(std::string_view text) {
    std::string cell{','};
    append_csv_cell(cell, text);
    return cell;
  }

  void band(BandIndex index) { out_ += bands_[index]; }

  /// A word of ours, which needs no quotes.
  void word(std::string_view plain) {
    out_ += ',';
    out_ += plain;
  }

  void points(Points value) {
    out_ += ',';
    append_points(out_, value);
  }

  void day(const std::optional<Day>& value) {
    out_ += ',';
    if (value) out_ += value->text();
  }

  /// `score`: null where the case has none.
  void end_row(CaseRow row, std::string_view status, const Score* score) {
    text(ranking_.cases().area(row));
    text(ranking_.cases().team(row));
    word(status);
    day(apart_since(ranking_.cases(), row));
    day(score != nullptr ? allocate_by(ranking_, row, *score) : std::nullopt);
    day(score != nullptr ? review_due(ranking_, row) : std::nullopt);
    upcoming();
    out_ += ",,";
    if (since_ != nullptr) end_since(row);
    out_ += '\n';
  }

  /// `2009-10-12 must_allocate; 2009-10-20 waited`: what the next days bring to a case.
  void upcoming() {
    out_ += ',';
    std::ranges::sort(days_, {}, [](const UpcomingDay& day) {
      return std::pair{day.on, day.kind};
    });
    for (const UpcomingDay& day : days_) {
      if (&day != days_.data()) out_ += "; ";
      out_ += day.on.text();
      out_ += ' ';
      out_ += to_text(day.kind);
    }
  }

  void end_since(CaseRow row) {
    word(marks_.of(row));
    out_ += ',';
    if (const MovedPlace* move = since_->move_of(ranking_.cases().case_id(row)))
      append_whole(out_, move->put_back);
  }

  const Ranking& ranking_;
  Days ahead_;
  std::vector<UpcomingDay> days_;  ///< of the row that is being written
  const ChangesSince* since_;      ///< null: no earlier list
  ChangeMarks marks_;
  std::vector<std::string> bands_, tiers_;  ///< as cells
  std::string out_;
};

}  // namespace

std::string render_csv(const Ranking& ranking, const ReportOptions& options) {
  const auto places = shown_places(ranking, options.top);
  RankingRows rows{ranking, options};
  rows.begin(places.size());
  for (const FaultyCase& faulty : ranking.faulty()) rows.add(faulty);
  for (std::size_t i = 0; i < places.size(); ++i) {
    rows.prefetch(places, i);
    rows.add(places[i]);
  }
  if (shows_apart(ranking, options.top)) {
    for (const ApartCase& apart : ranking.apart()) rows.add(apart);
  }
  if (options.since != nullptr) {
    for (const ListChange& change : options.since->changes) {
      if (change.kind == ListChangeKind::vanished) rows.add_vanished(*change.row_before);
    }
  }
  return rows.take();
}

}  // namespace waitlist
