#!/usr/bin/env python3
"""Compare `maillint show --format json` with what other MIME parsers say about the same messages.

    compare_trees.py CORPUS [--maillint PROGRAM] [--bar 98] [--verbose]

CORPUS holds one folder a source, with mail/ and expect/ below it: mime4j (event trees X_decoded.xml
and the decoded bodies), stalwart-mail-parser (X.json for LF, X.crlf.json for CRLF input),
perl-MIME-tools (X.ref) and php-zbateson (decoded attachments by name). A check is one attribute of
one part: that it is there, its type, its place, its decoded size, its digest, its file name, its
fields. Exit status 1 if fewer than --bar percent of the checks agree, or if one disagrees that
ARGUED does not explain.
"""
import argparse
import collections
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

# Messages where both sides answer different questions. Not compared.
INCOMPARABLE = {
    # maillint undoes the encodings of RFC 2045 only; x-uuencode stays as it stands.
    ('php-zbateson', 'm1014.txt'), ('php-zbateson', 'm2010.txt'),
    ('php-zbateson', 'm2011.txt'), ('php-zbateson', 'm3007.txt'),
    # mime4j's other mode, "a malformed header starts the body": malformedHeader-*.msg are the same.
    ('mime4j', 'testmsgs/malformedHeaderStartsBody-nocrlfcrlf.msg'),
    ('mime4j', 'testmsgs/malformedHeaderStartsBody-noheader.msg'),
}

OUTER = ('their inner multipart swallows the delimiters of the outer one; RFC 2046 5.1.2: '
         '"boundary delimiters of outer multiparts must be recognized at any level of inner nesting"')
PREFIX = ('they take "--ab" for the boundary "a"; a delimiter is the boundary, "--" if it closes, and '
          'white space (RFC 2046 5.1.1), otherwise no boundary could begin like another one')
HEADERLESS = ('a delimiter inside a header section ends that part, which is empty (RFC 2046 5.1.1); '
              'they lose it or its siblings')

# Answers that break the RFC they should follow: (source, message) -> which and why. Shown and
# counted apart: they are no measure of maillint.
THEIRS_WRONG = {
    ('stalwart-mail-parser', 'malformed/000.eml'): HEADERLESS,
    ('stalwart-mail-parser', 'malformed/001.eml'): PREFIX,
    ('stalwart-mail-parser', 'malformed/004.eml'): PREFIX,
    ('stalwart-mail-parser', 'malformed/007.eml'): HEADERLESS,
    ('stalwart-mail-parser', 'malformed/008.eml'): OUTER,
    ('stalwart-mail-parser', 'malformed/009.eml'): OUTER,
    ('stalwart-mail-parser', 'malformed/011.eml'): OUTER,
    ('stalwart-mail-parser', 'malformed/012.eml'): OUTER,
    ('stalwart-mail-parser', 'malformed/016.eml'): OUTER,
    ('stalwart-mail-parser', 'thirdparty/015.eml'): OUTER,
    ('stalwart-mail-parser', 'thirdparty/005.eml'):
        'they find the closing delimiter in the middle of a line; it begins a line (RFC 2046 5.1.1)',
    ('mime4j', 'testmsgs/malformedHeader-noheader.msg'):
        'the file says itself "the whole text should be recognized as body"; they drop it',
    ('mime4j', 'mimetools-testmsgs/hdr-fakeout.msg'):
        'they drop the text after a header section that ends in a line of one space',
    ('mime4j', 'testmsgs/basic-plain-with-bad-header-separator.msg'):
        'they drop the text after a header section that ends in a line of one space',
    ('perl-MIME-tools', 'multi-digest.ref'):
        '"Content-Type: text" is no valid type, so text/plain holds (RFC 2045 5.2)',
}

TRAILING_SPACE = ('a boundary that ends with spaces is forbidden and white space at the end of a '
                  'delimiter line is padding (RFC 2046 5.1.1), so maillint compares without it')
LAST_DIGITS = ('base64 that ends with three digits and no padding: maillint gives the two octets '
               'they hold, as mail clients do, and reports base64_truncated; mime4j drops them')
