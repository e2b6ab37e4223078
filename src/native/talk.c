#include "talk.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static bool send_message(int fd, const struct msghdr *header) {
  ssize_t sent;
  do sent = sendmsg(fd, header, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (ssize_t)sizeof(struct message);
}

bool message_send(int fd, const struct message *message) {
  struct iovec bytes = {.iov_base = (void *)(uintptr_t)message, .iov_len = sizeof *message};
  return send_message(fd, &(struct msghdr){.msg_iov = &bytes, .msg_iovlen = 1});
}

/* Room for one file descriptor, aligned as the kernel wants it. */
union passing {
  struct cmsghdr header;
  char bytes[CMSG_SPACE(sizeof(int))];
};

bool message_send_fd(int fd, const struct message *message, int passed) {
  struct iovec bytes = {.iov_base = (void *)(uintptr_t)message, .iov_len = sizeof *message};
  union passing passing = {0};
  passing.header = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int))};
  memcpy(CMSG_DATA(&passing.header), &passed, sizeof passed);
  struct msghdr header = {
      .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = &passing, .msg_controllen = sizeof passing};
  return send_message(fd, &header);
}

static int passed_along(struct msghdr *header) {
  int passed = -1;
  struct cmsghdr *control = CMSG_FIRSTHDR(header);
  if (control != NULL && control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_RIGHTS) {
    memcpy(&passed, CMSG_DATA(control), sizeof passed);
  }
  return passed;
}

int message_receive(int fd, struct message *message, int *passed) {
  struct iovec bytes = {.iov_base = message, .iov_len = sizeof *message};
  union passing passing = {0};
  struct msghdr header = {
      .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = &passing, .msg_controllen = sizeof passing};
  ssize_t got;
  /* ECONNRESET comes once, where the other half ended with a message of ours unread, and before what that half has said. */
  do got = recvmsg(fd, &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  while (got < 0 && (errno == EINTR || errno == ECONNRESET));
  *passed = -1;
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return -1;
  if (got != (ssize_t)sizeof *message) return 0;
  *passed = passed_along(&header);
  message->step[sizeof message->step - 1] = '\0';
  message->text[sizeof message->text - 1] = '\0';
  return 1;
}

void message_report_failure(const char *step, const char *text) {
  struct message message = {.kind = message_failed};
  snprintf(message.step, sizeof message.step, "%s", step);
  snprintf(message.text, sizeof message.text, "%s", text);
  message_send(inherited_socket, &message);
}
