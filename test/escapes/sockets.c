/* Uses unix sockets as programs do, and races to reach one of the host's. Prints `ok`, or where it differs. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <netinet/in.h>

#define CHECK(condition)                                                             \
  do {                                                                               \
    if (!(condition)) {                                                              \
      printf("line %d: %s (%s)\n", __LINE__, #condition, strerrorname_np(errno));    \
      exit(1);                                                                       \
    }                                                                                \
  } while (0)

static socklen_t address_of(struct sockaddr_un *address, const char *path) {
  *address = (struct sockaddr_un){.sun_family = AF_UNIX};
  size_t length = strlen(path);
  memcpy(address->sun_path, path, length);
  if (path[0] == '@') address->sun_path[0] = '\0';
  return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
}

static int serve(int type, const char *path, int backlog) {
  struct sockaddr_un address;
  int fd = socket(AF_UNIX, type, 0);
  CHECK(fd >= 0);
  CHECK(bind(fd, (struct sockaddr *)&address, address_of(&address, path)) == 0);
  if (backlog >= 0) CHECK(listen(fd, backlog) == 0);
  return fd;
}

static int reach(int fd, const char *path) {
  struct sockaddr_un address;
  return connect(fd, (struct sockaddr *)&address, address_of(&address, path)) == 0 ? 0 : errno;
}

static int client(int type) {
  int fd = socket(AF_UNIX, type, 0);
  CHECK(fd >= 0);
  return fd;
}

static void talk(int type, const char *path) {
  int server = serve(type, path, 5), caller = client(type);
  CHECK(reach(caller, path) == 0);
  int called = accept(server, NULL, NULL);
  char answer[8] = "";
  struct ucred peer;
  socklen_t size = sizeof peer;
  CHECK(write(caller, "hello", 5) == 5 && read(called, answer, sizeof answer) == 5);
  CHECK(getsockopt(called, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == getuid());
  CHECK(reach(caller, path) == EISCONN);
  CHECK(close(caller) == 0 && read(called, answer, sizeof answer) == 0); /* nobody else keeps it open */
  close(server);
  close(called);
}

static void do_kinds(void) {
  char path[108];
  snprintf(path, sizeof path, "%s/whole.sock", getenv("PWD"));
  const char *const paths[] = {"here.sock", path, "@name", "./down/../other.sock"};
  CHECK(mkdir("down", 0700) == 0);
  for (size_t i = 0; i < 4; i++) {
    talk(SOCK_STREAM, paths[i]);
    unlink(paths[i]);
    talk(SOCK_SEQPACKET, paths[i]);
  }
}

/* The errno that the kernel gives for what is no server. */
static void do_errors(void) {
  close(serve(SOCK_STREAM, "left.sock", 1));
  CHECK(reach(client(SOCK_STREAM), "left.sock") == ECONNREFUSED);
  int silent = serve(SOCK_STREAM, "silent.sock", -1);
  CHECK(reach(client(SOCK_STREAM), "silent.sock") == ECONNREFUSED);
  CHECK(listen(silent, 1) == 0);
  CHECK(reach(client(SOCK_SEQPACKET), "silent.sock") == EPROTOTYPE);
  CHECK(reach(client(SOCK_STREAM), "silent.sock") == 0);
  CHECK(reach(client(SOCK_STREAM), "absent.sock") == ENOENT);
  CHECK(reach(client(SOCK_STREAM), "absent/x.sock") == ENOENT);
  CHECK(reach(client(SOCK_STREAM), "left.sock/x") == ENOTDIR);
  CHECK(reach(client(SOCK_STREAM), "/etc/passwd") == ECONNREFUSED || errno == EACCES);
  CHECK(reach(client(SOCK_STREAM), "@nobody") == ECONNREFUSED);
  CHECK(symlink("loop", "loop") == 0);
  CHECK(reach(client(SOCK_STREAM), "loop") == ELOOP);
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  struct sockaddr *any = (struct sockaddr *)&address;
  CHECK(connect(-1, any, sizeof address) < 0 && errno == EBADF);
  CHECK(connect(999, any, sizeof address) < 0 && errno == EBADF);
  CHECK(connect(open("/dev/null", O_RDONLY), any, sizeof address) < 0 && errno == ENOTSOCK);
  CHECK(connect(client(SOCK_STREAM), (struct sockaddr *)8, sizeof address) < 0 && errno == EFAULT);
  CHECK(connect(client(SOCK_STREAM), any, 4096) < 0 && errno == EINVAL);
  CHECK(connect(client(SOCK_STREAM), any, (socklen_t)-1) < 0 && errno == EINVAL);
  CHECK(connect(client(SOCK_STREAM), any, 2) < 0 && errno == EINVAL);
}

