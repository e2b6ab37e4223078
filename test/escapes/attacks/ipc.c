#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

static int attach_memory(char **w) { return shmat(atoi(w[0]), NULL, 0) == (void *)-1 ? -1 : 0; }
static int find_memory(char **w) { return shmget((key_t)strtol(w[0], NULL, 0), 0, 0); }
static int remove_memory(char **w) { return shmctl(atoi(w[0]), IPC_RMID, NULL); }
static int count_up(char **w) { struct sembuf operation = {0, 1, IPC_NOWAIT}; return semop(atoi(w[0]), &operation, 1); }

static int send_message(char **w) {
  struct { long kind; char text[1]; } message = {1, "x"};
  return msgsnd(atoi(w[0]), &message, 1, IPC_NOWAIT);
}

static int take_message(char **w) {
  struct { long kind; char text[64]; } message;
  return (int)msgrcv(atoi(w[0]), &message, sizeof message.text, 0, IPC_NOWAIT);
}

static int open_queue(char **w) { return mq_open(w[0], O_RDWR); }
/* Not the C library's, which makes one errno of two. */
static int remove_queue(char **w) { return (int)syscall(SYS_mq_unlink, w[0] + 1); }

static int add_key(char **w) {
  return (int)syscall(SYS_add_key, "user", w[0], "x", 1, -4 /* KEY_SPEC_USER_KEYRING */);
}

static int request_key(char **w) {
  return (int)syscall(SYS_request_key, "user", w[0], NULL, 0);
}

static int read_keys(char **w) {
  char keys[4096];
  (void)w;
  return (int)syscall(SYS_keyctl, 11 /* KEYCTL_READ */, -4, keys, sizeof keys);
}

const struct attack ipc_attacks[] = {
    {"shm-attach", attach_memory}, {"shm-find", find_memory}, {"shm-remove", remove_memory}, {"sem-up", count_up},
    {"msg-send", send_message}, {"msg-take", take_message}, {"mq-open", open_queue}, {"mq-remove", remove_queue},
    {"add-key", add_key}, {"request-key", request_key}, {"read-keys", read_keys}, {NULL, NULL},
};
