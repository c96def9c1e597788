#!/usr/bin/env python3
"""The header is plain enough for a parser of declarations, and what it parses drives the library.

    parsed.py HEADER LIBRARY      run from the repository
"""
import re
import sys

import cffi


def declarations(text):
    """The header without directives, their C++ parts and the word that exports."""
    text = re.sub(r"#ifdef __cplusplus.*?#endif", "", text, flags=re.S)
    text = re.sub(r"^#.*$", "", text, flags=re.M)
    return text.replace("WL_API ", "")


def content(path):
    with open(path, "rb") as file:
        return file.read()


ffi = cffi.FFI()
with open(sys.argv[1], encoding="utf-8") as header:
    ffi.cdef(declarations(header.read()))
lib = ffi.dlopen(sys.argv[2])
assert lib.wl_interface_version() == 1

facts = ffi.new("wl_facts**")
toml = content("policies/private_law_facts.toml")
assert lib.wl_read_facts(toml, len(toml), ffi.NULL, 0, facts, ffi.NULL) == lib.WL_OK
policy = ffi.new("wl_policy**")
toml = content("policies/staffordshire_2009.toml")
assert lib.wl_read_policy(toml, len(toml), facts[0], ffi.NULL, policy, ffi.NULL) == lib.WL_OK
cases = ffi.new("wl_cases**")
csv = content("examples/data/staffordshire_2009.csv")
assert lib.wl_read_cases(csv, len(csv), facts[0], ffi.NULL, cases, ffi.NULL) == lib.WL_OK
ranking = ffi.new("wl_ranking**")
assert lib.wl_rank(cases[0], policy[0], 14522, ffi.NULL, ranking, ffi.NULL) == lib.WL_OK
lines = ffi.new("wl_text**")
assert lib.wl_ranking_ids(ranking[0], lines, ffi.NULL) == lib.WL_OK
ids = ffi.buffer(lib.wl_text_data(lines[0]), lib.wl_text_size(lines[0]))[:].decode().split()
assert len(ids) > 300 and len(set(ids)) == len(ids), ids

errors = ffi.new("wl_errors**")
text = ffi.new("wl_text**")
assert lib.wl_explain(ranking[0], b"nobody", 6, lib.WL_TEXT, text, errors) == lib.WL_REJECTED
fault = ffi.new("wl_fault*")
fault.struct_size = ffi.sizeof("wl_fault")
assert lib.wl_errors_at(errors[0], 0, fault) == lib.WL_OK
assert ffi.string(fault.found) == b"nobody", ffi.string(fault.sentence)

lib.wl_errors_free(errors[0])
lib.wl_text_free(lines[0])
lib.wl_ranking_free(ranking[0])
lib.wl_cases_free(cases[0])
lib.wl_policy_free(policy[0])
lib.wl_facts_free(facts[0])
