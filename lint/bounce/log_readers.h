// Readers of the lines that one mail server or filter writes. Each takes one line, and is false if
// it is none of its kind; `entry` is new.
#pragma once

#include <optional>
#include <string_view>

#include "lint/bounce/lines.h"
#include "lint/bounce/log_entry.h"

namespace maillint::bounce {

bool read_postfix(std::string_view line, LogEntry& entry);
bool read_reject(std::string_view line, LogEntry& entry);
/// A line in which Postfix warns or tells what it did without refusing anything: "warning: header
/// Subject: ...", "reject_warning: RCPT from ...". It may quote what anybody wrote.
bool is_postfix_remark(std::string_view line);

bool read_exim(std::string_view line, LogEntry& entry);
bool read_exim_reject(std::string_view line, LogEntry& entry);
/// "2026-11-23 09:12:00 1tXyZa-000Abc-1D <= alice@a.example ... T="subject"": a message came in.
bool is_exim_arrival(std::string_view line);

bool read_sendmail(std::string_view line, LogEntry& entry);
bool read_sendmail_reject(std::string_view line, LogEntry& entry);
/// "sm-mta[12]: 4AN8C1x1001235: <x@a.example>... User unknown": an unknown recipient of its own.
bool read_sendmail_unknown(std::string_view line, LogEntry& entry);

/// Amavis: "(01234-05) Blocked SPAM {RejectedInbound}, [ip] <a> -> <b>, quarantine: ...".
bool read_amavis(std::string_view line, LogEntry& entry);
/// Rspamd: "rspamd_task_write_log: ... (default: T (reject): [25.10/15.00] [...]) ... rcpts: <b>".
bool read_rspamd(std::string_view line, LogEntry& entry);
/// Dovecot: "lmtp(b@a.example)<12><id>: msgid=<x>: save failed to open mailbox INBOX: Quota
/// exceeded".
bool read_dovecot(std::string_view line, LogEntry& entry);

/// Whether the line is of a log that tells of no mail: an HTTP server's, sshd's, cron's.
bool is_other_log(std::string_view line);

}  // namespace maillint::bounce
