# SPDX-License-Identifier: Apache-2.0
"""Checks HTML reports: check.py FILE... [--says TEXT]...

A report is well nested, its identifiers are unique and its links lead to
them; it has no script, no handler, no address beyond itself, a policy that
forbids them with the checksum of its style, and no hidden character.  Its text
has each TEXT.
"""
import base64
import hashlib
import html.parser
import re
import sys

TAGS = set(
    "html head meta title style body a header div svg path circle rect g text"
    " defs pattern span nav fieldset legend label input main section h1 h2 h3"
    " p ul ol li strong b small code table thead tbody tr th td details"
    " summary bdi i".split()
)
VOID = {"meta", "input"}
ATTRIBUTES = set(
    "lang charset name content http-equiv class href id for type checked"
    " aria-label aria-labelledby aria-hidden role tabindex scope colspan open"
    " data-w data-l viewbox width height x y r rx cx cy d"
    " preserveaspectratio patternunits patterntransform".split()
)
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.bad = []
        self.open = []
        self.ids = []
        self.links = []
        self.style = ""
        self.policy = ""
        self.text = []
        self.levels = []

    def handle_starttag(self, tag, attributes, closed=False):
        if tag not in TAGS:
            self.bad.append(f"element <{tag}>")
        for name, value in attributes:
            if name not in ATTRIBUTES:
                self.bad.append(f"attribute {name} of <{tag}>")
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)
        if dict(attributes).get("http-equiv") == "Content-Security-Policy":
            self.policy = dict(attributes)["content"]
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in VOID and not closed:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes, closed=True)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.bad.append(f"</{tag}> at {self.getpos()} closes another one")

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.text.append(data)

    def handle_comment(self, data):
        self.bad.append(f"a comment: {data[:40]}")

    def handle_pi(self, data):
        self.bad.append(f"an instruction: {data[:40]}")


def check(path, wanted):
    with open(path, encoding="utf-8", newline="") as file:
        source = file.read()
    page = Page()
    page.feed(source)
    page.close()
    bad = page.bad + [f"<{tag}> stays open" for tag in page.open]
    for name in sorted({i for i in page.ids if page.ids.count(i) > 1}):
        bad.append(f"two elements are #{name}")
    for link in page.links:
        if not link.startswith("#") or link[1:] not in page.ids:
            bad.append(f"a link leads to {link}")
    digest = hashlib.sha256(page.style.encode()).digest()
    if f"style-src 'sha256-{base64.b64encode(digest).decode()}'" not in page.policy:
        bad.append("the policy has another checksum than the style")
    if "default-src 'none'" not in page.policy or "unsafe" in page.policy:
        bad.append(f"the policy is {page.policy}")
    if re.search(r"url\((?!#)|@import|expression", page.style):
        bad.append("the style asks for something outside")
    hidden = HIDDEN.search(source)
    if hidden:
        bad.append(f"hidden character U+{ord(hidden[0]):04X}")
    if page.levels.count(1) != 1 or any(
        b > a + 1 for a, b in zip(page.levels, page.levels[1:])
    ):
        bad.append(f"headings: {page.levels}")
    text = "".join(page.text)
    bad += [f'the text has no "{want}"' for want in wanted if want not in text]
    for line in bad:
        print(f"{path}: {line}")
    return not bad


def main():
    files, wanted = [], []
    arguments = iter(sys.argv[1:])
    for argument in arguments:
        if argument == "--says":
            wanted.append(next(arguments))
        else:
            files.append(argument)
    return 0 if all([check(path, wanted) for path in files]) else 1


sys.exit(main())
