# Headers of libraries that nearly every file reads, compiled once: half of the time of a build is theirs. Files still
# include what they use; the clang preset builds without this and tells when one does not.
option(MAILLINT_PRECOMPILED "Compile the headers of libraries once" ON)

# `like`: a target with the same compiler flags that has its headers already.
function(maillint_precompile target like)
  if(NOT MAILLINT_PRECOMPILED)
    return()
  endif()
  if(like)
    target_precompile_headers(${target} REUSE_FROM ${like})
    return()
  endif()
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <functional> <map> <memory> <optional> <span> <string>
    <string_view> <unordered_map> <vector> <fmt/format.h> ${ARGN})
endfunction()