FIRST_TYPE = ('the part has two Content-Type fields: maillint takes the first one for type and tree, '
              'mail-parser the first for the type and the last for the tree')
LINE_END = 'MIME-tools counts an octet more or less than mime4j and maillint, which agree'
FUZZED = ('a fuzzed header section without an empty line after it: maillint lets the body begin at '
          'the first line that is no field (header-missing-separator), mail-parser gives no body')

# (source, message, part id or "*", attribute or "*"): where both answers can be defended.
ARGUED = {
    ('mime4j', 'testmsgs/weird-boundary.msg', '*', '*'): TRAILING_SPACE,
    ('mime4j', 'testmsgs/very-long-boundary.msg', '*', '*'): TRAILING_SPACE,
    ('mime4j', 'testmsgs/very-very-long-boundary.msg', '*', '*'):
        'the boundary is above limits::boundary_octets, which maillint reports (limit-boundary)',
    ('mime4j', 'mimetools-testmsgs/frag.msg', '1.2.1.2.1.2.1.2', '*'): LAST_DIGITS,
    ('mime4j', 'mimetools-testmsgs/multi-frag.msg', '1.3.2', '*'): LAST_DIGITS,
    ('mime4j', 'testmsgs/obsolete.msg', '1', 'fields'):
        'a field name with an 8-bit octet: maillint keeps the field and reports the name',
    ('mime4j', 'mimetools-testmsgs/jt-0498.msg', '1.2.1', '*'):
        'the file begins with a "From " line: as a mailbox of one message, whose last empty line is '
        'the mailbox format\'s (RFC 4155)',
    ('perl-MIME-tools', 'multi-2evil.ref', '1.2', 'filename'):
        'a path with backslashes inside quotes: mailers of Windows write it like this and mean it, '
        'so maillint keeps a backslash before a letter',
    ('perl-MIME-tools', 'multi-nested2.ref', '1.5.1', 'size'): LINE_END,
    ('perl-MIME-tools', 'multi-weirdspace.ref', '1.1', 'size'): LINE_END,
    ('stalwart-mail-parser', 'malformed/017.eml', '1.1', 'filename'):
        '"Content-Disposition: ;" CRLF "filename=...": the name is said, though the type is not',
    ('stalwart-mail-parser', 'malformed/019.eml', '*', '*'): FUZZED,
    ('stalwart-mail-parser', 'malformed/020.eml', '*', '*'): FIRST_TYPE,
    ('stalwart-mail-parser', 'malformed/021.eml', '*', '*'): FIRST_TYPE,
    ('stalwart-mail-parser', 'malformed/022.eml', '*', '*'):
        'a message/rfc822 part that holds no header: maillint shows a message of text only, and its '
        'end before the delimiter',
}


class Comparison:
    """Counts the checks of all sources and keeps those that disagree."""

    def __init__(self):
        self.agreed = collections.Counter()
        self.total = collections.Counter()
        self.wrong = collections.Counter()  # theirs, by THEIRS_WRONG
        self.disagreements = []

    def check(self, source, message, part, attribute, ours, theirs):
        known_wrong = (source, message.replace('.crlf', '')) in THEIRS_WRONG
        if ours != theirs:
            self.disagreements.append((source, message, part, attribute, ours, theirs))
        if ours == theirs or not known_wrong:
            self.total[source] += 1
            self.agreed[source] += ours == theirs
        else:
            self.wrong[source] += 1

    def check_parts(self, source, message, ours, theirs):
        """Compares two trees: id -> attributes. An attribute that theirs lacks is not compared."""
        for part in sorted(set(ours) | set(theirs)):
            if part not in ours or part not in theirs:
                self.check(source, message, part, 'exists', part in ours, part in theirs)
                continue
            self.check(source, message, part, 'exists', True, True)
            for attribute, value in theirs[part].items():
                self.check(source, message, part, attribute, ours[part].get(attribute), value)


