// Rules from-no-display, from-display-empty, from-display-title, from-all-caps-shouting: how the
// sender's name is written.
#include <fmt/core.h>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view no_display_references[] = {"rspamd FROM_NO_DN"};
constexpr std::string_view empty_references[] = {"SpamAssassin FROM_BLANK_NAME"};
constexpr std::string_view title_references[] = {"rspamd FROM_NAME_HAS_TITLE"};
constexpr std::string_view shouting_references[] = {
    "ALL-INKL.COM, Email error messages: misleading sender names"};

constexpr std::size_t shouted_letters = 15;

void no_display(const AddressList& list, const Facts&, const Settings&, const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    if (mailbox.has_addr_spec() && mailbox.display_name_span.empty()) {
      report(mailbox.addr_spec_span, "no name before the address");
    }
  }
}

void empty(const AddressList& list, const Facts&, const Settings&, const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    const bool is_blank = ascii::trim(mailbox.display_name).empty();
    if (is_blank && !mailbox.display_name_span.empty()) {
      report(mailbox.display_name_span, "the name is empty");
    }
  }
}

void title(const AddressList& list, const Facts&, const Settings&, const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    const std::string_view name = mailbox.display_name;
    for (const std::string_view title : {"Mr", "Mrs", "Ms", "Dr", "Prof", "Barrister"}) {
      if (!ascii::starts_with(name, title) || name.size() == title.size()) continue;
      const char after = name[title.size()];
      if (after == ' ' || after == '.') {
        report(mailbox.display_name_span, fmt::format("begins with \"{}\"", title));
      }
    }
  }
}

void shouting(const AddressList& list, const Facts&, const Settings&, const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    const std::string_view name = mailbox.display_name;
    std::size_t capitals = 0;
    bool has_small = false;
    for (const char c : name) {
      capitals += ascii::is_alpha(c) && ascii::lower(c) != c;
      has_small = has_small || (ascii::is_alpha(c) && ascii::lower(c) == c) || ascii::is_8bit(c);
    }
    if (name.find("!!") != std::string_view::npos) {
      report(mailbox.display_name_span, "the name shouts \"!!\"");
    } else if (!has_small && capitals >= shouted_letters) {
      report(mailbox.display_name_span, "the name is all capitals");
    }
  }
}

}  // namespace

constinit const Rule from_no_display{
    .id = "from-no-display",
    .severity = Severity::info,
    .criterion = Criterion::content,
    .summary = "The sender has no name",
    .why = "Readers see a bare address, and some filters count it.",
    .remedy = "Set your name in the account settings: Anna Beispiel <anna@example.com>.",
    .references = no_display_references,
    .check = no_display,
};

constinit const Rule from_display_empty{
    .id = "from-display-empty",
    .severity = Severity::info,
    .criterion = Criterion::content,
    .summary = "The sender's name is empty",
    .why = "Quotes with nothing inside show as a blank sender in some programs; filters count it.",
    .remedy = "Fill in the name, or leave the quotes out.",
    .references = empty_references,
    .check = empty,
};

constinit const Rule from_display_title{
    .id = "from-display-title",
    .severity = Severity::info,
    .criterion = Criterion::content,
    .summary = "The sender's name begins with a title such as Mr or Dr",
    .why = "Advance-fee fraud signs like this so often that some filters count it a little.",
    .remedy = "Leave the title to the signature, if other signs speak against the message too.",
    .references = title_references,
    .check = title,
};

constinit const Rule from_all_caps_shouting{
    .id = "from-all-caps-shouting",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "The sender's name shouts",
    .why =
        "Capitals and exclamation marks in the name are the style of advertising, and filters "
        "score them.",
    .remedy = "Write the name in small letters with capitals at the beginnings, without marks.",
    .references = shouting_references,
    .check = shouting,
};

}  // namespace maillint::rules
