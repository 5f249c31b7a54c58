/* SPDX-License-Identifier: Apache-2.0
 *
 * replay.c - the lines of a report, one after the other.
 */
#include "replay.h"

#include "../corpus/utf8.h"
#include "private.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

G_DEFINE_QUARK(stemma - replay - error - quark, replay_error)

static void
unref_bytes(void *bytes)
{
  g_byte_array_unref(bytes);
}

static void
unref_table(void *table)
{
  table_unref(table);
}

static void
clear_units(void *units)
{
  units_clear(units);
}

static void
clear_fixup(void *data)
{
  Fixup *fixup = data;

  g_free(fixup->target);
  g_free(fixup->id);
}

static void
replay_start(Replay *replay, GPtrArray *specs, GPtrArray *reports,
             gboolean color)
{
  memset(replay, 0, sizeof *replay);
  replay->reports = reports;
  replay->pipeline.reports = specs;
  replay->run.color = color;
  replay->layers = g_ptr_array_new_with_free_func(layer_free);
  replay->told_layers = g_array_new(FALSE, FALSE, sizeof(RunLayer));
  replay->ids = g_ptr_array_new_with_free_func(g_free);
  replay->numbers =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  replay->units = g_array_new(FALSE, TRUE, sizeof(Units));
  g_array_set_clear_func(replay->units, clear_units);
  replay->kept = g_ptr_array_new_with_free_func(unref_bytes);
  replay->hidden =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_table);
  replay->slices = g_array_new(FALSE, FALSE, sizeof(Slice));
  replay->fixups = g_array_new(FALSE, FALSE, sizeof(Fixup));
  g_array_set_clear_func(replay->fixups, clear_fixup);
  replay->metrics = g_array_new(FALSE, FALSE, sizeof(MetricValue));
  replay->metric_names = g_ptr_array_new_with_free_func(g_free);
  replay->findings =
      g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
  replay->limits = g_array_new(FALSE, FALSE, sizeof(LimitResult));
  replay->limits_kept = g_ptr_array_new();
}

static void
replay_clear(Replay *replay)
{
  tail_clear(replay);
  g_array_unref(replay->fixups);
  g_array_unref(replay->slices);
  g_hash_table_unref(replay->hidden);
  g_ptr_array_unref(replay->kept);
  g_array_unref(replay->units);
  g_hash_table_unref(replay->numbers);
  g_ptr_array_unref(replay->ids);
  g_array_unref(replay->told_layers);
  header_clear(replay);
  g_ptr_array_unref(replay->layers);
}

static gboolean
begin(Replay *replay, JsonLine *json, GError **error)
{
  if (!header_read(replay, json) || replay->fault)
    return FALSE;
  replay->begun = TRUE;
  for (guint i = 0; i < replay->reports->len; i++) {
    Report *report = replay->reports->pdata[i];

    if (!report->begin(report, &replay->run, error))
      return FALSE;
  }
  return TRUE;
}

/* Lines after the corpus layers need them told. */
static gboolean
read_tail(Replay *replay, JsonLine *json, const char *type, GError **error)
{
  if (!corpus_tell(replay, error))
    return FALSE;
  if (strcmp(type, "finding") == 0)
    return finding_read(replay, json);
  if (strcmp(type, "metrics") == 0)
    return metrics_read(replay, json);
  return end_read(replay, json, error);
}

static gboolean
is_one_of(const char *type, const char *const *types)
{
  return g_strv_contains(types, type);
}

static gboolean
read_typed(Replay *replay, JsonLine *json, const char *type, GError **error)
{
  static const char *const tail[] = { "finding", "metrics", "end", NULL };

  if (!replay->begun) {
    if (strcmp(type, "run") == 0)
      return begin(replay, json, error);
    replay->fault = "expected the first line of a stemma report";
    return FALSE;
  }
  if (strcmp(type, "document") == 0)
    return document_read(replay, json, error);
  if (strcmp(type, "error") == 0)
    return failure_read(replay, json, error);
  if (is_one_of(type, tail))
    return read_tail(replay, json, type, error);
  return TRUE;
}

/* Corpus lines are kept before anything of them is unescaped. */
static gboolean
read_line(Replay *replay, char *bytes, gsize length, JsonLine *json,
          GError **error)
{
  static const char corpus[] = "{\"type\":\"corpus\",";
  gboolean first = TRUE;
  const char *type = NULL;
  JsonText key;

  json_start(json, bytes, length);
  if (replay->begun && length > strlen(corpus)
      && memcmp(bytes, corpus, strlen(corpus)) == 0)
    return corpus_keep(replay, bytes, length);
  if (!json_enter(json) || !json_more(json, '}', &first)
      || !json_key(json, &key))
    return FALSE;
  if (!json_is(key, "type") || !take_string(json, &type, NULL) || !type) {
    replay->fault = replay->begun
                        ? "expected a line of a stemma report"
                        : "expected the first line of a stemma report";
    return FALSE;
  }
  return read_typed(replay, json, type, error);
}