def argument_for(disagreement):
    source, message, part, attribute = disagreement[:4]
    message = message.replace('.crlf', '')
    if (source, message) in THEIRS_WRONG:
        return 'theirs is wrong: ' + THEIRS_WRONG[source, message]
    for wanted_part in (part, '*'):
        for wanted_attribute in (attribute, '*'):
            reason = ARGUED.get((source, message, wanted_part, wanted_attribute))
            if reason:
                return reason
    return None


def digest(octets):
    return hashlib.sha256(octets).hexdigest()


def show(program, path):
    """The parts of a message as maillint sees them: id -> attributes."""
    out = subprocess.run([program, 'show', '--format', 'json', path], stdout=subprocess.PIPE,
                         check=True).stdout
    parts = {}
    for part in json.loads(out)['parts']:
        parts[part['id']] = {
            'type': part['type'],
            'size': part['decoded_octets'],
            'sha256': part['sha256'],
            'filename': part['filename'] or '',
            'begin': part['offset'],
            'end': part['offset'] + part['length'],
            'fields': [field['name'].lower() for field in part['fields']],
            'encoding': part.get('encoding', ''),
        }
    return parts


def below(parts, holder):
    return [part for part in parts if part.startswith(holder + '.')]


def without_encoded_messages(ours, theirs):
    """RFC 2046 5.2.1 forbids base64 for message/rfc822; maillint reads such a part as a leaf."""
    for part in list(ours):
        if ours[part]['type'].startswith('message/') and not below(ours, part):
            for child in below(theirs, part):
                del theirs[child]


# mime4j

def media_type(value, default):
    match = re.match(r'\s*([^\s;/()]+)\s*/\s*([^\s;/()]+)', value or '')
    return ('%s/%s' % match.groups()).lower() if match else default


def mime4j_parts(element, part, default, folder, lf_only, parts):
    fields = [''.join(field.itertext()).strip() for field in element.findall('./header/field')]
    content_type = next((f.split(':', 1)[1] for f in fields if f.lower().startswith('content-type:')),
                        None)
    attributes = {'type': media_type(content_type, default if content_type is None else 'text/plain'),
                  'fields': [f.split(':', 1)[0].strip().lower() for f in fields]}
    parts[part] = attributes
    for body in element.findall('./text-body') + element.findall('./binary-body'):
        with open(os.path.join(folder, body.get('name')), 'rb') as file:
            octets = file.read()
        quoted = any(re.match(r'(?i)content-transfer-encoding:\s*quoted-printable', f) for f in fields)
        if lf_only and quoted:  # mime4j makes every line end of quoted-printable a CRLF
            octets = octets.replace(b'\r\n', b'\n')
        attributes['size'] = len(octets)
        attributes['sha256'] = digest(octets)
    for multipart in element.findall('./multipart'):
        inner = 'message/rfc822' if attributes['type'] == 'multipart/digest' else 'text/plain'
        for number, child in enumerate(multipart.findall('./body-part'), 1):
            mime4j_parts(child, '%s.%d' % (part, number), inner, folder, lf_only, parts)
    for message in element.findall('./message'):
        mime4j_parts(message, part + '.1', 'text/plain', folder, lf_only, parts)


def compare_mime4j(corpus, program, comparison):
    root = os.path.join(corpus, 'mime4j')
    for folder in sorted(os.listdir(os.path.join(root, 'mail'))):
        for name in sorted(os.listdir(os.path.join(root, 'mail', folder))):
            message = folder + '/' + name
            expected = os.path.join(root, 'expect', folder, name[:-4] + '_decoded.xml')
            if not os.path.exists(expected) or ('mime4j', message) in INCOMPARABLE:
                continue
            theirs = {}
            try:
                tree = ElementTree.parse(expected).getroot()
            except ElementTree.ParseError:
                continue  # raw octets that no XML reader takes
            path = os.path.join(root, 'mail', message)
            with open(path, 'rb') as file:
                lf_only = b'\r\n' not in file.read()
            mime4j_parts(tree, '1', 'text/plain', os.path.dirname(expected), lf_only, theirs)
            ours = show(program, path)
            without_encoded_messages(ours, theirs)
            comparison.check_parts('mime4j', message, ours, theirs)


