# One way of consuming the library, chosen by `way`; fails when any step of it does.
cmake_minimum_required(VERSION 3.25)

set(moved "${work}/moved to here")
set(options -G "${generator}" "-DCMAKE_CXX_COMPILER=${compiler}" -DCMAKE_BUILD_TYPE=Debug
    -DCMAKE_CXX_FLAGS_DEBUG=-O0 "-DCMAKE_EXE_LINKER_FLAGS=${link_flags}")

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " line)
    message(FATAL_ERROR "Failed: ${line}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

# Where a host compiles the library; kept, so that the next way of hosting it compiles only what
# differs.
set(host "${work}/build")

function(run_stranger build_dir)
  run("${CMAKE_COMMAND}" -S "${consumer}" -B "${build_dir}" ${options} ${ARGN})
  run("${CMAKE_COMMAND}" --build "${build_dir}" --target stranger)
  run("${build_dir}/stranger")
  message(STATUS "${output}")
endfunction()

# A host turns on what it does not get unasked: the command line and the installation.
function(compile_for_installation)
  run("${CMAKE_COMMAND}" -S "${consumer}" -B "${host}" ${options} -DWAY=fetch_content
      "-DWAITLIST_SOURCE=${source}" -DWAITLIST_BUILD_CLI=ON -DWAITLIST_INSTALL=ON)
  run("${CMAKE_COMMAND}" --build "${host}")
endfunction()

# Installs to one place, then moves the whole prefix to another, with spaces in its name.
function(install_and_move tree)
  file(REMOVE_RECURSE "${work}/first" "${moved}")
  run("${CMAKE_COMMAND}" --install "${tree}" --prefix "${work}/first")
  file(RENAME "${work}/first" "${moved}")
endfunction()

function(find_pc)
  file(GLOB_RECURSE pc "${moved}/waitlist.pc")
  list(LENGTH pc count)
  if(NOT count EQUAL 1)
    message(FATAL_ERROR "Expected one waitlist.pc under ${moved}, found: ${pc}")
  endif()
  cmake_path(GET pc PARENT_PATH directory)
  set(pc_dir "${directory}" PARENT_SCOPE)
  cmake_path(GET directory PARENT_PATH directory)
  set(lib_dir "${directory}" PARENT_SCOPE)
endfunction()

# pkg-config escapes the spaces of a path for a shell, so a shell reads its answers.
function(compile_with_pkg_config)
  find_pc()
  set(flags "--cflags --libs")
  if(linkage STREQUAL "static")
    set(flags "--static ${flags}")
  endif()
  set(script [=[
set -eu
export PKG_CONFIG_PATH='@pc_dir@'
flags=$(pkg-config @flags@ waitlist)
eval "'@compiler@' -std=c++20 '@consumer@/main.cpp' $flags @link_flags@ -o '@work@/by-pkg-config'"
eval "policies=$(pkg-config --variable=policiesdir waitlist)"
test -f "$policies/staffordshire_2009.toml"
LD_LIBRARY_PATH='@lib_dir@' '@work@/by-pkg-config'
if [ -f '@pc_dir@/waitlist_c.pc' ]; then
  flags=$(pkg-config --cflags --libs waitlist_c)
  eval "cc -std=c99 '@consumer@/main.c' $flags -o '@work@/in-c'"
  LD_LIBRARY_PATH='@lib_dir@' '@work@/in-c'
fi
]=])
  string(CONFIGURE "${script}" script @ONLY)
  file(WRITE "${work}/compile.sh" "${script}")
  run(sh "${work}/compile.sh")
  message(STATUS "${output}")
endfunction()

# No installed text file may name the place it came from.
function(check_relocatable)
  file(GLOB_RECURSE texts "${moved}/*.cmake" "${moved}/*.pc" "${moved}/*.h")
  if(NOT texts)
    message(FATAL_ERROR "Nothing is installed")
  endif()
  foreach(text IN LISTS texts)
    file(READ "${text}" content)
    foreach(place IN ITEMS "${work}/first" "${source}/" "${build}/")
      string(FIND "${content}" "${place}" at)
      if(NOT at EQUAL -1)
        message(FATAL_ERROR "${text} names ${place}")
      endif()
    endforeach()
  endforeach()
  run("${moved}/bin/waitlist" --version)
  if(NOT output MATCHES "${version}")
    message(FATAL_ERROR "The installed command line says: ${output}")
  endif()
endfunction()

# Every page that is installed leads to what is installed, and the manual page stands where `man`
# looks.
function(check_pages)
  foreach(file IN ITEMS man/man1/waitlist.1 waitlist/docs/README.md waitlist/docs/guides/embed.md
                        waitlist/policies/staffordshire_2009.toml)
    if(NOT EXISTS "${moved}/share/${file}")
      message(FATAL_ERROR "share/${file} is not installed")
    endif()
  endforeach()
  set(count 0)
  file(GLOB_RECURSE pages "${moved}/share/waitlist/docs/*.md")
  foreach(page IN LISTS pages)
    file(READ "${page}" content)
    # Brackets and semicolons would make other lists of what is found.
    string(REPLACE "](" "@(" content "${content}")
    string(REGEX REPLACE "[][;]" "" content "${content}")
    string(REGEX MATCHALL "@\\([^)#:]+" links "${content}")
    foreach(link IN LISTS links)
      string(SUBSTRING "${link}" 2 -1 target)
      cmake_path(GET page PARENT_PATH folder)
      if(NOT EXISTS "${folder}/${target}")
        message(FATAL_ERROR "${page} leads to ${target}, which is not installed")
      endif()
      math(EXPR count "${count} + 1")
    endforeach()
  endforeach()
  if(count EQUAL 0)
    message(FATAL_ERROR "No page has a link")
  endif()
endfunction()

function(refuse_next_minor_version)
  set(build_dir "${work}/build-refused")
  file(REMOVE_RECURSE "${build_dir}")
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -S "${consumer}" -B "${build_dir}" ${options} -DWAY=find_package
            "-DCMAKE_PREFIX_PATH=${moved}" -DWAITLIST_VERSION_WANTED=0.999
    RESULT_VARIABLE result ERROR_VARIABLE output OUTPUT_QUIET)
  if(result EQUAL 0 OR NOT output MATCHES "compatible with requested version")
    message(FATAL_ERROR "Version 0.999 was not refused:\n${output}")
  endif()
endfunction()

string(COMPARE EQUAL "${linkage}" "shared" shared)
if(way STREQUAL "install")
  install_and_move("${build}")
elseif(way STREQUAL "find_package")
  file(REMOVE_RECURSE "${work}/build-found")
  run_stranger("${work}/build-found" -DWAY=find_package "-DCMAKE_PREFIX_PATH=${moved}"
               "-DWAITLIST_VERSION_WANTED=${version}")
  refuse_next_minor_version()
elseif(way STREQUAL "pkg_config")
  compile_with_pkg_config()
elseif(way STREQUAL "relocatable")
  check_relocatable()
  check_pages()
elseif(way STREQUAL "add_subdirectory" OR way STREQUAL "fetch_content")
  run_stranger("${host}" "-DWAY=${way}" "-DWAITLIST_SOURCE=${source}"
               "-DBUILD_SHARED_LIBS=${shared}" -UWAITLIST_BUILD_CLI -UWAITLIST_INSTALL)
elseif(way STREQUAL "host_install")
  compile_for_installation()
  install_and_move("${host}")
else()
  message(FATAL_ERROR "No such way: ${way}")
endif()
