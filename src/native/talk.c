#include "talk.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>

bool message_send(int fd, const struct message *message) {
  ssize_t sent;
  do sent = send(fd, message, sizeof *message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (ssize_t)sizeof *message;
}

int message_receive(int fd, struct message *message) {
  ssize_t got;
  do got = recv(fd, message, sizeof *message, MSG_DONTWAIT);
  while (got < 0 && errno == EINTR);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return -1;
  if (got != (ssize_t)sizeof *message) return 0;
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
