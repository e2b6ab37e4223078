/*
 * Does what the helper that carries connections never does: `relay-filter NAME [filtered]`. Without `filtered` the same call
 * succeeds, or fails with an ordinary error, and the status is 0.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../../src/native/die.h"
#include "../../src/native/relay-filter.h"

static int stream;

static void set(int level, int option) {
  int on = 1;
  setsockopt(stream, level, option, &on, sizeof on);
}

static void open_file(void) { open("/etc/passwd", O_RDONLY | O_CLOEXEC); }
static void start_child(void) {
  if (fork() == 0) _exit(0);
}
static void start_program(void) { execl("/bin/true", "true", (char *)NULL); }
static void signal_parent(void) { kill(getppid(), 0); }
static void trace_parent(void) { ptrace(PTRACE_SEIZE, getppid(), NULL, NULL); }
static void unix_socket(void) { socket(AF_UNIX, SOCK_STREAM, 0); }
static void datagrams(void) { socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0); }
static void listen_anew(void) { listen(stream, 1); }
static void share_port(void) { set(SOL_SOCKET, SO_REUSEPORT); }
static void debug_socket(void) { set(SOL_SOCKET, SO_DEBUG); }
static void key_of_socket(void) { set(IPPROTO_TCP, TCP_MD5SIG); }
static void other_level(void) { set(IPPROTO_IP, 1); }
static void type_for_terminal(void) { ioctl(STDIN_FILENO, TIOCSTI, "x"); }
static void map_code(void) { mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); }
static void make_code(void) { mprotect(sbrk(0), 4096, PROT_READ | PROT_EXEC); }

/** What it does all day long stays possible, down to its last words. */
static void ordinary(void) {
  int unheard;
  set(IPPROTO_TCP, TCP_NODELAY);
  set(SOL_SOCKET, SO_OOBINLINE);
  if (socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0) < 0 || ioctl(stream, SIOCOUTQ, &unheard) != 0) _exit(1);
  char *memory = checked_realloc(NULL, 1 << 24);
  memset(memory, 1, 1 << 24);
  free(checked_realloc(memory, 1 << 25));
  die("ordinary", "%s", strerror(5));
}

static const struct {
  const char *name;
  void (*act)(void);
} acts[] = {
    {"ordinary", ordinary}, {"open", open_file}, {"fork", start_child}, {"execve", start_program}, {"kill", signal_parent},
    {"ptrace", trace_parent}, {"unix", unix_socket}, {"udp", datagrams}, {"listen", listen_anew}, {"reuseport", share_port},
    {"debug", debug_socket}, {"md5sig", key_of_socket}, {"level", other_level}, {"tiocsti", type_for_terminal},
    {"mmap", map_code}, {"mprotect", make_code},
};

int main(int argc, char **argv) {
  stream = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (argc > 2) relay_filter_install();
  for (size_t at = 0; argc > 1 && at < sizeof acts / sizeof *acts; at++) {
    if (strcmp(acts[at].name, argv[1]) != 0) continue;
    acts[at].act();
    return 0;
  }
  return 2;
}
