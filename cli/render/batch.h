// Findings across messages, in pieces that formats share.
#pragma once

#include <span>
#include <string>

#include "cli/render/annotations.h"
#include "cli/render/renderer.h"
#include "rules/batch.h"

namespace maillint::cli {

/// An object of kind "batch".
std::string json_of_batch(std::span<const BatchFinding> findings);
std::string text_of_batch(std::span<const BatchFinding> findings, const RenderOptions& options);

/// A finding at its first place, with the number of places in its words: for formats that take one
/// place. Offset and length are 0.
Annotation annotation_of(const BatchFinding& finding);
/// The words alone, escaped and clipped.
std::string words_of(const BatchFinding& finding);

}  // namespace maillint::cli
