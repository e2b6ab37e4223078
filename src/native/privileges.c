#define _GNU_SOURCE
#include "privileges.h"

#include <errno.h>
#include <linux/capability.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"

/* More than any kernel has; the kernel ends the count itself. */
enum { most_capabilities = 64, halves = _LINUX_CAPABILITY_U32S_3 };

struct capabilities {
  struct __user_cap_data_struct sets[halves];
};

static struct __user_cap_header_struct own_process(void) {
  return (struct __user_cap_header_struct){.version = _LINUX_CAPABILITY_VERSION_3};
}

static struct capabilities get_capabilities(void) {
  struct __user_cap_header_struct header = own_process();
  struct capabilities now;
  if (syscall(SYS_capget, &header, now.sets) != 0) die_errno("privileges", "capget");
  return now;
}

static void set_capabilities(const struct capabilities *wanted) {
  struct __user_cap_header_struct header = own_process();
  if (syscall(SYS_capset, &header, wanted->sets) != 0) die_errno("privileges", "capset");
}

void privileges_drop(void) {
  /* What can be gained on exec is bounded by this set, and cleared without the right to clear it by no_new_privs. */
  for (int number = 0; number < most_capabilities; number++) {
    if (prctl(PR_CAPBSET_DROP, number, 0, 0, 0) != 0) break;
  }
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) die_errno("privileges", "PR_SET_NO_NEW_PRIVS");
  if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) != 0) die_errno("privileges", "PR_CAP_AMBIENT");
  set_capabilities(&(struct capabilities){0});
}

static struct capabilities put_away;

void privileges_lower(void) {
  put_away = get_capabilities();
  struct capabilities lowered = put_away;
  for (int i = 0; i < halves; i++) lowered.sets[i].effective = 0;
  set_capabilities(&lowered);
}

void privileges_raise(void) { set_capabilities(&put_away); }
