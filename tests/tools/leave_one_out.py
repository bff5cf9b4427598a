#!/usr/bin/env python3
"""Score the reader of notices on families of bounces as if they were unknown.

    leave_one_out.py CORPUS [--maillint PROGRAM] [--words] [--bar 93] [--coarse-bar 85] [--errors N]

CORPUS holds mail/, truth.jsonl and score.py. What only a family's own reader would use is taken out
of each of its messages before maillint reads them: the fields of the delivery-status part and the
header field X-Failed-Recipients, so that the words for people are all there is. With --words the
phrases by which maillint knows that mail failed or waits (lint/bounce/tone.cc) become nonsense too,
as in a language it does not know. A message that names its recipients nowhere else is not scored,
and causes only where the words of the reply stand elsewhere too.
Prints the figures by family; exit status 1 if recipients or coarse causes fall below the bars.
"""
import argparse
import codecs
import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
STATUS_TYPE = re.compile(rb'^content-type:\s*message/(global-)?delivery-status', re.I)
FAILED_FIELD = re.compile(rb'^x-failed-recipients:', re.I)


def mask_fields(octets):
    """Drops the delivery-status parts' bodies and X-Failed-Recipients."""
    kept = []
    in_status_header = in_status = in_field = False
    for line in octets.splitlines(keepends=True):
        if in_field and line[:1] in b' \t':
            continue
        in_field = bool(FAILED_FIELD.match(line))
        if in_field:
            continue
        if line.startswith(b'--') and len(line) > 4:
            in_status_header = in_status = False
        elif STATUS_TYPE.match(line):
            in_status_header = True
        elif in_status_header and not line.strip():
            in_status_header, in_status = False, True
        elif in_status:
            continue
        kept.append(line)
    return b''.join(kept)


def says_why(recipient, flat):
    """Whether the words of the reply still stand in the message, white space aside."""
    words = ''.join(recipient.get('diag', '').lower().split()).replace('=', '').encode()
    middle = len(words) // 2
    return len(words) >= 8 and words[max(0, middle - 10):middle + 10] in flat


def known_phrases():
    """The literals of the tables in tone.cc, longest first."""
    source = (ROOT / 'lint/bounce/tone.cc').read_text(encoding='utf-8')
    tables = re.findall(r'Phrases \w+\((.*?)\}\)\);', source, re.S)
    phrases = {text for table in tables for text in re.findall(r'"([^"]+)"', table)}
    return sorted((text for text in phrases if text.isascii()), key=len, reverse=True)


def mask_words(octets, pattern):
    return pattern.sub(lambda found: codecs.encode(found.group().decode(), 'rot13').encode(), octets)


def load_scorer(corpus):
    spec = importlib.util.spec_from_file_location('score', corpus / 'score.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('corpus', type=pathlib.Path)
    parser.add_argument('--maillint', default=str(ROOT / 'build/release/maillint'))
    parser.add_argument('--words', action='store_true', help='mask known phrases too')
    parser.add_argument('--bar', type=float, default=93)
    parser.add_argument('--coarse-bar', type=float, default=85)
    parser.add_argument('--errors', type=int, default=0)
    options = parser.parse_args()

    scorer = load_scorer(options.corpus)
    pattern = re.compile('|'.join(re.escape(text).replace(r'\ ', r'\s+')
                                  for text in known_phrases()).encode(), re.I)
    truth = []
    skipped = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for record in scorer.load(options.corpus / 'truth.jsonl'):
            if record['kind'] not in ('bounce', 'delay') or record.get('skip_recipients'):
                continue
            octets = mask_fields((options.corpus / 'mail' / record['path']).read_bytes())
            if options.words:
                octets = mask_words(octets, pattern)
            lower = octets.lower()
            named = all(any(name.lower().encode() in lower
                            for name in [recipient['address'], *recipient['aliases']])
                        for recipient in record['recipients'])
            if not named:
                skipped += 1
                continue
            flat = b''.join(lower.split()).replace(b'=', b'')
            for recipient in record['recipients']:
                if not says_why(recipient, flat):
                    recipient['reason'] = recipient['status'] = ''
            target = pathlib.Path(folder) / record['path']
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(octets)
            paths.append(str(target))
            truth.append(record)
        listing = pathlib.Path(folder) / 'list'
        listing.write_text('\n'.join(paths) + '\n')
        out = subprocess.run([options.maillint, 'explain', '--format', 'ndjson', '--files-from',
                              str(listing)], check=True, capture_output=True)
        answers = [json.loads(line) for line in out.stdout.splitlines()]
        for answer in answers:
            answer['path'] = answer['path'].removeprefix(folder + '/')
    groups, errors = scorer.score(truth, answers, 'family')

    def percent(count, of):
        return 100.0 * count / of if of else 100.0

    print(f'{"family":24} {"n":>4} {"recipients":>10} {"status":>7} {"coarse":>7}')
    for family in sorted(groups, key=lambda name: (name != 'ALL', name)):
        c = groups[family]
        print(f'{family[:24]:24} {c["rset"]:4} {percent(c["rset_ok"], c["rset"]):10.1f} '
              f'{percent(c["st_ok"], c["st_n"]):7.1f} {percent(c["co_ok"], c["re_n"]):7.1f}')
    print(f'{skipped} messages name their recipients nowhere else')
    for error in [error for error in errors if error[1] == 'recipients'][:options.errors]:
        print('  ', *error)
    c = groups['ALL']
    good = (percent(c['rset_ok'], c['rset']) >= options.bar
            and percent(c['co_ok'], c['re_n']) >= options.coarse_bar)
    sys.exit(0 if good else 1)


if __name__ == '__main__':
    main()
