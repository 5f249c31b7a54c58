# SPDX-License-Identifier: Apache-2.0
"""Writes three articles as JSON Lines whose texts, titles, sources, ids and
speakers try to be more than text: hostile.py OUT.jsonl"""
import json
import sys

BREAKS = [
    "</style><script>alert(1)</script>",
    "--><!--",
    "]]><![CDATA[",
    "<img src=x onerror=alert(2)>",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    '"\'><svg onload=alert(3)>',
    "\u202eright\u202c \u2066left\u2069 \u200f\u061c \ufeff\u200b",
    "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b",
    "bell\u0007 escape\u001b[31m\u0085 tag\U000e0041",
    "w" * 3000,
]
SAID = [
    "Let the boats {} sail home before the winter comes to our harbour",
    "Let the ships {} sail home before the winter reaches our harbour",
    "May the boats {} come home before winter comes to the harbour",
]

with open(sys.argv[1], "w", encoding="utf-8") as out:
    for number, said in enumerate(SAID):
        lines = []
        for at, broken in enumerate(BREAKS):
            inside = broken.replace('"', "“")
            lines.append(
                f'"{said.format(inside)} {at}," <b>Ana</b> Bel</script> said. '
                f"It cost {at + number + 2} million crowns {inside}."
            )
            lines.append(
                f'"{said.format(inside)} {at}," Ana</style>Bel said.'
            )
        out.write(
            json.dumps(
                {
                    "id": f"{number}\u202e</title><script>alert(4)</script>",
                    "title": '</title></style><script>alert(5)</script>"\u202e\u200f',
                    "source": "<img src=//example.invalid/x>\u2067",
                    "date": "2024-01-01--><!--",
                    "text": "\n\n".join(lines) + "\n",
                }
            )
            + "\n"
        )
