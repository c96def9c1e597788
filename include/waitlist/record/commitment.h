/// \file commitment.h
/// \brief Salted commitments: what stands in a log in the place of a case, and says nothing of it
/// once its key is gone.
/// Layer: record (may use base).  Format: docs/reference/record.md, "Commitments".
/// A key is random and of one case; salts are made of it, another in each list, so that nobody can
/// tell from two lists that they have a case in common. No other digest may be kept of a text that
/// holds a case: who knows the other rows would guess the erased one.
/// Complexity: O(bytes).  Threads: values; share freely.
#pragma once

#include <waitlist/base/digest.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace waitlist {

/// The secret of one case. Without it and the bytes a commitment cannot be opened.
struct CaseKey {
  std::array<std::uint8_t, 32> bytes{};

  friend bool operator==(const CaseKey&, const CaseKey&) = default;
};

/// A key from the system's source of random bytes. Errors: file_unreadable, it gives none.
[[nodiscard]] WAITLIST_EXPORT Result<CaseKey> new_case_key();

/// HMAC-SHA-256 (RFC 2104).
[[nodiscard]] WAITLIST_EXPORT Digest hmac_sha256(std::string_view key, std::string_view bytes);

/// The salt of a purpose, `case`, `row` or `reason`, in a list: `2025-01-31/1`.
[[nodiscard]] WAITLIST_EXPORT Digest salt_of(const CaseKey& key,
                                             std::string_view purpose,
                                             std::string_view list_id);

/// The digest of 02, the salt and the bytes.
[[nodiscard]] WAITLIST_EXPORT Digest commitment(const Digest& salt, std::string_view bytes);

/// The two commitments of a row of a list.
struct RowCommitments {
  Digest of_case;
  Digest of_row;

  friend bool operator==(const RowCommitments&, const RowCommitments&) = default;
};

[[nodiscard]] WAITLIST_EXPORT RowCommitments commit_row(const CaseKey& key,
                                                        std::string_view list_id,
                                                        std::string_view case_text,
                                                        std::string_view row_text);

/// The leaf hash of row `row`, from 0. A list root is merkle_root() over those of all its rows.
[[nodiscard]] WAITLIST_EXPORT Digest row_leaf(std::uint32_t row, const RowCommitments& commitments);

}  // namespace waitlist
