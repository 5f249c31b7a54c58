/* SPDX-License-Identifier: Apache-2.0
 *
 * others.c - layers of strangers' plugins: where their rows are, and the first
 * of them as a table.
 */
#include "sections.h"

/* Rows of a layer. */
#define LINES 10u
/* A column is at most so wide, where all have room, else where they have not;
 * the last one is cut, but not below the third. */
#define WIDEST 34u
#define CROWDED 20u
#define NARROWEST 10u

enum { AT_COUNTS = 2, AT_TABLE = 5, GAP = 2 };

/* A column of the table. */
typedef struct {
  guint cell; /* of the rows */
  guint at;   /* where it begins */
  guint width;
} Field;

static const char *
cell_of(const Sample *sample, guint row, guint cell)
{
  return g_array_index(sample->rows, SampleRow, row).cells[cell];
}

static guint
width_of(const Sample *sample, const GArray *shown, guint cell)
{
  guint width = screen_measure(sample->names->pdata[cell], -1);

  for (guint i = 0; i < shown->len; i++)
    width = MAX(width,
                screen_measure(
                    cell_of(sample, g_array_index(shown, guint, i), cell), -1));
  return MIN(width, WIDEST);
}

/* Of Field: the columns for which there is room, none wider than `widest`; the
 * last may be cut. */
static GArray *
lay_out(const Sample *sample, const GArray *used, const GArray *shown,
        guint widest)
{
  GArray *fields = g_array_new(FALSE, FALSE, sizeof(Field));
  guint at = AT_TABLE;

  for (guint i = 0; i < used->len; i++) {
    guint cell = g_array_index(used, guint, i);
    guint width = MIN(width_of(sample, shown, cell), widest);
    guint room = SCREEN_WIDTH - MIN(at, SCREEN_WIDTH);
    Field field = { cell, at, MIN(width, room) };

    if (field.width < MIN(width, NARROWEST))
      break;
    g_array_append_val(fields, field);
    at += field.width + GAP;
  }
  return fields;
}

/* "A 3   B 1   E 12  +40": as many as fit into a line. */
static void
print_counts(const Sample *sample, Screen *screen)
{
  char room[SCREEN_LETTER];

  if (sample->counts->len == 0)
    return;
  screen_to(screen, AT_COUNTS);
  for (guint i = 0; i < sample->counts->len; i++) {
    const SampleCount *one = &g_array_index(sample->counts, SampleCount, i);
    g_autofree char *text =
        g_strdup_printf("%s %u", screen_letter(one->article, room), one->count);
    guint tail = i + 1 < sample->counts->len ? 10 : 0;

    if (screen->column + 3 + screen_measure(text, -1) + tail > SCREEN_WIDTH) {
      screen_printf(screen, "   +%u", sample->counts->len - i);
      break;
    }
    screen_printf(screen, "%s%s", i ? "   " : "", text);
  }
  screen_line(screen);
}

static void
print_names(const Sample *sample, const GArray *fields, Screen *screen)
{
  screen_style(screen, STYLE_FAINT);
  for (guint i = 0; i < fields->len; i++) {
    const Field *field = &g_array_index(fields, Field, i);

    screen_to(screen, field->at);
    screen_cut(screen, sample->names->pdata[field->cell], -1, field->width);
  }
  screen_style(screen, STYLE_PLAIN);
  screen_line(screen);
}

static void
print_row(const Sample *sample, const GArray *fields, guint row, Screen *screen)
{
  guint32 article = g_array_index(sample->rows, SampleRow, row).article;
  char room[SCREEN_LETTER];

  if (article != SAMPLE_CORPUS)
    screen_printf(screen, "  %-2s", screen_letter(article, room));
  for (guint i = 0; i < fields->len; i++) {
    const Field *field = &g_array_index(fields, Field, i);

    screen_to(screen, field->at);
    screen_cut(screen, cell_of(sample, row, field->cell), -1, field->width);
  }
  screen_line(screen);
}

static void
print_rest(const Sample *sample, const GArray *used, guint fields, guint64 more,
           Screen *screen)
{
  if (more > 0) {
    screen_printf(screen, "  and %" G_GUINT64_FORMAT " more", more);
    screen_line(screen);
  }
  if (fields >= used->len)
    return;
  screen_printf(screen, "  not shown:");
  for (guint i = fields; i < used->len; i++) {
    g_autofree char *word =
        g_strconcat(sample->names->pdata[g_array_index(used, guint, i)],
                    i + 1 < used->len ? "," : "", NULL);

    screen_word(screen, word, AT_TABLE);
  }
  screen_line(screen);
}

static void
print_sample(const Sample *sample, Screen *screen)
{
  g_autoptr(GArray) used = sample_used(sample);
  g_autoptr(GArray) shown = sample_shared_out(sample, LINES);
  g_autoptr(GArray) fields = lay_out(sample, used, shown, WIDEST);

  if (fields->len < used->len) {
    g_array_unref(fields);
    fields = lay_out(sample, used, shown, CROWDED);
  }
  screen_line(screen);
  screen_style(screen, STYLE_HEAD);
  screen_put(screen, sample->stage ? sample->stage : sample->layer);
  screen_style(screen, STYLE_PLAIN);
  screen_printf(screen, "  %" G_GUINT64_FORMAT " ", sample->count);
  screen_put(screen, sample->layer);
  screen_line(screen);
  print_counts(sample, screen);
  print_names(sample, fields, screen);
  for (guint i = 0; i < shown->len; i++)
    print_row(sample, fields, g_array_index(shown, guint, i), screen);
  print_rest(sample, used, fields->len, sample->count - shown->len, screen);
}

void
section_others(const Summary *summary, Screen *screen)
{
  for (guint i = 0; i < summary->samples->len; i++) {
    const Sample *sample = summary->samples->pdata[i];

    if (sample->count > 0)
      print_sample(sample, screen);
  }
}
