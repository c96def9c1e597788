// What nearly every test parses, compiled once.
#pragma once

#include "precompiled.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <fstream>
#include <sstream>
