# Libraries without a CMake package in Debian, as imported targets maillint::<name>. With MAILLINT_STATIC the
# archives are taken: each shared library costs every start of the program. Installed beside the package
# configuration too, since users of the static libraries link them.
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

maillint_find_library(crypto openssl/md5.h)
maillint_find_library(mimetic mimetic/mimetic.h)
maillint_find_library(re2 re2/re2.h)
maillint_find_library(utf8proc utf8proc.h)
maillint_find_library(unistring unistr.h)
maillint_find_library(idn2 idn2.h)
maillint_find_library(psl libpsl.h)
set_target_properties(maillint::re2 PROPERTIES INTERFACE_LINK_LIBRARIES Threads::Threads)
set_target_properties(maillint::idn2 PROPERTIES INTERFACE_LINK_LIBRARIES maillint::unistring)
set_target_properties(maillint::psl PROPERTIES INTERFACE_LINK_LIBRARIES "maillint::idn2;maillint::unistring")
