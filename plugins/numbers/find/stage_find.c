/* SPDX-License-Identifier: Apache-2.0 */
#include "stage_find.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "find.h"

typedef struct Self {
  Lexicon lexicon;
  NumbersOptions options;
} Self;

typedef struct Worker {
  AtomArray atoms;
  Quantities found;
  Builder name;
} Worker;

/* What base values are turned into with units = us. */
static const struct {
  const char *base, *name;
  double factor, offset;
} us_bases[] = {
  { "meter", "foot", 1 / 0.3048, 0 },
  { "square meter", "square foot", 1 / 0.09290304, 0 },
  { "liter", "gallon", 1 / 3.785411784, 0 },
  { "gram", "pound", 1 / 453.59237, 0 },
  { "meter per second", "mile per hour", 1 / 0.44704, 0 },
  { "celsius", "fahrenheit", 1.8, 32 },
};

static stemma_status
read_user_units(Self *self, const stemma_host *host, stemma_error *error)
{
  const stemma_resource *files = host->extension(host, STEMMA_RESOURCE_ID);
  Builder message = { 0 };
  const char *bytes = NULL;
  uint64_t length = 0;
  stemma_status status;

  if (!files)
    return stemma_fail(error, STEMMA_E_HOST,
                       "units-file needs a host that opens files");
  status = files->map(host, self->options.units_file, &bytes, &length, error);
  if (status)
    return status;
  if (lexicon_add_units(&self->lexicon, bytes, (size_t)length, &message))
    return STEMMA_OK;
  {
    Builder whole = { 0 };

    builder_add(&whole, self->options.units_file);
    builder_add(&whole, ", ");
    builder_add(&whole, builder_text(&message));
    status = stemma_fail(error, STEMMA_E_OPTION, builder_text(&whole));
    builder_free(&whole);
  }
  builder_free(&message);
  return status;
}

static void
stage_close(void *opened)
{
  Self *self = opened;

  lexicon_close(&self->lexicon);
  free(self);
}

static stemma_status
stage_open(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **opened, stemma_error *error)
{
  Self *self = calloc(1, sizeof *self);
  stemma_status status = STEMMA_OK;

  (void)stage;
  if (!self)
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the word lists");
  self->options = *(const NumbersOptions *)options;
  if (!lexicon_open(&self->lexicon))
    status =
        stemma_fail(error, STEMMA_E_MEMORY, "no memory for the word lists");
  else if (self->options.units_file && self->options.units_file[0])
    status = read_user_units(self, host, error);
  if (status)
    stage_close(self);
  else
    *opened = self;
  return status;
}

static stemma_status
worker_open(const void *self, void **worker, stemma_error *error)
{
  (void)self;
  *worker = calloc(1, sizeof(Worker));
  return *worker ? STEMMA_OK
                 : stemma_fail(error, STEMMA_E_MEMORY, "no memory to start");
}

static void
worker_close(void *worker)
{
  Worker *w = worker;

  atoms_free(&w->atoms);
  array_free(&w->found);
  builder_free(&w->name);
  free(w);
}

/* How far a row is trusted: a unit or sign says that it is a quantity, a bare
 * number in context less so. */
static double
confidence(const Quantity *q)
{
  if (q->measured && q->kind != STEMMA_AGE)
    return .95;
  if (q->sure || q->kind == STEMMA_AGE)
    return .9;
  if (q->kind == STEMMA_ORDINAL)
    return .7;
  return q->has_high ? .6 : .75;
}

static stemma_str
interned(stemma_writer *out, const char *name)
{
  return out->intern(out, name, (uint32_t)strlen(name));
}

/* Twelve digits: what is beyond them is the conversion's noise.  Most values
 * are whole and have none. */
static double
tidy(double value)
{
  double scale;

  if (value == floor(value) && fabs(value) < 1e11)
    return value;
  scale = pow(10, 11 - floor(log10(fabs(value))));
  return isfinite(scale) ? round(value * scale) / scale : value;
}

static void
set_base(const Self *self, Worker *w, const Quantity *q, stemma_writer *out,
         stemma_quantity *row)
{
  double value = q->value * q->measure.factor + q->measure.offset;
  const char *name;

  measure_base(&self->lexicon, &q->measure, &w->name);
  name = builder_text(&w->name);
  for (size_t i = 0; self->options.system == SYSTEM_US
                     && i < sizeof us_bases / sizeof us_bases[0];
       i++) {
    if (strcmp(us_bases[i].base, name) == 0) {
      value = value * us_bases[i].factor + us_bases[i].offset;
      name = us_bases[i].name;
      break;
    }
  }
  row->base_unit = interned(out, name);
  row->row.present |= 1u << STEMMA_QUANTITY_BASE_UNIT;
  if (q->has_value) {
    row->base_value = tidy(value);
    row->row.present |= 1u << STEMMA_QUANTITY_BASE_VALUE;
  }
}

static stemma_status
write_row(const Self *self, Worker *w, const Quantity *q, stemma_writer *out)
{
  stemma_quantity row = { .row.begin = q->begin,
                          .row.end = q->end,
                          .kind = q->kind,
                          .modifier = q->modifier };

  if (q->has_value) {
    row.value = q->value;
    row.row.present |= 1u << STEMMA_QUANTITY_VALUE;
  }
  if (q->has_high) {
    row.high = q->high;
    row.row.present |= 1u << STEMMA_QUANTITY_HIGH;
  }
  if (q->measured) {
    measure_name(&self->lexicon, &q->measure, &w->name);
    row.unit = interned(out, builder_text(&w->name));
    row.row.present |= 1u << STEMMA_QUANTITY_UNIT;
    set_base(self, w, q, out, &row);
  } else if (q->has_value) {
    row.base_value = q->value;
    row.row.present |= 1u << STEMMA_QUANTITY_BASE_VALUE;
  }
  return stemma_append(out, &row, sizeof row);
}

static bool
wanted(const Self *self, const Quantity *q)
{
  return (self->options.kinds >> q->kind & 1)
         && confidence(q) >= self->options.min_confidence;
}

static stemma_status
process(const void *opened, void *worker, const stemma_job *job,
        stemma_error *error)
{
  const Self *self = opened;
  Worker *w = worker;
  Text text;

  array_clear(&w->found);
  if (!atoms_make(&self->lexicon, job->doc, job->inputs[0], &w->atoms, &text))
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the document");
  if (!find_quantities(&text, &w->found))
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the quantities");
  for (uint32_t i = 0; i < w->found.count; i++) {
    const Quantity *q = &w->found.items[i];
    stemma_status status = STEMMA_OK;

    if (wanted(self, q))
      status = write_row(self, w, q, job->outputs[0]);
    if (status)
      return status;
  }
  return STEMMA_OK;
}

const stemma_life numbers_find_life = { sizeof(stemma_life), 0,
                                        stage_open,          stage_close,
                                        worker_open,         worker_close };
const stemma_map numbers_find_map = { sizeof(stemma_map), 0, process };
