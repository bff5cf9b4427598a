// What a message carries beside the texts that a client shows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/span.h"

namespace maillint {

class Facts;

/// A leaf of the message itself that is no shown text: a file, a picture, a calendar...
struct Attachment {
  std::uint32_t part = 0;
  std::string_view filename;  // decoded, "" if none
  std::string extension;      // the last one, lower case, without the dot; "" if none
  Span source;  // of the file name as written, else of the Content-Type, else the part's begin
};

/// The last extension of a file name, lower case, without the dot; final dots and spaces, which
/// Windows drops, do not count.
std::string file_extension(std::string_view filename);

/// Of the message, in order; of a nested message nothing.
std::vector<Attachment> read_attachments(const Facts& facts);

}  // namespace maillint