static double seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void *accept_later(void *server) {
  usleep(300000);
  accept(*(int *)server, NULL, NULL);
  accept(*(int *)server, NULL, NULL);
  return NULL;
}

static void on_alarm(int number) { (void)number; }

/* A server that takes nobody in: its callers wait as long as the kernel would let them. */
static void do_waiting(void) {
  int server = serve(SOCK_STREAM, "full.sock", 0);
  CHECK(reach(client(SOCK_STREAM), "full.sock") == 0);
  int hasty = client(SOCK_STREAM | SOCK_NONBLOCK);
  CHECK(reach(hasty, "full.sock") == EAGAIN);
  int patient = client(SOCK_STREAM);
  struct timeval patience = {.tv_usec = 200000};
  CHECK(setsockopt(patient, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) == 0);
  double start = seconds();
  CHECK(reach(patient, "full.sock") == EAGAIN && seconds() - start > 0.15);
  signal(SIGALRM, SIG_DFL);
  CHECK(sigaction(SIGALRM, &(struct sigaction){.sa_handler = on_alarm}, NULL) == 0);
  CHECK(setitimer(ITIMER_REAL, &(struct itimerval){.it_value.tv_usec = 200000}, NULL) == 0);
  CHECK(reach(client(SOCK_STREAM), "full.sock") == EINTR);
  pid_t child = fork();
  if (child == 0) _exit(reach(client(SOCK_STREAM), "full.sock") != 0);
  usleep(100000);
  kill(child, SIGKILL);
  CHECK(waitpid(child, NULL, 0) == child);
  pthread_t thread;
  start = seconds();
  CHECK(pthread_create(&thread, NULL, accept_later, &server) == 0);
  CHECK(reach(client(SOCK_STREAM), "full.sock") == 0 && seconds() - start > 0.2);
  pthread_join(thread, NULL);
}

static void do_folders(void) {
  char path[64];
  serve(SOCK_STREAM, "a.sock", 9);
  CHECK(symlink("a.sock", "link.sock") == 0);
  CHECK(reach(client(SOCK_STREAM), "link.sock") == 0);
  int folder = open(".", O_RDONLY);
  snprintf(path, sizeof path, "/proc/self/fd/%d/a.sock", folder);
  CHECK(reach(client(SOCK_STREAM), path) == 0);
  CHECK(reach(client(SOCK_STREAM), "/proc/self/cwd/a.sock") == 0);
  CHECK(mkdir("deep", 0700) == 0 && chdir("deep") == 0);
  CHECK(reach(client(SOCK_STREAM), "../a.sock") == 0);
  CHECK(rename("../a.sock", "moved.sock") == 0);
  CHECK(reach(client(SOCK_STREAM), "moved.sock") == 0);
}

static void *call(void *arg) {
  for (int i = 0; i < 50; i++) {
    int fd = client(SOCK_STREAM);
    CHECK(reach(fd, arg) == 0);
    close(fd);
  }
  return NULL;
}

static void do_crowd(void) {
  int server = serve(SOCK_STREAM, "crowd.sock", 2);
  pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    for (;;) close(accept(server, NULL, NULL));
  }
  pthread_t threads[20];
  for (int i = 0; i < 20; i++) CHECK(pthread_create(&threads[i], NULL, call, "crowd.sock") == 0);
  for (int i = 0; i < 20; i++) pthread_join(threads[i], NULL);
  kill(child, SIGKILL);
}

static void do_pairs(void) {
  int pair[2];
  char answer;
  CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
  CHECK(write(pair[0], "x", 1) == 1 && read(pair[1], &answer, 1) == 1);
  CHECK(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == 0);
}

/* Internet sockets of the loopback device. */
static void do_internet(void) {
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct sockaddr *any = (struct sockaddr *)&here;
  socklen_t size = sizeof here;
  int server = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(server >= 0);
  CHECK(bind(server, any, size) == 0 && listen(server, 0) == 0 && getsockname(server, any, &size) == 0);
  CHECK(connect(socket(AF_INET, SOCK_STREAM, 0), any, size) == 0);
  int hasty = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  CHECK(connect(hasty, any, size) == 0 || errno == EINPROGRESS);
  /* The queue is full: the kernel goes on by itself, and the caller waits. */
  pthread_t thread;
  CHECK(pthread_create(&thread, NULL, accept_later, &server) == 0);
  CHECK(connect(socket(AF_INET, SOCK_STREAM, 0), any, size) == 0);
  pthread_join(thread, NULL);
  here.sin_port = htons(1);
  CHECK(connect(socket(AF_INET, SOCK_STREAM, 0), any, size) < 0 && errno == ECONNREFUSED);
}

