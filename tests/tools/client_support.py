#!/usr/bin/env python3
"""Write rules/data/client-support.tsv from the data of caniemail.com.

    npm pack caniemail && tar xzf caniemail-*.tgz
    client_support.py package/data/caniemail.json PACKAGE-VERSION > rules/data/client-support.tsv

A row names a feature and says what the latest version tested of each mail program does. Rows that begin
with "client" name the programs, in the order of the letters. rules/client/features.tsv says how a feature is
recognized, and a test fails for a feature that it does not know.
"""
import json
import re
import sys

# Names of the families and platforms as people say them.
FAMILIES = {'yahoo': 'Yahoo Mail', 'thunderbird': 'Thunderbird', 'laposte': 'La Poste', 't-online-de': 'T-Online',
            'free-fr': 'Free', 'ionos-1and1': 'IONOS', 'protonmail': 'Proton Mail', 'rainloop': 'RainLoop',
            'wp-pl': 'WP Poczta', 'samsung-email': 'Samsung Email', 'mail-ru': 'Mail.ru'}
PLATFORMS = {'desktop-webmail': 'web', 'mobile-webmail': 'mobile web', 'webmail': 'web', 'outlook-com': 'web',
             'windows-mail': 'Windows Mail'}
TITLES = {
    'css-at-media-hover': '@media (hover)',
    'css-border-inline-block-individual': 'border-inline-start and its like',
    'css-border-inline-block-longhand': 'border-inline-start-width and its like',
    'css-border-radius-logical': 'border-start-start-radius and its like',
    'css-color-scheme': 'color-scheme',
    'css-column-layout-properties': 'columns and column-*',
    'css-grid-template': 'grid-template-*',
    'css-important': '!important',
    'css-inert-attribute': 'inert attribute',
    'css-nesting': 'CSS nesting',
    'css-pseudo-class-lang': ':lang()',
    'css-pseudo-class-not': ':not()',
    'css-sytem-ui': 'system-ui and its like',
    'css-unit-calc': 'calc()',
    'css-unit-initial': 'initial',
    'css-variables': 'CSS variables',
    'html-address': '<address>',
    'html-meta-color-scheme': '<meta name="color-scheme">',
    'html-semantics': 'semantic elements of HTML5',
    'html-srcset': 'srcset and sizes',
    'html-svg': 'embedded <svg>',
    'image-mp4': 'video as an image',
    'image-webp': 'WebP images',
}
LETTERS = {'y': 'y', 'a': 'a', 'n': 'n', 'u': 'u'}


def latest(versions):
    """The last version of a list in the order of testing; of one that nobody knows, unknown."""
    return LETTERS[list(versions.values())[-1][:1]] if versions else 'u'


def title_of(slug, title):
    """As a noun inside a sentence, short."""
    if slug in TITLES:
        return TITLES[slug]
    title = re.sub(r'\s+', ' ', title.replace('&', 'and')).strip()
    title = re.sub(r' property$', '', title)
    title = re.sub(r' elements?$', '', title)
    title = re.sub(r' image format$', ' images', title)
    title = re.sub(r'^([a-z-]+): ?([a-z-]+)$', r'\1: \2', title)
    return title[0].lower() + title[1:] if re.match(r'[A-Z][a-z]', title) else title


def main():
    source, version = sys.argv[1:]
    data = json.load(open(source))
    clients = sorted({(family, platform) for feature in data['data'] for family in feature['stats']
                      for platform in feature['stats'][family]})
    names = data['nicenames']
    print('# SPDX-License-Identifier: MIT')
    print(f'# What mail programs support, from caniemail.com ({data["last_update_date"][:10]}; npm caniemail {version}, MIT,')
    print('# (c) Avi Goldman, Andrew Powell). Made by tests/tools/client_support.py: do not edit.')
    print('# client<TAB>id<TAB>family<TAB>platform, then feature<TAB>title<TAB>tested<TAB>a letter a client: y yes, a in part, n no, u unknown.')
    for family, platform in clients:
        print('client', f'{family}.{platform}', FAMILIES.get(family, names['family'].get(family, family)),
              PLATFORMS.get(platform, names['platform'].get(platform, platform)), sep='\t')
    for feature in sorted(data['data'], key=lambda f: f['slug']):
        support = ''.join(latest(feature['stats'].get(family, {}).get(platform)) for family, platform in clients)
        print(feature['slug'], title_of(feature['slug'], feature['title']), feature['last_test_date'] or '', support, sep='\t')


main()
