// The runner of every unit, property and oracle test; compiled once because doctest is slow to.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
