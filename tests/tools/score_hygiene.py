#!/usr/bin/env python3
"""score_hygiene.py TRUTH.jsonl HYGIENE.json [--errors N]: measures `maillint hygiene --format json`.

TRUTH.jsonl has a line for each report: {"path", "kind", "recipients": [{"address", "aliases", "hard"}]}.
An address is to be removed if any of its reports is hard, or if it complained; it must stay if none is
hard. Reports whose `hard` is null accept either. The run under test must have read all reports; a later
delivery may clear, and repeated soft bounces may remove: such addresses are counted apart.
"""
import argparse
import collections
import json
import sys


def expected(truth_path):
    verdicts = collections.defaultdict(set)
    aliases = {}
    with open(truth_path, encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            for recipient in report.get("recipients", []):
                address = recipient["address"].lower()
                if address.startswith("redacted"):
                    continue
                if report["kind"] == "success":
                    verdict = "delivered"  # clears if it is later, and not if it is earlier
                elif report["kind"] == "feedback":
                    verdict = "complaint"
                else:
                    verdict = recipient["hard"]
                verdicts[address].add(verdict)
                for alias in recipient.get("aliases", []):
                    aliases.setdefault(address, set()).add(alias.lower())
    return verdicts, aliases


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth")
    parser.add_argument("output")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    with open(options.output, encoding="utf-8") as file:
        rows = {row["address"].lower(): row for row in json.load(file)["addresses"]}
    verdicts, aliases = expected(options.truth)
    counts = collections.Counter()
    errors = []
    for address, wanted in sorted(verdicts.items()):
        names = [address, *sorted(aliases.get(address, ()))]
        # An alias stands for the address only where that is not named itself: others share it.
        found = [rows[name] for name in names if name in rows][:1]
        removed = any(row["decision"] == "remove" for row in found)
        reasons = {row["reason"] for row in found}
        if "complaint" in wanted or (True in wanted and "delivered" not in wanted):
            right = removed
            kind = "missed" if found else "not found"
        elif None in wanted or "delivered" in wanted:
            right, kind = True, ""
        else:
            right, kind = not removed, "wrongly removed"
        if not right and removed and reasons <= {"soft-too-often"}:
            counts["escalated"] += 1
            right = True
        if not right and "delivered" in reasons:
            counts["cleared"] += 1
            right = True
        counts["right" if right else kind] += 1
        if not right:
            errors.append((kind, address, sorted(map(str, wanted)), [(r["decision"], r["reason"], r["category"], r["evidence"]["path"]) for r in found]))
    total = len(verdicts)
    print(f"addresses {total}, right {counts['right']} ({100 * counts['right'] / max(total, 1):.1f} %)")
    for name, count in sorted(counts.items()):
        if name != "right":
            print(f"  {name}: {count}")
    for error in errors[: options.errors]:
        print(*error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