static gboolean
refuse(const Replay *replay, const JsonLine *json, ReplayPlace *place,
       GError **error)
{
  if (*error)
    return FALSE;
  place->column = json->fault && json->fault_at
                      ? (guint)(json->fault_at - json->start) + 1
                      : 1;
  g_set_error_literal(error, REPLAY_ERROR, REPLAY_ERROR_LINE,
                      replay->fault ? replay->fault
                      : json->fault ? json->fault
                                    : "expected a line of a stemma report");
  return FALSE;
}

/* The bytes with room behind them for the reader. */
static gboolean
read_bytes(Replay *replay, GByteArray *line, ReplayPlace *place, GError **error)
{
  static const guint8 padding[JSON_PADDING] = { 0 };
  const gsize length = line->len;
  JsonLine json = { 0 };
  gsize bad;

  g_byte_array_append(line, padding, JSON_PADDING);
  json_start(&json, (char *)line->data, length);
  if (!utf8_check((const char *)line->data, length, &bad)) {
    replay->fault = "expected UTF-8";
    return refuse(replay, &json, place, error);
  }
  return read_line(replay, (char *)line->data, length, &json, error)
         || refuse(replay, &json, place, error);
}

/* A byte array counts in 32 bits. */
static gboolean
take_line(Replay *replay, GByteArray *line, const char *bytes, gsize length,
          ReplayPlace *place, GError **error)
{
  const JsonLine none = { 0 };

  if (length > G_MAXINT32) {
    replay->fault = "the line is longer than 2 GiB";
    return refuse(replay, &none, place, error);
  }
  g_byte_array_set_size(line, 0);
  g_byte_array_append(line, (const guint8 *)bytes, (guint)length);
  return read_bytes(replay, line, place, error);
}

static gboolean
is_cancelled(const Replay *replay)
{
  return replay->cancelled && g_atomic_int_get(replay->cancelled);
}

static gboolean
read_lines(Replay *replay, FILE *file, ReplayPlace *place, GError **error)
{
  g_autoptr(GByteArray) line = g_byte_array_new();
  char *bytes = NULL;
  gsize room = 0;
  ssize_t length;
  gboolean ok = TRUE;

  while (ok && !replay->ended && !is_cancelled(replay)
         && (length = getline(&bytes, &room, file)) >= 0) {
    place->line++;
    while (length > 0 && strchr("\r\n", bytes[length - 1]))
      length--;
    ok = length == 0
         || take_line(replay, line, bytes, (gsize)length, place, error);
  }
  free(bytes);
  return ok;
}

static gboolean
read_file(Replay *replay, FILE *file, ReplayPlace *place, GError **error)
{
  if (!read_lines(replay, file, place, error))
    return FALSE;
  if (ferror(file)) {
    *place = (ReplayPlace){ 0 };
    g_set_error(error, REPLAY_ERROR, REPLAY_ERROR_READ, "cannot read: %s",
                g_strerror(errno));
    return FALSE;
  }
  if (replay->ended)
    return TRUE;
  if (is_cancelled(replay)) {
    g_set_error_literal(error, REPLAY_ERROR, REPLAY_ERROR_READ, "interrupted");
    return FALSE;
  }
  *place = (ReplayPlace){ place->line + 1, 1 };
  g_set_error_literal(error, REPLAY_ERROR, REPLAY_ERROR_LINE,
                      replay->begun
                          ? "the report has no last line: its run ended early"
                          : "expected the first line of a stemma report");
  return FALSE;
}

gboolean
replay_run(const char *path, GPtrArray *specs, GPtrArray *reports,
           gboolean color, const volatile int *cancelled, ReplayPlace *place,
           GError **error)
{
  gboolean is_stream = strcmp(path, "-") == 0, ok;
  FILE *file = is_stream ? stdin : fopen(path, "rbe");
  GError *failed = NULL;
  Replay replay;

  *place = (ReplayPlace){ 0 };
  if (!file) {
    g_set_error(error, REPLAY_ERROR, REPLAY_ERROR_READ, "cannot read: %s",
                g_strerror(errno));
    return FALSE;
  }
  replay_start(&replay, specs, reports, color);
  replay.cancelled = cancelled;
  ok = read_file(&replay, file, place, &failed);
  if (failed)
    g_propagate_error(error, failed);
  if (!is_stream)
    fclose(file);
  replay_clear(&replay);
  return ok;
}