static void do_datagrams(void) {
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(9)};
  int datagrams = socket(AF_INET, SOCK_DGRAM, 0);
  CHECK(datagrams >= 0);
  CHECK(connect(datagrams, (struct sockaddr *)&here, sizeof here) == 0);
  CHECK(connect(datagrams, &(struct sockaddr){.sa_family = AF_UNSPEC}, sizeof(struct sockaddr)) == 0);
}

/* What a thread changes while another one connects. */
static volatile int racing = 1;
static const char *ours, *theirs;
static struct sockaddr_un raced;
static int raced_fd;

static void *swap_path(void *arg) {
  while (racing) {
    memcpy(raced.sun_path, theirs, strlen(theirs) + 1);
    memcpy(raced.sun_path, ours, strlen(ours) + 1);
  }
  return arg;
}

/* Between an internet socket, whose address this would not be, and one that could reach it. */
static void *swap_fd(void *arg) {
  int harmless = socket(AF_INET, SOCK_DGRAM, 0);
  if (harmless < 0) harmless = socket(AF_NETLINK, SOCK_RAW, 0);
  while (racing) {
    int fresh = client(SOCK_STREAM);
    dup2(fresh, raced_fd);
    dup2(harmless, raced_fd);
    close(fresh);
  }
  return arg;
}

static void *swap_link(void *arg) {
  while (racing) {
    unlink("next");
    if (symlink(theirs, "next") == 0) (void)!rename("next", "flip");
    if (symlink(ours, "next") == 0) (void)!rename("next", "flip");
  }
  return arg;
}

/* True when the connected socket is the host's. */
static int is_theirs(int fd) {
  struct sockaddr_un peer = {0};
  socklen_t size = sizeof peer;
  return getpeername(fd, (struct sockaddr *)&peer, &size) == 0 && strcmp(peer.sun_path, theirs) == 0;
}

static void *take_in(void *server) {
  while (racing) close(accept(*(int *)server, NULL, NULL));
  return NULL;
}

static void race(void *(*swap)(void *), const char *path, int tries) {
  pthread_t thread, taking;
  int server = serve(SOCK_STREAM, ours, 4096);
  CHECK(pthread_create(&taking, NULL, take_in, &server) == 0);
  raced.sun_family = AF_UNIX;
  memcpy(raced.sun_path, path, strlen(path) + 1);
  raced_fd = 900;
  CHECK(dup2(client(SOCK_STREAM), raced_fd) == raced_fd);
  CHECK(pthread_create(&thread, NULL, swap, NULL) == 0);
  for (int i = 0; i < tries; i++) {
    int fresh = swap == swap_fd ? -1 : client(SOCK_STREAM);
    int fd = fresh < 0 ? raced_fd : fresh;
    int error = connect(fd, (struct sockaddr *)&raced, sizeof raced) == 0 ? 0 : errno;
    /* Nothing but the host's is asked for by the one whose file descriptor is swapped. */
    if (error == 0 && (swap == swap_fd || is_theirs(fd))) {
      puts("reached");
      exit(0);
    }
    if (fresh >= 0) close(fresh);
  }
  racing = 0;
  pthread_join(thread, NULL);
}

static const struct {
  const char *name;
  void (*run)(void);
} uses[] = {
    {"kinds", do_kinds}, {"errors", do_errors}, {"waiting", do_waiting}, {"folders", do_folders},
    {"crowd", do_crowd}, {"pairs", do_pairs},   {"internet", do_internet},
    {"datagrams", do_datagrams},
};

static const struct {
  const char *name;
  void *(*swap)(void *);
  const char *path; /* NULL: the host's */
} races[] = {{"path", swap_path, ""}, {"fd", swap_fd, NULL}, {"link", swap_link, "flip"}};

int main(int argc, char **argv) {
  char folder[] = "sockets-XXXXXX";
  if (argc < 2 || mkdtemp(folder) == NULL || chdir(folder) != 0) return 2;
  char *here = getcwd(NULL, 0);
  setenv("PWD", here, 1);
  for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++) {
    if (strcmp(uses[i].name, argv[1]) == 0) uses[i].run();
  }
  for (size_t i = 0; i < sizeof races / sizeof races[0] && argc == 4; i++) {
    ours = "ours.sock";
    theirs = argv[2];
    if (strcmp(races[i].name, argv[1]) == 0) race(races[i].swap, races[i].path == NULL ? theirs : races[i].path, atoi(argv[3]));
  }
  puts("ok");
  return 0;
}
