#ifndef SALLYPORT_FILTER_H
#define SALLYPORT_FILTER_H

#include <stdbool.h>

/**
 * Calls on files that are served outside: none; changes of attributes and removals of folders, by name, where something is kept
 * as it is; all that change something and those that list; every open too.
 */
enum files_notified { no_files, kept_files, changed_files, opened_files };

/** Internet sockets: any, in a network of the command's own; or of TCP, made outside so that they lead to its own processes only. */
enum internet { own_network, own_processes };

/** What this command's filter does beyond the refusals that always stand. */
struct filter {
  bool notify_exec;
  bool notify_connect;
  enum files_notified files;
  enum internet internet;
  bool shared; /* no namespaces of its own: neither System V IPC and message queues, nor other processes' limits */
};

enum { filter_without_listener = -1, filter_listener_refused = -2 };

/**
 * Installs the filter on the calling thread, for good. Returns the listener when something is notified;
 * filter_without_listener when nothing is; filter_listener_refused with errno (EBUSY: one stands above already) when
 * the kernel refuses one: then nothing was installed and the caller may ask again without. Dies on any other failure.
 *
 * Without notify_connect nobody would look where a unix socket leads, so only socketpair gives any.
 */
int filter_install(const struct filter *filter);

/** True where whoever waits for the listener's word does so whatever signals come, but for those that kill. */
bool filter_holds_callers(void);

#endif
