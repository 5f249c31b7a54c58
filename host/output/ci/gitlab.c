/* SPDX-License-Identifier: Apache-2.0
 *
 * gitlab.c - a GitLab code quality report: an array of issues, each with a
 * fingerprint, a path from the top of the project and a line.
 *
 * What a limit counts is major when the limit is reached, else minor; a
 * document that could not be analysed is a blocker.  The baseline's findings
 * are left out: GitLab compares with the target branch by itself.
 */
#include "../findings/fingerprint.h"
#include "../formats.h"
#include "../rows/append.h"
#include "../summary/gather.h"
#include "root.h"
#include "worst.h"

#include <string.h>

typedef struct {
  GString *out;
  Fingerprints *fingerprints; /* of documents that failed */
  gboolean first;
} Issues;

typedef struct {
  const char *check;
  const char *severity;
  const char *fingerprint;
  const char *path;
  guint line;
} Issue;

/* The description follows in two parts, the second may be NULL. */
static void
append_issue(Issues *issues, const Issue *issue, const char *text,
             const char *more)
{
  GString *out = issues->out;
  g_autofree char *path = root_relative(issue->path, ROOT_GITLAB);
  g_autofree char *description =
      g_strconcat(text, more ? ": " : "", more ? more : "", NULL);

  g_string_append(out, issues->first ? "\n" : ",\n");
  issues->first = FALSE;
  append_member(out, "{\"description\":", description);
  append_member(out, ",\"check_name\":", issue->check);
  append_member(out, ",\"fingerprint\":", issue->fingerprint);
  append_member(out, ",\"severity\":", issue->severity);
  append_member(out, ",\"location\":{\"path\":", path ? path : issue->path);
  append_literal(out, ",\"lines\":{\"begin\":");
  append_u64(out, MAX(issue->line, 1));
  append_literal(out, "}}}");
}

static void
append_failed(Issues *issues, const char *check, const char *path, guint line,
              const char *text)
{
  g_autoptr(GChecksum) words = g_checksum_new(G_CHECKSUM_SHA256);
  g_autofree char *fingerprint = NULL;
  Issue issue = { check, "blocker", NULL, path, line };

  fingerprint_add(words, path, strlen(path));
  fingerprint_add(words, text, strlen(text));
  issue.fingerprint = fingerprint =
      fingerprint_take(issues->fingerprints, words);
  append_issue(issues, &issue, text, NULL);
}

static void
append_findings(Issues *issues, const RunEnd *end)
{
  g_autoptr(GPtrArray) findings = findings_worst_first(end, TRUE);

  for (guint i = 0; i < findings->len; i++) {
    const Finding *finding = findings->pdata[i];
    const FindingPlace *place = finding_place(finding, 0);
    const Issue issue = { finding->metric,
                          finding_fails(end, finding) ? "major" : "minor",
                          finding->fingerprint, place->path, place->line };

    if (!finding->known)
      append_issue(issues, &issue, finding->summary, finding->text);
  }
}

static void
gitlab_print(const Summary *summary, Screen *screen)
{
  Issues issues = { screen->out, fingerprints_new(), TRUE };

  append_literal(issues.out, "[");
  for (guint i = 0; i < summary->articles->len; i++) {
    const Article *article = &g_array_index(summary->articles, Article, i);

    if (article->failure)
      append_failed(&issues, article->code, article->path, article->line,
                    article->failure);
  }
  append_findings(&issues, summary->end);
  append_literal(issues.out, "\n]\n");
  fingerprints_free(issues.fingerprints);
}

Report *
gitlab_new(const char *path, Tape *tape, GError **error)
{
  return gather_new("gitlab", path, tape, gitlab_print, error);
}
