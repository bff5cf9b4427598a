// Why a mailbox server refused, in its own words.
#include "lint/bounce/mailbox_reason.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

void take_mailbox_reason(const Text& notice, Refusal& refusal) {
  const std::string_view text = notice.text.substr(0, 1000);  // it stands at the top
  const std::size_t sign = ascii::find(text, "was automatically rejected:");
  if (sign == std::string_view::npos) return;
  const std::size_t lf = text.rfind('\n', sign);
  const std::size_t begin = lf == std::string_view::npos ? 0 : lf + 1;
  std::size_t end = text.size();
  for (const std::string_view blank : {"\n\n", "\n\r\n"})
    end = std::min(end, text.find(blank, sign));
  refusal.diagnostic = join_reply_lines(ascii::trim(text.substr(begin, end - begin)));
  refusal.span = notice.source(begin, end);
  refusal.part = notice.part;
}

}  // namespace maillint::bounce
