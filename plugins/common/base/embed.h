/* SPDX-License-Identifier: Apache-2.0
 *
 * embed.h - data files inside a plugin.
 *
 * In the plugin's meson.build:
 *
 *   NAME_sources = files('stage.c') + [
 *     custom_target(
 *       'NAME-data',
 *       input: files('data/cues.txt', 'data/stop-words.txt'),
 *       output: 'NAME-data.c',
 *       command: [python, embed, '@OUTPUT@', '@INPUT@'],
 *     ),
 *   ]
 *
 * and in the source: EMBED(cues); then `embed_cues` (NUL-terminated) and
 * `embed_cues_size`.  A name is the file's, without extension and with _ for
 * whatever is no letter or digit.
 */
#ifndef COMMON_EMBED_H
#define COMMON_EMBED_H

#define EMBED(name)                                                            \
  extern const char embed_##name[];                                            \
  extern const unsigned embed_##name##_size

#endif
