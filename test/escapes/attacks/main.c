#define _GNU_SOURCE
#include "attack.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* No attack takes longer; one that blocks is ended by a signal, which is no answer that any row expects. */
enum { patience_seconds = 4 };

static const struct attack *const tables[] = {
    file_attacks, process_attacks, program_attacks, survivor_attacks, network_attacks, ipc_attacks, mount_attacks, kernel_attacks,
};

static const struct attack *find(const char *name) {
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
    for (const struct attack *attack = tables[i]; attack->name != NULL; attack++) {
      if (strcmp(attack->name, name) == 0) return attack;
    }
  }
  return NULL;
}

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "victim") == 0) return be_victim(argv + 2);
  if (argc > 1 && strcmp(argv[1], "skip-numbers") == 0) return skip_numbers(argv + 2);
  const struct attack *attack = argc > 1 ? find(argv[1]) : NULL;
  if (attack == NULL) {
    puts("no such attack");
    return 2;
  }
  alarm(patience_seconds);
  /* Rows forget no word unseen: a missing one would be read from the environment. */
  char *words[8] = {"", "", "", "", "", "", "", NULL};
  for (int i = 2; i < argc && i < 9; i++) words[i - 2] = argv[i];
  errno = 0;
  int result = attack->run(words);
  puts(result >= 0 ? "ok" : strerrorname_np(errno));
  return result >= 0 ? 0 : 1;
}
