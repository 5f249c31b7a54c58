# SPDX-License-Identifier: Apache-2.0
"""SARIF, GitLab and GitHub: findings at their places."""
import json
import os
import subprocess

import jsonschema

from common import ARTICLES, TOOLS, Report, place, stemma


class Sarif(Report):
    FORMAT = "sarif"

    def setUp(self):
        path = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
        with open(os.path.join(TOOLS, path), encoding="utf-8") as file:
            schema = json.load(file)
        self.schema = jsonschema.validators.validator_for(schema)(
            schema, format_checker=jsonschema.FormatChecker())

    def test_schema(self):
        for _, path in self.each():
            with open(path, encoding="utf-8") as file:
                self.schema.validate(json.load(file))

    def test_githubs_rules(self):
        """Microsoft's validator with GitHub's rules has no more to say than
        that the project has no page (SARIF2005)."""
        tool = os.path.join(TOOLS, "@microsoft/sarif-multitool-linux",
                            "Sarif.Multitool")
        for _, path in self.each():
            found = subprocess.run(
                [tool, "validate", path, "--rule-kind", "Sarif;Gh", "--output",
                 place("checked.sarif"), "--log", "ForceOverwrite"],
                capture_output=True, text=True,
                env=dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1"))
            said = [line for line in found.stdout.splitlines()
                    if ("warning" in line or "error" in line)
                    and "SARIF2005" not in line]
            self.assertIn("Analysis completed successfully", found.stdout)
            self.assertEqual(said, [])

    def test_what_github_wants(self):
        for name, path in self.each():
            with open(path, encoding="utf-8") as file:
                run = json.load(file)["runs"][0]
            self.assertLessEqual(len(run["results"]), 5000)
            self.assertEqual(len({r["partialFingerprints"]
                                  ["primaryLocationLineHash"]
                                  for r in run["results"]}),
                             len(run["results"]))
            for result in run["results"]:
                where = result["locations"][0]["physicalLocation"]
                self.assertFalse(where["artifactLocation"]["uri"]
                                 .startswith(("/", "file:", "..")))
                self.assertGreater(where["region"]["startLine"], 0)
            levels = [result["level"] for result in run["results"]]
            self.assertEqual(levels, sorted(levels))
            self.assertEqual("error" in levels, name != "good")

    def test_more_than_github_shows(self):
        """5,000 results, and a word on the others."""
        with open(place("many.txt"), "w", encoding="utf-8") as file:
            for i in range(5200):
                file.write(f"It was said that \u201cmill {i} will go.\u201d\n\n")
        stemma("run", "-q", "-o", "pipeline.stages=segment,quotes", "--report",
               "sarif:" + place("many.sarif"), "--report",
               "markdown:" + place("many.markdown"), "--fail-if",
               "quotes.unattributed.count > 0", place("many.txt"), status=1)
        with open(place("many.sarif"), encoding="utf-8") as file:
            log = json.load(file)
        self.schema.validate(log)
        run = log["runs"][0]
        notes = run["invocations"][0]["toolExecutionNotifications"]
        self.assertEqual(len(run["results"]), 5000)
        self.assertRegex(notes[-1]["message"]["text"],
                         r"^\d+ more findings are left out$")
        self.assertLess(os.path.getsize(place("many.markdown")), 65536)

    def test_a_checkout_elsewhere(self):
        """Paths count from GITHUB_WORKSPACE where a step runs in a folder."""
        stemma("run", "-q", "--report", "sarif:" + place("in.sarif"),
               *(os.path.basename(name) for name in ARTICLES),
               cwd="examples/articles",
               env=dict(os.environ, GITHUB_WORKSPACE=os.getcwd()))
        with open(place("in.sarif"), encoding="utf-8") as file:
            text = file.read()
        self.assertIn('"uri":"examples/articles/meridian-review.txt"', text)

    def test_lines_of_json_lines(self):
        with open(place("in.jsonl"), "w", encoding="utf-8") as file:
            for i in range(3):
                file.write(json.dumps({"id": f"d{i}", "text":
                                       "\n\n\u201cWe go,\u201d it said.\n"})
                           + "\n")
        stemma("run", "-q", "--report", "sarif:" + place("lines.sarif"),
               "--report", "github:" + place("lines.github"), "--fail-if",
               "quotes.count > 0", place("in.jsonl"), status=1)
        with open(place("lines.sarif"), encoding="utf-8") as file:
            results = json.load(file)["runs"][0]["results"]
        self.assertEqual([result["locations"][0]["physicalLocation"]["region"]
                          for result in results],
                         [{"startLine": i} for i in (1, 2, 3)])
        with open(place("lines.github"), encoding="utf-8") as file:
            self.assertIn("in.jsonl,line=3::", file.read())


class Gitlab(Report):
    """GitLab has no schema of its own to be had as a package: this one says
    what its page on code quality reports says."""
    FORMAT = "gitlab"
    SCHEMA = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint",
                         "severity", "location"],
            "additionalProperties": False,
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical",
                                      "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string",
                                 "pattern": "^(?!/|\\./|\\.\\./)."},
                        "lines": {"type": "object", "required": ["begin"],
                                  "properties": {"begin": {"type": "integer",
                                                           "minimum": 1}}},
                    },
                },
            },
        },
    }

    def test_schema(self):
        for name, path in self.each():
            with open(path, encoding="utf-8") as file:
                issues = json.load(file)
            jsonschema.validate(issues, self.SCHEMA)
            self.assertEqual(len({issue["fingerprint"] for issue in issues}),
                             len(issues))
            severities = {issue["severity"] for issue in issues}
            self.assertEqual("blocker" in severities, name == "bad")
            self.assertEqual("major" in severities, name != "good")


class Github(Report):
    FORMAT = "github"

    def test_at_most_ten(self):
        for name, path in self.each():
            with open(path, encoding="utf-8") as file:
                told = file.read().splitlines()
            commands = [line for line in told if line.startswith("::")]
            self.assertLessEqual(len(commands), 10)
            self.assertEqual(bool(commands), name != "good")
            self.assertFalse(any("file=/" in line for line in commands))
            self.assertRegex(told[-1], r"^\d+ articles, \d+ not analysed$")
            if name == "bad":
                self.assertIn("latin.txt,line=1,col=4::E603", commands[0])
