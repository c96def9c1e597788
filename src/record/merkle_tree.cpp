#include <waitlist/record/merkle_tree.h>

#include "record/digest_bytes.h"

#include <bit>
#include <cstddef>

namespace waitlist {
namespace {

constexpr std::size_t kTreeDepth = 64;

/// How many leaves the left part of a tree of `size` > 1 leaves holds.
std::size_t left_leaves(std::size_t size) { return std::bit_floor(size - 1); }

struct Steps {
  std::uint64_t first = 0;
  std::uint64_t second = 0;

  void up() {
    first >>= 1U;
    second >>= 1U;
  }
};

}  // namespace

Digest merkle_leaf(std::string_view entry) {
  DigestBuilder builder;
  builder.add(std::string_view{"\0", 1});
  builder.add(entry);
  return builder.finish();
}

Digest merkle_node(const Digest& left, const Digest& right) {
  DigestBuilder builder;
  builder.add(std::string_view{"\1", 1});
  builder.add(bytes_of(left));
  builder.add(bytes_of(right));
  return builder.finish();
}

Digest merkle_root(std::span<const Digest> leaves) {
  if (leaves.empty()) return sha256({});
  // Whole trees of 2^k leaves each, the greatest first; as many as there are ones in the number.
  std::vector<Digest> trees;
  trees.reserve(kTreeDepth);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    trees.push_back(leaves[i]);
    for (std::size_t joined = i + 1; joined % 2 == 0; joined /= 2) {
      const Digest right = trees.back();
      trees.pop_back();
      trees.back() = merkle_node(trees.back(), right);
    }
  }
  Digest root = trees.back();
  for (std::size_t i = trees.size() - 1; i-- > 0;) root = merkle_node(trees[i], root);
  return root;
}

std::vector<Digest> inclusion_proof(std::span<const Digest> leaves, std::uint64_t index) {
  if (index >= leaves.size()) return {};
  std::vector<Digest> from_root;
  from_root.reserve(kTreeDepth);
  while (leaves.size() > 1) {
    const std::size_t left = left_leaves(leaves.size());
    const bool is_left = index < left;
    from_root.push_back(merkle_root(is_left ? leaves.subspan(left) : leaves.first(left)));
    leaves = is_left ? leaves.first(left) : leaves.subspan(left);
    if (!is_left) index -= left;
  }
  return {from_root.rbegin(), from_root.rend()};
}

std::vector<Digest> consistency_proof(std::span<const Digest> leaves, std::uint64_t earlier) {
  if (earlier == 0 || earlier >= leaves.size()) return {};
  std::vector<Digest> from_root;
  from_root.reserve(kTreeDepth + 1);
  bool whole = true;  // the leaves looked at are a tree that the earlier head had as a whole
  while (earlier != leaves.size()) {
    const std::size_t left = left_leaves(leaves.size());
    if (earlier <= left) {
      from_root.push_back(merkle_root(leaves.subspan(left)));
      leaves = leaves.first(left);
    } else {
      from_root.push_back(merkle_root(leaves.first(left)));
      leaves = leaves.subspan(left);
      earlier -= left;
      whole = false;
    }
  }
  if (!whole) from_root.push_back(merkle_root(leaves));
  return {from_root.rbegin(), from_root.rend()};
}

bool proves_inclusion(const Digest& leaf,
                      std::uint64_t index,
                      const TreeHead& tree,
                      std::span<const Digest> proof) {
  if (index >= tree.size) return false;
  Steps at{index, tree.size - 1};
  Digest root = leaf;
  for (const Digest& hash : proof) {
    if (at.second == 0) return false;
    if (at.first % 2 == 1 || at.first == at.second) {
      root = merkle_node(hash, root);
      while (at.first % 2 == 0 && at.first != 0) at.up();
    } else {
      root = merkle_node(root, hash);
    }
    at.up();
  }
  return at.second == 0 && root == tree.root;
}

bool proves_consistency(const TreeHead& earlier,
                        const TreeHead& later,
                        std::span<const Digest> proof) {
  if (earlier.size == 0 || earlier.size > later.size) return false;
  if (earlier.size == later.size) return proof.empty() && earlier.root == later.root;
  if (proof.empty()) return false;
  const bool is_whole_tree = std::has_single_bit(earlier.size);
  Digest old_root = is_whole_tree ? earlier.root : proof.front();
  if (!is_whole_tree) proof = proof.subspan(1);
  Digest new_root = old_root;
  Steps at{earlier.size - 1, later.size - 1};
  while (at.first % 2 == 1) at.up();
  for (const Digest& hash : proof) {
    if (at.second == 0) return false;
    if (at.first % 2 == 1 || at.first == at.second) {
      old_root = merkle_node(hash, old_root);
      new_root = merkle_node(hash, new_root);
      while (at.first % 2 == 0 && at.first != 0) at.up();
    } else {
      new_root = merkle_node(new_root, hash);
    }
    at.up();
  }
  return at.second == 0 && old_root == earlier.root && new_root == later.root;
}

}  // namespace waitlist
