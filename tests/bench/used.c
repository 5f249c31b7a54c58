/* SPDX-License-Identifier: Apache-2.0
 *
 * used.c - what a program uses:  used PROGRAM [ARGUMENT...]
 *
 * Runs it and prints, as the last line on stderr, its status, its seconds of
 * user CPU time and its peak memory in bytes.  A small program has to be
 * between: what a child of a large one (such as Python with a corpus in its
 * memory) is said to have held is at least what its parent held.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
  struct rusage used;
  int status;
  pid_t child;

  if (argc < 2)
    return 2;
  child = fork();
  if (child == 0) {
    execvp(argv[1], argv + 1);
    _exit(127);
  }
  if (child < 0 || wait4(child, &status, 0, &used) != child)
    return 2;
  fprintf(stderr, "%d %.6f %ld\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1,
          (double)used.ru_utime.tv_sec + (double)used.ru_utime.tv_usec / 1e6,
          used.ru_maxrss * 1024L);
  return 0;
}
