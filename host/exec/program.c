/* SPDX-License-Identifier: Apache-2.0
 *
 * program.c - see program.h.
 */
#include "program.h"
#include "../worker/leader.h"
#include "../worker/signal_name.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOOK_MILLISECONDS 100
#define PIPE_SIZE (1 << 20)
/* What a program may take to end, once its input has. */
#define END_SECONDS 1
/* More than this is no answer to one document. */
#define ANSWER_MOST (256u << 20)
/* A line that others' lines took along so often is not sent again. */
#define TRIES 8

struct Program {
  const char *const *words;
  const char *folder;
  pthread_mutex_t writing; /* held for a whole line */
  pthread_mutex_t lock;    /* of all below */
  pthread_cond_t turn;
  GPid pid; /* 0: it does not run */
  int to;
  int from;
  guint life;       /* another one after each start and each end */
  guint64 sent;     /* lines of this life */
  guint64 answered; /* the first of them are; the next reader is the one whose
                     * line is the first that is not */
  GString *read;    /* behind the last answer; the reader's */
};

/* One line on its way. */
typedef struct {
  Program *program;
  const Asker *asker;
  GString *why;
  guint life;
  guint64 number;
} Flight;

Program *
program_new(const char *const *words, const char *folder)
{
  Program *program = g_new0(Program, 1);

  program->words = words;
  program->folder = folder;
  program->read = g_string_new(NULL);
  pthread_mutex_init(&program->writing, NULL);
  pthread_mutex_init(&program->lock, NULL);
  pthread_cond_init(&program->turn, NULL);
  return program;
}

/* Its own group, so that what it started ends with it. */
static void
set_up(gpointer data)
{
  (void)data;
  setpgid(0, 0);
  signal(SIGPIPE, SIG_DFL);
}

static gboolean
start(Program *program, GString *why)
{
  g_autoptr(GError) error = NULL;

  if (program->pid)
    return TRUE;
  if (!g_spawn_async_with_pipes(program->folder,
                                (char **)(guintptr)program->words, NULL,
                                G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD
                                    | G_SPAWN_CLOEXEC_PIPES,
                                set_up, NULL, &program->pid, &program->to,
                                &program->from, NULL, &error)) {
    g_string_assign(why, error->message);
    program->pid = 0;
    return FALSE;
  }
  fcntl(program->to, F_SETFL, O_NONBLOCK);
#ifdef F_SETPIPE_SZ
  /* So that many lines can lie there; refused, fewer do. */
  fcntl(program->to, F_SETPIPE_SZ, PIPE_SIZE);
#endif
  program->life++;
  program->sent = program->answered = 0;
  g_string_truncate(program->read, 0);
  return TRUE;
}

/* It ends by itself within `seconds`, or is ended.  Then whoever writes to it
 * fails at once, so its pipes are closed when nobody does.  Everybody whose
 * line was on its way learns of it.
 */
static int
end(Program *program, double seconds)
{
  int status = leader_end(
      program->pid, g_get_monotonic_time() + (gint64)(seconds * G_USEC_PER_SEC),
      NULL);

  pthread_mutex_lock(&program->writing);
  pthread_mutex_lock(&program->lock);
  if (program->to >= 0)
    close(program->to);
  close(program->from);
  program->pid = 0;
  program->life++;
  pthread_cond_broadcast(&program->turn);
  pthread_mutex_unlock(&program->lock);
  pthread_mutex_unlock(&program->writing);
  return status;
}

void
program_free(Program *program)
{
  if (!program)
    return;
  if (program->pid) {
    close(program->to);
    program->to = -1;
    end(program, END_SECONDS);
  }
  g_string_free(program->read, TRUE);
  pthread_mutex_destroy(&program->writing);
  pthread_mutex_destroy(&program->lock);
  pthread_cond_destroy(&program->turn);
  g_free(program);
}

static gboolean
is_first(const Flight *flight)
{
  gboolean first;

  pthread_mutex_lock(&flight->program->lock);
  first = flight->program->answered == flight->number;
  pthread_mutex_unlock(&flight->program->lock);
  return first;
}

/* Until the file can be read or written.  FALSE: the time of the first line is
 * over; the others wait for that one. */
