/*
 * Opens tunnels through a proxy, so many at once, and says how fast: CONNECT, then a ClientHello, then the first bytes of the
 * server's answer. The hello is always the same: the server has a handshake's work with it, and this program has none.
 *
 *   open-tunnels PROXY-PORT ORIGIN-PORT HELLO-FILE AT-ONCE COUNT SECONDS [hold]
 *
 * PROXY-PORT 0 goes to the origin directly. It ends after COUNT tunnels or SECONDS. With `hold` it keeps all of them open,
 * says so in a line, and lets go when its standard input ends.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum step { CONNECTING, ASKED, GREETED, LEAVING, HELD };

struct tunnel {
  int fd;
  enum step step;
  double start;
  char reply[2048];
  size_t length;
};

static int poller, proxy_port, origin_port;
static char hello[65536], request[128];
static size_t hello_length;
static double *times, deadline;
static long started, wanted, done, failed;
static bool holds;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void watch(struct tunnel *t, int operation, unsigned events) {
  struct epoll_event event = {.events = events, .data.ptr = t};
  if (epoll_ctl(poller, operation, t->fd, &event) < 0) die("epoll_ctl");
}

static bool start(struct tunnel *t) {
  if (started >= wanted || now() > deadline) return false;
  started++;
  t->start = now();
  t->step = CONNECTING;
  t->length = 0;
  t->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (t->fd < 0) die("socket");
  struct sockaddr_in to = {.sin_family = AF_INET,
                           .sin_port = htons(proxy_port ? proxy_port : origin_port),
                           .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (connect(t->fd, (struct sockaddr *)&to, sizeof to) < 0 && errno != EINPROGRESS) die("connect");
  watch(t, EPOLL_CTL_ADD, EPOLLOUT);
  return true;
}

/* What is said fits into an empty socket buffer. */
static bool say(struct tunnel *t, const char *text, size_t length) {
  return send(t->fd, text, length, MSG_NOSIGNAL) == (ssize_t)length;
}

static bool greet(struct tunnel *t) {
  t->step = GREETED;
  t->length = 0;
  return say(t, hello, hello_length);
}

static bool take(struct tunnel *t) {
  ssize_t got = recv(t->fd, t->reply + t->length, sizeof t->reply - 1 - t->length, 0);
  if (got < 0 && errno == EAGAIN) return true;
  if (got <= 0) return false;
  t->length += got;
  t->reply[t->length] = 0;
  if (t->step == ASKED) {
    if (strstr(t->reply, "\r\n\r\n") == NULL) return t->length < sizeof t->reply - 1;
    return strncmp(t->reply, "HTTP/1.", 7) == 0 && strncmp(t->reply + 8, " 200", 4) == 0 && greet(t);
  }
  if (t->reply[0] != 0x16) return false;
  times[done++] = now() - t->start;
  t->step = holds ? HELD : LEAVING;
  return holds || shutdown(t->fd, SHUT_WR) == 0;
}

/* False when the tunnel is over. */
static bool move(struct tunnel *t, unsigned events) {
  if (t->step == CONNECTING) {
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(t->fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0 || error != 0) return false;
    watch(t, EPOLL_CTL_MOD, EPOLLIN);
    if (proxy_port == 0) return greet(t);
    t->step = ASKED;
    return say(t, request, strlen(request));
  }
  if (t->step == LEAVING || t->step == HELD) {
    char rest[16384];
    ssize_t got = recv(t->fd, rest, sizeof rest, 0);
    return got > 0 || (got < 0 && errno == EAGAIN);
  }
  return (events & EPOLLERR) == 0 && take(t);
}

static int ascending(const void *one, const void *other) {
  double a = *(const double *)one, b = *(const double *)other;
  return (a > b) - (a < b);
}

static void report(double seconds) {
  qsort(times, done, sizeof *times, ascending);
  printf("{\"done\":%ld,\"failed\":%ld,\"seconds\":%.4f,\"p50\":%.4f,\"p99\":%.4f}\n", done, failed, seconds,
         done ? times[done / 2] : 0, done ? times[done * 99 / 100] : 0);
  fflush(stdout);
}

int main(int argc, char **argv) {
  if (argc < 7) return fprintf(stderr, "usage: see the source\n"), 2;
  proxy_port = atoi(argv[1]);
  origin_port = atoi(argv[2]);
  FILE *file = fopen(argv[3], "rb");
  if (file == NULL || (hello_length = fread(hello, 1, sizeof hello, file)) == 0) die(argv[3]);
  fclose(file);
  long at_once = atol(argv[4]);
  wanted = atol(argv[5]);
  holds = argc > 7;
  snprintf(request, sizeof request, "CONNECT localhost:%d HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", origin_port, origin_port);
  times = calloc(wanted, sizeof *times);
  struct tunnel *tunnels = calloc(at_once, sizeof *tunnels);
  poller = epoll_create1(EPOLL_CLOEXEC);
  if (times == NULL || tunnels == NULL || poller < 0) die("start");
  double begin = now();
  deadline = begin + atof(argv[6]) * 1e3;
  long open = 0;
  for (long at = 0; at < at_once; at++) open += start(&tunnels[at]);
  while (open > 0 && !(holds && done + failed == wanted)) {
    struct epoll_event events[256];
    int count = epoll_wait(poller, events, 256, 20000);
    if (count == 0) return fprintf(stderr, "nothing moved for 20 s, %ld open\n", open), 1;
    for (int at = 0; at < count; at++) {
      struct tunnel *t = events[at].data.ptr;
      if (move(t, events[at].events)) continue;
      if (t->step != LEAVING) failed++;
      close(t->fd);
      if (holds || !start(t)) open--;
    }
  }
  report((now() - begin) / 1e3);
  char byte;
  while (holds && read(0, &byte, 1) > 0) continue;
  return 0;
}
