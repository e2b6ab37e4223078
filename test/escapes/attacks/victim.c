#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

enum { most_sockets = 32 };

static volatile sig_atomic_t signals;
static volatile char secret[] = "SECRET";
static struct pollfd sockets[most_sockets + 1] = {{.fd = STDIN_FILENO, .events = POLLIN}};
static int socket_count = 1;
static int connections, datagrams;

static void count_signal(int number) { (void)number; signals++; }

static __attribute__((noreturn)) void give_up(const char *what) {
  perror(what);
  exit(1);
}

static int offer(int family, int type, const struct sockaddr *address, socklen_t size) {
  int fd = socket(family, type | SOCK_NONBLOCK, 0);
  if (fd < 0 || bind(fd, address, size) < 0) give_up("victim: bind");
  if (type != SOCK_DGRAM && listen(fd, 64) < 0) give_up("victim: listen");
  sockets[socket_count++] = (struct pollfd){.fd = fd, .events = POLLIN};
  return fd;
}

static void offer_internet(const char *name, int family, int type) {
  struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
  socklen_t size = family == AF_INET ? sizeof v4 : sizeof v6;
  int fd = offer(family, type, family == AF_INET ? (struct sockaddr *)&v4 : (struct sockaddr *)&v6, size);
  union { struct sockaddr_in v4; struct sockaddr_in6 v6; } bound;
  size = sizeof bound;
  if (getsockname(fd, (struct sockaddr *)&bound, &size) < 0) give_up("victim: getsockname");
  printf("%s=%d ", name, ntohs(family == AF_INET ? bound.v4.sin_port : bound.v6.sin6_port));
}

static void offer_local(const char *folder, const char *name, int type) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "%s/%s", folder, name);
  offer(AF_UNIX, type, (struct sockaddr *)&address, sizeof address);
}

static void offer_abstract(const char *kind, int type) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int length = snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "sallyport-%s-%d", kind, getpid());
  offer(AF_UNIX, type, (struct sockaddr *)&address, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1) + (socklen_t)length);
  printf("%s=@%s ", kind, address.sun_path + 1);
}

struct ipc { int shm, sem, msg; char name[64]; };

static struct ipc offer_ipc(void) {
  struct { long kind; char text[8]; } message = {1, "SECRET"};
  struct ipc ipc = {.shm = shmget((key_t)getpid(), 4096, IPC_CREAT | 0600),
                    .sem = semget(IPC_PRIVATE, 1, 0600),
                    .msg = msgget(IPC_PRIVATE, 0600)};
  snprintf(ipc.name, sizeof ipc.name, "/sallyport-%d", getpid());
  int memory = shm_open(ipc.name, O_RDWR | O_CREAT, 0600);
  mqd_t queue = mq_open(ipc.name, O_RDWR | O_CREAT, 0600, &(struct mq_attr){.mq_maxmsg = 1, .mq_msgsize = 8});
  if (ipc.shm < 0 || ipc.sem < 0 || ipc.msg < 0 || memory < 0 || queue < 0) give_up("victim: IPC");
  if (msgsnd(ipc.msg, &message, sizeof message.text, 0) < 0 || write(memory, "SECRET", 6) != 6) give_up("victim: IPC");
  printf("shm=%d key=%d sem=%d msg=%d name=%s ", ipc.shm, getpid(), ipc.sem, ipc.msg, ipc.name);
  return ipc;
}

static void serve(void) {
  while (poll(sockets, (nfds_t)socket_count, -1) >= 0 || errno == EINTR) {
    if (sockets[0].revents != 0) return;
    for (int i = 1; i < socket_count; i++) {
      struct sockaddr_storage from;
      socklen_t size = sizeof from;
      char byte;
      if (sockets[i].revents == 0) continue;
      int caller = accept(sockets[i].fd, NULL, NULL);
      if (caller >= 0) connections++;
      if (caller >= 0) close(caller);
      else if (recvfrom(sockets[i].fd, &byte, 1, 0, (struct sockaddr *)&from, &size) >= 0) {
        datagrams++;
        if (size > sizeof(sa_family_t)) sendto(sockets[i].fd, &byte, 1, 0, (struct sockaddr *)&from, size);
      }
    }
  }
}

static void say_what_became(const struct ipc *ipc) {
  struct msqid_ds queue = {0};
  struct shmid_ds memory = {0};
  printf("connections=%d datagrams=%d signals=%d memory=%s ", connections, datagrams, (int)signals, (const char *)secret);
  printf("messages=%d ", msgctl(ipc->msg, IPC_STAT, &queue) == 0 ? (int)queue.msg_qnum : -1);
  printf("attached=%d ", shmctl(ipc->shm, IPC_STAT, &memory) == 0 ? (int)memory.shm_nattch : -1);
  printf("removed=%s ", (memory.shm_perm.mode & SHM_DEST) != 0 ? "yes" : "no");
  printf("semaphore=%d nice=%d scheduler=%d\n", semctl(ipc->sem, 0, GETVAL), getpriority(PRIO_PROCESS, 0), sched_getscheduler(0));
}

static void remove_ipc(const struct ipc *ipc) {
  shmctl(ipc->shm, IPC_RMID, NULL);
  semctl(ipc->sem, 0, IPC_RMID);
  msgctl(ipc->msg, IPC_RMID, NULL);
  shm_unlink(ipc->name);
  mq_unlink(ipc->name);
}

static __attribute__((noinline)) pid_t next_number(void) {
  pid_t child = vfork();
  if (child == 0) _exit(0);
  return child;
}

/**
 * Whoever comes next has a number that no process of a sandbox's own numbering will have: else it would be taken for
 * one of them.
 */
int skip_numbers(char **words) {
  enum { enough = 10000, most_tries = 100000 };
  pid_t last = 0;
  (void)words;
  for (int i = 0; i < most_tries && last < enough; i++) {
    last = next_number();
    if (last < 0 || waitpid(last, NULL, 0) < 0) give_up("skip-numbers");
  }
  return last < enough ? -1 : 0;
}

/** Words: a file to hold open, then folders in which to listen. */
int be_victim(char **words) {
  signal(SIGUSR1, count_signal);
  signal(SIGTERM, count_signal);
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) give_up("victim: PR_SET_PDEATHSIG");
  if (setsid() < 0) give_up("victim: setsid"); /* whoever signals its group shall not signal the tests' */
  int file = open(words[0], O_RDWR);
  if (file < 0) give_up("victim: open");
  printf("pid=%d fd=%d memory=%p ", getpid(), file, (void *)secret);
  offer_internet("tcp", AF_INET, SOCK_STREAM);
  offer_internet("tcp6", AF_INET6, SOCK_STREAM);
  offer_internet("udp", AF_INET, SOCK_DGRAM);
  offer_abstract("abstract", SOCK_STREAM);
  offer_abstract("abstract-datagram", SOCK_DGRAM);
  for (char **folder = words + 1; *folder != NULL; folder++) {
    offer_local(*folder, "stream", SOCK_STREAM);
    offer_local(*folder, "packets", SOCK_SEQPACKET);
    offer_local(*folder, "datagram", SOCK_DGRAM);
  }
  struct ipc ipc = offer_ipc();
  puts("");
  fflush(stdout);
  serve();
  say_what_became(&ipc);
  remove_ipc(&ipc);
  return 0;
}
