/* SPDX-License-Identifier: Apache-2.0
 *
 * main.c - sets up the process and finds the command, nothing more.
 */
#include "command/command.h"

#ifdef __GLIBC__
#include <malloc.h>

/* A block from this size on is a mapping of its own and goes back to the system
 * when it is freed.  Left alone, glibc raises the size to that of the largest
 * block freed so far, up to 32 MB, and what grows by realloc, as a corpus does,
 * leaves holes in the heap from then on. */
enum { OWN_MAPPING = 128 << 10 };

static void
keep_large_blocks_apart(void)
{
  mallopt(M_MMAP_THRESHOLD, OWN_MAPPING);
}
#else
static void
keep_large_blocks_apart(void)
{
}
#endif

int
main(int argc, char **argv)
{
  keep_large_blocks_apart();
  return command_main(argc, argv);
}
