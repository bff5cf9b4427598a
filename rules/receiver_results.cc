// What the receiver wrote into Authentication-Results.
#include "rules/receiver_results.h"

#include "lint/ascii.h"
#include "rules/trace.h"

namespace maillint::rules {

std::vector<const RecordedResults*> receiver_results(const Facts& facts) {
  std::vector<const RecordedResults*> found;
  for (const RecordedResults& results : facts.authentication_results()) {
    if (!found.empty()) {
      const RecordedResults& first = *found.front();
      if (!ascii::equal(first.parsed.authserv_id, results.parsed.authserv_id)) break;
      if (is_step_between(facts, first.field->body.begin, results.field->body.begin)) break;
    }
    found.push_back(&results);
  }
  return found;
}

const AuthenticationMethod* recorded(const Facts& facts, std::string_view method) {
  for (const RecordedResults* results : receiver_results(facts)) {
    for (const AuthenticationMethod& m : results->parsed.methods) {
      if (ascii::equal(m.method, method)) return &m;
    }
  }
  return nullptr;
}

const AuthenticationMethod* recorded(const Facts& facts, std::string_view method,
                                     std::string_view result) {
  for (const RecordedResults* results : receiver_results(facts)) {
    for (const AuthenticationMethod& m : results->parsed.methods) {
      if (ascii::equal(m.method, method) && ascii::equal(m.result, result)) return &m;
    }
  }
  return nullptr;
}

std::string_view domain_in(std::string_view value) {
  value = ascii::trim(value);
  if (value.starts_with('<')) value.remove_prefix(1);
  if (value.ends_with('>')) value.remove_suffix(1);
  return value.substr(value.rfind('@') + 1);  // npos + 1: the whole
}

}  // namespace maillint::rules
