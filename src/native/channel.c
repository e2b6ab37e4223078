#define _GNU_SOURCE
#include "channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "die.h"

enum { most_waiting = 128, longest_line = 256 };

struct parcel {
  int fd;
  int length;
  char line[longest_line];
};

static struct parcel waiting[most_waiting];
static size_t first, count;
static bool open_end;

void channel_open(void) {
  if (fcntl(channel_fd, F_SETFD, FD_CLOEXEC) != 0 || fcntl(channel_fd, F_SETFL, O_NONBLOCK) != 0) {
    die_errno("start", "no channel for sockets");
  }
  open_end = true;
}

bool channel_is_open(void) { return open_end; }

bool channel_has_room(void) { return channel_has_room_for(1); }

bool channel_has_room_for(unsigned handles) { return open_end && count + handles <= most_waiting; }

static void write_line(struct parcel *parcel, const struct handle *handle) {
  char *line = parcel->line;
  switch (handle->kind) {
    case handle_server:
      parcel->length = snprintf(line, longest_line,
                                "{\"cmd\":\"NODE_HANDLE\",\"type\":\"net.Native\",\"msg\":{\"is\":\"proxy\"}}\n");
      break;
    case handle_names:
      parcel->length = snprintf(line, longest_line,
                                "{\"cmd\":\"NODE_HANDLE\",\"type\":\"dgram.Socket\",\"dgramType\":\"udp%d\","
                                "\"msg\":{\"is\":\"names\"}}\n",
                                handle->family);
      break;
    case handle_connection:
      parcel->length = snprintf(line, longest_line,
                                "{\"cmd\":\"NODE_HANDLE\",\"type\":\"net.Socket\","
                                "\"msg\":{\"is\":\"connection\",\"address\":\"%s\",\"port\":%u}}\n",
                                handle->address, handle->port);
      break;
    case handle_given:
      parcel->length = snprintf(line, longest_line,
                                "{\"cmd\":\"NODE_HANDLE\",\"type\":\"net.Socket\","
                                "\"msg\":{\"is\":\"given\",\"id\":%u,\"told\":%u,\"server\":%s,\"shown\":%s}}\n",
                                handle->id, handle->told, handle->with_server ? "true" : "false",
                                handle->shown ? "true" : "false");
      break;
    case handle_server_of:
      parcel->length = snprintf(line, longest_line,
                                "{\"cmd\":\"NODE_HANDLE\",\"type\":\"net.Socket\","
                                "\"msg\":{\"is\":\"server\",\"id\":%u}}\n",
                                handle->id);
      break;
  }
}

/** 0, or errno. A line is so short that the socket takes it whole or not at all. */
static int send_parcel(const struct parcel *parcel) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
  } passing = {.header = {.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int))}};
  memcpy(CMSG_DATA(&passing.header), &parcel->fd, sizeof parcel->fd);
  struct iovec bytes = {.iov_base = (void *)(uintptr_t)(const void *)parcel->line, .iov_len = (size_t)parcel->length};
  struct msghdr header = {
      .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = &passing, .msg_controllen = sizeof passing};
  ssize_t sent;
  do sent = sendmsg(channel_fd, &header, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (sent < 0 && errno == EINTR);
  return sent < 0 ? errno : 0;
}

/** True when it need not wait: passed on, or refused for good. */
static bool settle(const struct parcel *parcel) {
  int error = open_end ? send_parcel(parcel) : EPIPE;
  if (error == EAGAIN || error == ETOOMANYREFS) return false;
  close(parcel->fd);
  return true;
}

void channel_pass(int fd, const struct handle *handle) {
  struct parcel parcel = {.fd = fd};
  write_line(&parcel, handle);
  if (count == 0 && settle(&parcel)) return;
  if (!channel_has_room()) {
    close(fd);
    return;
  }
  waiting[(first + count++) % most_waiting] = parcel;
}

short channel_events(void) { return count > 0 ? POLLIN | POLLOUT : POLLIN; }

void channel_continue(void) {
  char acknowledgements[4096];
  ssize_t got = recv(channel_fd, acknowledgements, sizeof acknowledgements, MSG_DONTWAIT);
  if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) open_end = false;
  while (count > 0 && settle(&waiting[first])) {
    first = (first + 1) % most_waiting;
    count--;
  }
}
