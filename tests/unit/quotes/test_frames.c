/* SPDX-License-Identifier: Apache-2.0
 *
 * test_frames.c - cues and their subjects in single sentences.
 */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "cut.h"
#include "frames.h"
#include "items.h"

/* A sentence, and "subject/cue" of each frame. */
typedef struct Case {
  const char *text;
  const char *frames;
} Case;

static const Case cases[] = {
  { "Bel said it.", "Bel/said|" },
  { "Bel has never said it.", "Bel/has never said|" },
  { "“Yes,” said Bel.", "Bel/said|" },
  { "“Yes,” said Karl Dren, the head of the board.", "Karl Dren/said|" },
  { "Karl Dren, the head of the board, said it.", "Karl Dren/said|" },
  { "Karl Dren, who lost, said it.", "Karl Dren/said|" },
  { "On Monday, Karl Dren, 57, said it.", "Karl Dren/said|" },
  { "The mayor of Lorn said it.", "The mayor of Lorn/said|" },
  { "Officials say it.", "Officials/say|" },
  { "The claim was late.", "" },
  { "The reported sale was late.", "" },
  { "Bel left and told them.", "Bel/told|" },
  { "Bel spoke, adding more.", "Bel/spoke|Bel/adding|" },
  { "According to Karl Dren, it rained.", "Karl Dren/According to|" },
  { "It rained, according to the board.", "the board/according to|" },
  { "The bridge was praised by Bel.", "Bel/was praised|" },
  { "Bel raised a toast to it.", "Bel/raised a toast|" },
  { "Bel shot back that it was late.", "Bel/shot back|" },
  { "Bel: the bridge is safe.", "Bel/:|" },
  { "KYIV (Wire) - Ana Bel said it.", "Ana Bel/said|" },
  { "TOLD (Wire) - Ana Bel left.", "" }, /* no cue in a dateline */
  { "Told (Wire) - Ana Bel left.", "" },
  { "Ana Bel and Karl Dren said it.", "Ana Bel and Karl Dren/said|" },
};

static void
write_frames(const Cut *cut, char *to, size_t room)
{
  const Item *items = cut->found.items.items;
  size_t n = 0;

  to[0] = '\0';
  for (uint32_t i = 0; i < cut->found.frames.count; i++) {
    const Frame *frame = &cut->found.frames.items[i];
    stemma_span subject = { 0, 0 }, cue;
    if (frame->subject.first != NONE)
      subject = (stemma_span){ items[frame->subject.first].span.begin,
                               items[frame->subject.last - 1].span.end };
    cue = (stemma_span){ items[frame->first].span.begin,
                         items[frame->last - 1].span.end };
    n += (size_t)snprintf(
        to + n, room - n, "%.*s/%.*s|", (int)(subject.end - subject.begin),
        cut->doc.text + subject.begin, (int)(cue.end - cue.begin),
        cut->doc.text + cue.begin);
    assert_true(n < room);
  }
}

static void
subjects_are_found(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Cut cut;
    char found[512];
    cut_open(&cut, cases[i].text);
    cut_read(&cut);
    write_frames(&cut, found, sizeof found);
    if (strcmp(found, cases[i].frames) != 0)
      print_error("in: %s\n", cases[i].text);
    assert_string_equal(found, cases[i].frames);
    cut_free(&cut);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(subjects_are_found) };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
