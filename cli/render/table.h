// Many answers at once: equal ones in one row, the worst first.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli/render/text.h"

namespace maillint::cli {

/// What one refusal adds to the table.
struct Answer {
  std::string title;
  std::string provider;  // for people, "" if unknown
  bool permanent = false;
  bool failure = true;
  bool suppress = false;
  Who who = Who::sender;
  std::string path;  // of the first one
};

std::vector<Answer> answers_of(const Report& report);

class AnswerTable {
 public:
  void add(std::vector<Answer> answers);
  std::string text(const TextContext& context) const;
  std::string markdown(const TextContext& context) const;

 private:
  struct Row {
    Answer answer;
    std::size_t count = 0;
    std::size_t suppressed = 0;
  };
  std::vector<const Row*> sorted() const;
  std::map<std::pair<std::string, std::string>, Row> rows_;  // by title and provider
};

/// explain --format markdown: one message, to paste into a ticket.
std::string markdown_of_explain(const Report& report, const TextContext& context);

}  // namespace maillint::cli
