# Libraries, as imported targets maillint::<name> where Debian ships no CMake package. With MAILLINT_STATIC
# the archives are taken: each shared library costs every start of the program.
find_package(Threads REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(tomlplusplus 3.3 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(Iconv REQUIRED)

function(maillint_find_library name header)
  if(MAILLINT_STATIC)
    set(CMAKE_FIND_LIBRARY_SUFFIXES .a ${CMAKE_FIND_LIBRARY_SUFFIXES})
  endif()
  find_library(MAILLINT_${name}_LIBRARY ${name} REQUIRED)
  find_path(MAILLINT_${name}_INCLUDE ${header} REQUIRED)
  add_library(maillint::${name} UNKNOWN IMPORTED GLOBAL)
  set_target_properties(maillint::${name} PROPERTIES
    IMPORTED_LOCATION "${MAILLINT_${name}_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${MAILLINT_${name}_INCLUDE}")
endfunction()

maillint_find_library(mimetic mimetic/mimetic.h)
maillint_find_library(re2 re2/re2.h)
maillint_find_library(utf8proc utf8proc.h)
maillint_find_library(unistring unistr.h)
maillint_find_library(idn2 idn2.h)
maillint_find_library(psl libpsl.h)
set_target_properties(maillint::re2 PROPERTIES INTERFACE_LINK_LIBRARIES Threads::Threads)
set_target_properties(maillint::idn2 PROPERTIES INTERFACE_LINK_LIBRARIES maillint::unistring)
set_target_properties(maillint::psl PROPERTIES INTERFACE_LINK_LIBRARIES "maillint::idn2;maillint::unistring")

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
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()
