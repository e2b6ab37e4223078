#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "hold-pipes.h"
#include "inside.h"
#include "land.h"
#include "outside.h"
#include "probe.h"
#include "redirected.h"
#include "relay.h"
#include "remove-tree.h"
#include "survey.h"
#include "tend.h"
#include "terminal.h"
#include "tree-copy.h"
#include "tree-list.h"
#include "whiteout.h"

/**
 * The warden: owns a sandbox's life and decides nothing. Without arguments it is the outside half and takes its order
 * from the socket at file descriptor 3.
 */
int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--inside") == 0) inside_run();
  if (argc == 2 && strcmp(argv[1], "--probe") == 0) return probe_print();
  if (argc >= 2 && strcmp(argv[1], "--survey") == 0) return survey_print(argv + 2);
  if (argc >= 3 && strcmp(argv[1], "--list") == 0) return tree_list_print(argv + 2);
  if (argc == 4 && strcmp(argv[1], "--copy") == 0) return tree_copy(argv[2], argv[3]);
  if (argc == 3 && strcmp(argv[1], "--land") == 0) return land_run(argv[2]);
  if (argc == 3 && strcmp(argv[1], "--remove") == 0) {
    remove_tree(AT_FDCWD, argv[2]);
    return 0;
  }
  if (argc >= 3 && strcmp(argv[1], "--whiteout") == 0) return whiteouts_make(argv + 2);
  if (argc == 3 && strcmp(argv[1], "--hold-pipes") == 0) return hold_pipes(argv[2]);
  if (argc == 3 && strcmp(argv[1], "--foreground") == 0) return terminal_hand_over(argv[2]);
  if (argc == 2 && strcmp(argv[1], "--keep-terminal") == 0) return terminal_keep();
  if (argc >= 3 && strcmp(argv[1], "--tend") == 0) tend_run(argv + 2);
  if (argc == 4 && strcmp(argv[1], "--redirected") == 0) return redirected_run(argv[2], argv[3]);
  if (argc == 5 && strcmp(argv[1], "--relay") == 0) return relay_run(argv[2], argv[3], argv[4]);
  if (argc != 1) die("usage", "started by sallyport, never by hand");
  outside_run();
}
