#ifndef SALLYPORT_TALK_H
#define SALLYPORT_TALK_H

#include <stdbool.h>
#include <stdint.h>

/** What the two halves say to each other, over a socket that keeps messages apart. */
enum message_kind {
  message_started = 1, /* inside → outside: the command's process exists */
  message_failed = 2,  /* inside → outside: the set-up failed, text says where */
  message_ended = 3,   /* inside → outside: value is the wait status */
  message_signal = 4,  /* outside → inside: value goes to every process */
  message_listener = 5, /* inside → outside: the gate's listener comes along */
  message_no_gate = 6, /* inside → outside: the kernel gave no listener, value is the errno */
  message_landlock = 8, /* inside → outside: the version of Landlock that stands; 0: none */
  message_sockets = 7, /* inside → outside: what tells of the sockets inside comes along */
  message_proxy = 9,   /* inside → outside: the proxy's listening socket comes along */
  message_names = 10,  /* inside → outside: the socket for names comes along, value is its family */
  message_maker = 11,  /* inside → outside: the way to ask for sockets comes along */
  message_make = 12,   /* outside → inside, on that way: value is the family of the socket wanted */
  message_made = 13,   /* inside → outside, on that way: it comes along, or value is the errno */
};

struct message {
  uint32_t kind;
  int32_t value;
  char step[32];
  char text[472];
};

/** False when nobody is left at the other end. */
bool message_send(int fd, const struct message *message);

/** The same with a file descriptor, which stays open on this side. */
bool message_send_fd(int fd, const struct message *message, int passed);

/**
 * 1: a message; 0: end of file; -1: nothing there yet. Anything malformed counts as end of file. `passed` becomes the
 * file descriptor that came along, or -1.
 */
int message_receive(int fd, struct message *message, int *passed);

/** Says over the inherited socket that a step of the set-up failed. */
void message_report_failure(const char *step, const char *text);

/** Numbers at which the inside half finds what it inherits through bubblewrap. */
enum inherited_fd { inherited_socket = 3, inherited_order = 4, inherited_program = 5, inherited_stderr = 6 };

#endif
