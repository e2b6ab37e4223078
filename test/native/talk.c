/* What a half that ends has said is heard by the other, though it leaves a message unread: 0. With `plainly` the kernel's own answer is told. */
#define _GNU_SOURCE
#include "../../src/native/talk.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int count, char **words) {
  (void)words;
  int ends[2], passed;
  struct message message = {0};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return 125;
  message_send(ends[0], &(struct message){.kind = message_signal, .value = 18});
  message_send(ends[1], &(struct message){.kind = message_ended, .value = 5 << 8});
  close(ends[1]);
  if (count > 1) return recv(ends[0], &message, sizeof message, 0) < 0 && errno == ECONNRESET ? 7 : 0;
  if (message_receive(ends[0], &message, &passed) != 1 || message.kind != message_ended || message.value != 5 << 8) return 1;
  return message_receive(ends[0], &message, &passed) == 0 ? 0 : 2;
}
