// What nearly every source of the library parses, compiled once: the standard headers that the
// public headers stand on, and expected. What few sources need stays out, and every source still
// includes what it uses: a build without precompiled headers is one of the tests.
#pragma once

#include <tl/expected.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
