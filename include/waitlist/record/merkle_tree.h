/// \file merkle_tree.h
/// \brief The Merkle tree over the entries of a log: its root, and proofs about it.
/// Layer: record (may use base).  Source: RFC 6962 section 2.1; proofs are checked by the step
/// lists of RFC 9162, 2.1.3.2 and 2.1.4.2.  Format: docs/reference/record.md.
/// Units: sizes and places of entries, from 0.  Errors: a check answers no, whatever it is given.
/// Complexity: roots and proofs O(leaves), checks O(log leaves).  Threads: pure; share freely.
/// Not: a proof does not bind the size of the tree. Take size and root together from one head.
#pragma once

#include <waitlist/base/digest.h>
#include <waitlist/base/export.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

/// A tree as a head names it.
struct TreeHead {
  std::uint64_t size = 0;  ///< entries
  Digest root;

  friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

/// The hash of an entry as a leaf.
[[nodiscard]] WAITLIST_EXPORT Digest merkle_leaf(std::string_view entry);

/// The hash of two hashes that stand side by side.
[[nodiscard]] WAITLIST_EXPORT Digest merkle_node(const Digest& left, const Digest& right);

/// The root over leaf hashes; of none the digest of no bytes.
[[nodiscard]] WAITLIST_EXPORT Digest merkle_root(std::span<const Digest> leaves);

/// That the leaf `index` is in the tree of these leaves: hashes, the leaf's side first. Empty also
/// where `index` is no leaf.
[[nodiscard]] WAITLIST_EXPORT std::vector<Digest> inclusion_proof(std::span<const Digest> leaves,
                                                                  std::uint64_t index);

/// That the tree of the first `earlier` leaves was only added to. Empty where both are the same,
/// and where `earlier` is 0 or more than there are: then nothing can be proved.
[[nodiscard]] WAITLIST_EXPORT std::vector<Digest> consistency_proof(std::span<const Digest> leaves,
                                                                    std::uint64_t earlier);

/// Whether the proof shows that `leaf` stands at `index` of the tree.
[[nodiscard]] WAITLIST_EXPORT bool proves_inclusion(const Digest& leaf,
                                                    std::uint64_t index,
                                                    const TreeHead& tree,
                                                    std::span<const Digest> proof);

/// Whether the proof shows that `later` has all entries of `earlier`, unchanged and in their
/// places. Of an empty tree nothing can be shown.
[[nodiscard]] WAITLIST_EXPORT bool proves_consistency(const TreeHead& earlier,
                                                      const TreeHead& later,
                                                      std::span<const Digest> proof);

}  // namespace waitlist