# stalwart mail-parser

def file_name(headers):
    names = {}
    for header in headers:
        value = header['value']
        if isinstance(value, dict) and 'ContentType' in value:
            for attribute in value['ContentType'].get('attributes') or []:
                names.setdefault((header['name'], attribute['name'].lower()), attribute['value'])
    return (names.get(('content_disposition', 'filename')) or names.get(('content_type', 'name')) or '')


def stalwart_type(part, default):
    for header in part['headers']:
        if header['name'] == 'content_type' and isinstance(header['value'], dict):
            value = header['value'].get('ContentType')
            if value and value.get('c_subtype'):
                return ('%s/%s' % (value['c_type'], value['c_subtype'])).lower()
            if value:
                return 'text/plain'
    return default


def stalwart_parts(message, index, part_id, default, parts):
    part = message['parts'][index]
    kind, content = next(iter(part['body'].items())) if isinstance(part['body'], dict) else (
        part['body'], None)
    attributes = {'type': stalwart_type(part, default), 'begin': part['offset_body'],
                  'end': part['offset_end'], 'filename': file_name(part['headers'])}
    parts[part_id] = attributes
    if kind in ('Binary', 'InlineBinary') and not part['is_encoding_problem']:
        attributes['size'] = len(content)
        attributes['sha256'] = digest(bytes(content))
    if kind == 'Multipart':
        inner = 'message/rfc822' if attributes['type'] == 'multipart/digest' else 'text/plain'
        for number, child in enumerate(content, 1):
            stalwart_parts(message, child, '%s.%d' % (part_id, number), inner, parts)
    elif kind == 'Message':
        stalwart_parts(content, 0, part_id + '.1', 'text/plain', parts)


def compare_stalwart(corpus, program, comparison):
    root = os.path.join(corpus, 'stalwart-mail-parser')
    mails = os.path.join(root, 'mail', 'eml')
    for folder in sorted(os.listdir(mails)):
        for name in sorted(os.listdir(os.path.join(mails, folder))):
            with open(os.path.join(mails, folder, name), 'rb') as file:
                octets = file.read()
            for suffix in ('.json', '.crlf.json'):
                message = folder + '/' + name + suffix.replace('.json', '')
                expected = os.path.join(root, 'expect', 'eml', folder, name[:-4] + suffix)
                if not os.path.exists(expected) or ('stalwart-mail-parser', message) in INCOMPARABLE:
                    continue
                with open(expected, encoding='utf-8') as file:
                    tree = json.load(file)
                theirs = {}
                stalwart_parts(tree, 0, '1', 'text/plain', theirs)
                with tempfile.NamedTemporaryFile(suffix='.eml') as mail:
                    plain = octets.replace(b'\r\n', b'\n')
                    mail.write(plain.replace(b'\n', b'\r\n') if 'crlf' in suffix else plain)
                    mail.flush()
                    ours = show(program, mail.name)
                without_encoded_messages(ours, theirs)
                comparison.check_parts('stalwart-mail-parser', message, ours, theirs)


# MIME-tools

def perl_value(text):
    match = re.match(r'(?:qq\{(.*)\}|"((?:[^"\\]|\\.)*)"|(\d+)),?$', text.strip())
    if not match:
        return None
    value = next(group for group in match.groups() if group is not None)
    value = re.sub(r'\\x\{(\w+)\}', lambda code: chr(int(code.group(1), 16)), value)
    return re.sub(r'\\(.)', r'\1', value)


def read_ref(path):
    sections, section = collections.OrderedDict(), None
    with open(path, encoding='latin-1') as file:
        for line in file:
            opened = re.match(r'\s*"(\w+)" => \{', line)
            entry = re.match(r'\s*"?(\w+)"? => (.*)$', line)
            if opened:
                section = sections.setdefault(opened.group(1), {})
            elif entry and section is not None:
                section[entry.group(1)] = perl_value(entry.group(2))
    return sections


