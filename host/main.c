/* SPDX-License-Identifier: Apache-2.0
 *
 * main.c - finds the command, nothing more.
 */
#include "command/command.h"

int
main(int argc, char **argv)
{
  return command_main(argc, argv);
}
