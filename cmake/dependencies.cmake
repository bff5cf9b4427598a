# What maillint is built from; DESIGN of the choice: one library for each job, all of them in Debian 12.
find_package(Threads REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(tomlplusplus 3.3 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(Iconv REQUIRED)

include(cmake/libraries.cmake)
maillint_find_library(pugixml pugixml.hpp)

# Only the header: the library is loaded by the one module that uses it.
find_package(SQLite3 3.24 REQUIRED)
add_library(maillint_sqlite3 INTERFACE)
target_include_directories(maillint_sqlite3 SYSTEM INTERFACE ${SQLite3_INCLUDE_DIRS})
target_link_libraries(maillint_sqlite3 INTERFACE ${CMAKE_DL_LIBS})
add_library(maillint::sqlite3 ALIAS maillint_sqlite3)

# Debian has no static libfmt, and its headers alone would be compiled into every file: one file holds it.
if(MAILLINT_STATIC)
  add_library(maillint_fmt STATIC ${PROJECT_SOURCE_DIR}/cmake/fmt.cc)
  target_include_directories(maillint_fmt PUBLIC ${FMT_INCLUDE_DIR})
  add_library(maillint::fmt ALIAS maillint_fmt)
else()
  add_library(maillint::fmt ALIAS fmt::fmt)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # It takes precompiled headers only if told that their macros and times may be trusted.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_ctime,include_file_mtime ${CCACHE_PROGRAM})
endif()