def compare_mime_tools(corpus, program, comparison):
    root = os.path.join(corpus, 'perl-MIME-tools')
    folder = os.path.join(root, 'expect', 'testmsgs')
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.ref') or ('perl-MIME-tools', name) in INCOMPARABLE:
            continue
        sections = read_ref(os.path.join(folder, name))
        parser = sections.pop('Parser')
        # Neither a replaced holder nor an extracted uuencoded file is in the message's own tree.
        if parser.get('ExtractUuencode') == '1' or parser.get('ExtractNested') == 'REPLACE':
            continue
        ours = show(program, os.path.join(root, 'mail', parser['Message']))
        for section, values in sections.items():
            part = '1' if section == 'Msg' else section.replace('Part_', '1.').replace('_', '.')
            if part not in ours:
                comparison.check('perl-MIME-tools', name, part, 'exists', False, True)
                continue
            comparison.check('perl-MIME-tools', name, part, 'exists', True, True)
            for key, attribute in (('Type', 'type'), ('Size', 'size'), ('Filename', 'filename')):
                if values.get(key) is not None:
                    ours_value = ours[part][attribute]
                    comparison.check('perl-MIME-tools', name, part, attribute,
                                     str(ours_value) if key == 'Size' else ours_value, values[key])


# php-zbateson

def compare_zbateson(corpus, program, comparison):
    root = os.path.join(corpus, 'php-zbateson')
    files = {}
    for name in os.listdir(os.path.join(root, 'expect', 'files')):
        with open(os.path.join(root, 'expect', 'files', name), 'rb') as file:
            files[name] = file.read()
    for name in sorted(os.listdir(os.path.join(root, 'mail'))):
        if ('php-zbateson', name) in INCOMPARABLE:
            continue
        for part, attributes in show(program, os.path.join(root, 'mail', name)).items():
            # Texts are stored in UTF-8 there, whatever their charset is.
            if attributes['filename'] in files and not attributes['type'].startswith('text/'):
                octets = files[attributes['filename']]
                comparison.check('php-zbateson', name, part, 'size', attributes['size'], len(octets))
                comparison.check('php-zbateson', name, part, 'sha256', attributes['sha256'],
                                 digest(octets))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('corpus')
    parser.add_argument('--maillint', default='build/release/maillint')
    parser.add_argument('--bar', type=float, default=98.0, help='percent of checks that must agree')
    parser.add_argument('--verbose', action='store_true', help='print every disagreement')
    options = parser.parse_args()

    comparison = Comparison()
    for compare in (compare_mime4j, compare_stalwart, compare_mime_tools, compare_zbateson):
        compare(options.corpus, options.maillint, comparison)

    unargued = [d for d in comparison.disagreements if argument_for(d) is None]
    groups = collections.OrderedDict()
    for disagreement in comparison.disagreements:
        reason = argument_for(disagreement)
        if reason:
            groups.setdefault(reason, []).append(disagreement)
    for reason, members in groups.items():
        print('%d checks: %s' % (len(members), reason))
        for message in sorted({'%s %s' % member[:2] for member in members}):
            print('    %s' % message)
        if options.verbose:
            for member in members:
                print('    %s %s part %s %s: ours %r, theirs %r' % member)
    for disagreement in unargued:
        print('UNEXPLAINED %s %s part %s %s: ours %r, theirs %r' % disagreement)
    line = '%-22s %5d of %5d checks agree (%.1f %%), %d more where theirs breaks an RFC'
    for source, total in comparison.total.items():
        agreed = comparison.agreed[source]
        print(line % (source, agreed, total, 100 * agreed / total, comparison.wrong[source]))
    agreed, total = sum(comparison.agreed.values()), sum(comparison.total.values())
    percent = 100 * agreed / total if total else 0.0
    print(line % ('all', agreed, total, percent, sum(comparison.wrong.values())))
    return 0 if percent >= options.bar and not unargued else 1


if __name__ == '__main__':
    sys.exit(main())
