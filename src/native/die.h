#ifndef SALLYPORT_DIE_H
#define SALLYPORT_DIE_H

#include <stddef.h>

/** Where the last words of this process go before it exits; each half of the warden installs its own. */
typedef void (*last_words)(const char *step, const char *message);

void die_reports_to(last_words report);

/** Ends the process: a step of the set-up failed, so nothing may run. */
__attribute__((noreturn, format(printf, 2, 3))) void die(const char *step, const char *format, ...);

/** The same, with the text of errno behind the message. */
__attribute__((noreturn, format(printf, 2, 3))) void die_errno(const char *step, const char *format, ...);

void *checked_realloc(void *memory, size_t size);

#define cleanup_free __attribute__((cleanup(free_cleanup)))
#define cleanup_fd __attribute__((cleanup(close_cleanup)))
void free_cleanup(void *pointer);
void close_cleanup(int *fd);

#endif
