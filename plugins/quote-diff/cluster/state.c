/* SPDX-License-Identifier: Apache-2.0 */
#include "state.h"

#include <stdlib.h>
#include <string.h>

#include "nodes.h"

State *
state_new(const stemma_host *host)
{
  State *state = calloc(1, sizeof *state);

  if (!state)
    return NULL;
  state->bag.store = state->texts.store = &state->store;
  store_use(&state->store, host);
  return state;
}

void
state_free(State *state)
{
  if (!state)
    return;
  bag_free(&state->bag);
  texts_free(&state->texts);
  free(state);
}

/* One quote; the codes of its words and its text follow. */
typedef struct SavedQuote {
  BagQuote quote;
  uint32_t at, end; /* in its document */
  uint32_t text;    /* bytes */
} SavedQuote;

static stemma_status
save_node(const Nodes *nodes, const Node *node, const Texts *texts,
          const KeptText *kept, stemma_output *output)
{
  const Lexicon *words = &nodes->bag->words;
  const unsigned char *at = bag_at(nodes->bag, node->at);
  Speaker speaker = speaker_take(&at);
  SavedQuote saved = { .quote = { node->doc,
                                  node->quote,
                                  node->words,
                                  node->indirect,
                                  { lexicon_code(words, speaker.first),
                                    lexicon_code(words, speaker.last) } } };
  stemma_status status;

  if (kept) {
    saved.at = kept->at;
    saved.end = kept->end;
    saved.text = kept->length;
  }
  status = output->write(output, &saved, sizeof saved);
  for (uint32_t i = 0; i < node->words && status == STEMMA_OK; i++) {
    Code code = lexicon_code(words, varint_take(&at));

    status = output->write(output, &code, sizeof code);
  }
  if (saved.text && status == STEMMA_OK)
    status = output->write(output, texts_bytes(texts, kept), saved.text);
  return status;
}

stemma_status
state_save(const State *state, stemma_output *output, stemma_error *error)
{
  KeptText *list = texts_order(&state->texts);
  stemma_status status = STEMMA_OK;
  Nodes nodes;

  if (!nodes_sort(&nodes, &state->bag) || !list)
    status = out_of_memory(error);
  for (uint32_t i = 0; i < nodes.count && status == STEMMA_OK; i++) {
    const Node *node = node_at(&nodes, i);

    status = save_node(
        &nodes, node, &state->texts,
        texts_find(list, state->texts.count, node->doc, node->quote), output);
  }
  nodes_free(&nodes);
  free(list);
  return status;
}

/* The quote at `at`, which moves behind it.  False: it is cut short or
 * damaged. */
static bool
read_saved(const char *saved, uint64_t length, uint64_t *at, SavedQuote *quote)
{
  uint64_t more;

  if (length - *at < sizeof *quote)
    return false;
  memcpy(quote, saved + *at, sizeof *quote);
  *at += sizeof *quote;
  if (quote->quote.count > QUOTE_MOST || quote->quote.indirect > 1
      || quote->text > TEXTS_LONGEST)
    return false;
  more = quote->quote.count * sizeof(Code) + quote->text;
  if (length - *at < more)
    return false;
  *at += more;
  return true;
}

/* The saved quote whose codes and text end at `end`. */
static bool
put_saved(State *state, const SavedQuote *quote, const char *end)
{
  const char *text = end - quote->text;
  KeptText kept = { .doc = quote->quote.doc,
                    .quote = quote->quote.quote,
                    .at = quote->at,
                    .end = quote->end,
                    .length = quote->text };

  return bag_put(&state->bag, &quote->quote,
                 text - quote->quote.count * sizeof(Code))
         && texts_put(&state->texts, kept, text);
}

stemma_status
state_load(State *state, const void *saved, uint64_t length,
           stemma_error *error)
{
  uint64_t at = 0;
  SavedQuote quote;

  while (at < length) {
    if (!read_saved(saved, length, &at, &quote))
      return stemma_fail(error, STEMMA_E_INPUT,
                         "a saved list of quotes is cut short or damaged");
    if (!put_saved(state, &quote, (const char *)saved + at))
      return out_of_memory(error);
  }
  return STEMMA_OK;
}
