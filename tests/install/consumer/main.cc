// A program that embeds maillint: exit 0 if the library finds what it must.
#include <rules/maillint.h>

int main() {
  const char* octets = "From: a@example.com\nTo: b@example.com\nSubject: \n\nx\n";
  const maillint::Report checked =
      maillint::check({.path = "a.eml", .octets = octets, .origin = {}}, {});
  bool empty_subject = false;
  for (const maillint::RuleFindings& findings : checked.findings) {
    if (findings.rule->id == "subject-empty") empty_subject = true;
  }
  const maillint::Report explained =
      maillint::explain({.path = "-", .octets = "550 5.1.1 User unknown\n", .origin = {}}, {});
  return empty_subject && explained.errors.size() == 1 ? 0 : 1;
}