static gboolean
await(const Flight *flight, int file, short events)
{
  const Asker *asker = flight->asker;
  struct pollfd one = { file, events, 0 };

  while (poll(&one, 1, LOOK_MILLISECONDS) <= 0)
    if (is_first(flight) && asker->is_over(asker->data))
      return FALSE;
  return TRUE;
}

static void
write_line(const Flight *flight, int to, const GString *line)
{
  gsize done = 0;

  while (done < line->len) {
    gssize n = write(to, line->str + done, line->len - done);
    if (n > 0)
      done += (gsize)n;
    else if (errno == EAGAIN && await(flight, to, POLLOUT))
      continue;
    else if (errno != EINTR)
      return;
  }
}

/* Takes a number for the line and writes it. */
static gboolean
send_line(Flight *flight, const GString *line)
{
  Program *program = flight->program;
  gboolean running;
  int to;

  pthread_mutex_lock(&program->writing);
  pthread_mutex_lock(&program->lock);
  running = start(program, flight->why);
  flight->life = program->life;
  flight->number = program->sent++;
  to = program->to;
  pthread_mutex_unlock(&program->lock);
  /* What cannot be written is not answered, which its reader finds. */
  if (running)
    write_line(flight, to, line);
  pthread_mutex_unlock(&program->writing);
  return running;
}

/* FALSE: the program ended over another line. */
static gboolean
await_turn(const Flight *flight)
{
  Program *program = flight->program;
  gboolean ours;

  pthread_mutex_lock(&program->lock);
  while (program->life == flight->life && program->answered != flight->number)
    pthread_cond_wait(&program->turn, &program->lock);
  ours = program->life == flight->life;
  pthread_mutex_unlock(&program->lock);
  return ours;
}

typedef enum { GOT_ANSWER, GOT_END, GOT_LATE, GOT_TOO_MUCH } Got;

/* Only the one whose turn it is reads. */
static Got
read_answer(const Flight *flight, GString *answer)
{
  GString *read_so_far = flight->program->read;
  char part[65536];
  const char *end_of_line;
  gsize length = 0; /* of what has no end of line */

  while (!(end_of_line = memchr(read_so_far->str + length, '\n',
                                read_so_far->len - length))) {
    gssize n;
    length = read_so_far->len;
    if (read_so_far->len > ANSWER_MOST)
      return GOT_TOO_MUCH;
    if (!await(flight, flight->program->from, POLLIN))
      return GOT_LATE;
    n = read(flight->program->from, part, sizeof part);
    if (n == 0 || (n < 0 && errno != EINTR))
      return GOT_END;
    g_string_append_len(read_so_far, part, MAX(n, 0));
  }
  length = (gsize)(end_of_line - read_so_far->str);
  g_string_truncate(answer, 0);
  g_string_append_len(answer, read_so_far->str, (gssize)length);
  g_string_erase(read_so_far, 0, (gssize)length + 1);
  return GOT_ANSWER;
}

static void
tell_end(GString *why, Got got, int status)
{
  if (got == GOT_LATE) {
    g_string_assign(why, "it was not done in time");
  } else if (got == GOT_TOO_MUCH) {
    g_string_assign(why, "its answer is a line without end");
  } else if (WIFSIGNALED(status)) {
    g_autofree char *name = signal_name(WTERMSIG(status));
    g_string_printf(why, "the program ended (%s)", name);
  } else {
    g_string_printf(why, "the program ended (exit status %d)",
                    WEXITSTATUS(status));
  }
}

static gboolean
take_answer(const Flight *flight, GString *answer)
{
  Program *program = flight->program;
  Got got = read_answer(flight, answer);

  if (got != GOT_ANSWER) {
    tell_end(flight->why, got, end(program, got == GOT_END ? END_SECONDS : 0));
    return FALSE;
  }
  pthread_mutex_lock(&program->lock);
  program->answered++;
  pthread_cond_broadcast(&program->turn);
  pthread_mutex_unlock(&program->lock);
  return TRUE;
}

gboolean
program_ask(Program *program, const GString *line, GString *answer,
            const Asker *asker, GString *why)
{
  Flight flight = { program, asker, why, 0, 0 };

  for (guint i = 0; i < TRIES; i++) {
    if (!send_line(&flight, line))
      return FALSE;
    if (await_turn(&flight)) {
      asker->begin(asker->data);
      return take_answer(&flight, answer);
    }
  }
  g_string_assign(why, "the program ended again and again");
  return FALSE;
}
