#include <waitlist/base/digest.h>
#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>
#include <waitlist/io/queue_file.h>

#include <optional>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

constexpr std::string_view kForm = "waitlist queue 1";
constexpr std::string_view kSha = "sha256 ";
constexpr std::string_view kPolicy = "policy ";
constexpr std::string_view kFacts = "facts ";
constexpr std::string_view kDay = "as_of ";

std::string line_of(std::string_view name, std::string_view value) {
  std::string line{name};
  line += value;
  line += '\n';
  return line;
}

std::string named(const PolicyStamp& stamp) {
  return stamp.digest.hex() + ' ' + stamp.id + ' ' + stamp.version;
}

/// Reads the lines above the cases one by one.
class Head {
 public:
  explicit Head(std::string_view text) : rest_{text} {}

  /// The next line, behind `name`; nullopt when it does not begin so, or does not end.
  std::optional<std::string_view> next(std::string_view name) {
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos || !rest_.starts_with(name)) return std::nullopt;
    const std::string_view value = rest_.substr(name.size(), end - name.size());
    rest_.remove_prefix(end + 1);
    return value;
  }

  [[nodiscard]] std::string_view rest() const noexcept { return rest_; }

 private:
  std::string_view rest_;
};

Error fault(const std::string& source,
            std::string field,
            std::string_view found,
            std::string reason,
            ErrorCode code = ErrorCode::inconsistent) {
  return {code, source, 0, 0, std::move(field), clipped(found), std::move(reason)};
}

/// What stands in the text, once it is known to be what was written.
struct WrittenQueue {
  std::string_view policy, facts;
  Day as_of = Day::first();
  std::string_view cases;
};

Result<WrittenQueue> written_in(std::string_view text, const std::string& source) {
  Head head{text};
  if (head.next(kForm) != std::string_view{}) {
    return failed(fault(source, "", text.substr(0, text.find('\n')),
                        "not a queue of this form: the first line is `" + std::string{kForm} + '`',
                        ErrorCode::malformed_text));
  }
  const auto digest = head.next(kSha);
  if (!digest || sha256(head.rest()).hex() != *digest) {
    return failed(
        fault(source, "sha256", digest.value_or(""),
              "the text is not whole, or was changed since it was written: read the cases "
              "from where they are kept, or an earlier text",
              ErrorCode::malformed_text));
  }
  const auto policy = head.next(kPolicy);
  const auto facts = head.next(kFacts);
  const auto day = head.next(kDay);
  const auto as_of = Day::parse(day.value_or(""));
  if (!policy || !facts || !as_of) {
    return failed(fault(source, "", "", "not a queue of this form: policy, facts and as_of follow",
                        ErrorCode::malformed_text));
  }
  return WrittenQueue{*policy, *facts, *as_of, head.rest()};
}

}  // namespace

std::string write_queue(const LiveQueue& queue) {
  const CaseTable table = queue.cases();
  std::vector<Case> cases;
  cases.reserve(table.size());
  for (CaseRow row = 0; row < table.size(); ++row) cases.push_back(table.at(row));
  const std::string body = line_of(kPolicy, named(queue.policy().stamp())) +
                           line_of(kFacts, table.schema().digest().hex()) +
                           line_of(kDay, queue.as_of().text()) +
                           write_cases_csv(cases, table.schema());
  return line_of(kForm, "") + line_of(kSha, sha256(body).hex()) + body;
}

Result<LiveQueue> read_queue(std::string_view text,
                             const CompiledPolicy& policy,
                             const std::string& source) {
  const auto written = written_in(text, source);
  if (!written) return failed(written.error());
  if (written->policy != named(policy.stamp())) {
    return failed(fault(source, "policy", written->policy,
                        "the queue was ordered by this policy, and not by " +
                            named(policy.stamp()) +
                            ": read it with its own, or make another queue of its cases"));
  }
  if (written->facts != policy.schema().digest().hex()) {
    return failed(fault(source, "facts", written->facts,
                        "the cases were read under another fact schema than the policy has"));
  }
  const auto cases = read_cases_csv(written->cases, policy.schema(), source);
  if (!cases) return failed(cases.error());
  auto queue = LiveQueue::make(*cases, policy, written->as_of);
  if (queue) return queue;
  Errors errors = std::move(queue.error());
  for (Error& error : errors) error.source = source;
  return failed(std::move(errors));
}

}  // namespace waitlist
