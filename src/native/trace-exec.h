#ifndef SALLYPORT_TRACE_EXEC_H
#define SALLYPORT_TRACE_EXEC_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * Attaches to one thread, which goes on undisturbed until it has become another program. When this process dies, the
 * thread dies. False with errno: EPERM when somebody else traces it or the kernel forbids it, ESRCH when it is gone.
 */
bool tracee_seize(pid_t tid);

/** Stops a seized thread as soon as nothing keeps it in the kernel; gate_stopped lets go of it then. */
void tracee_interrupt(pid_t tid);

/** False when the thread is known to be its process's only one. */
bool has_company(pid_t tid);
bool are_of_one_process(pid_t tid, pid_t other);

/** True when the wait status says that a seized thread has become another program; `*before` is the tid it had. */
bool tracee_has_execed(pid_t pid, int status, pid_t *before);

/** Lets go of a thread that stopped for anything else; what stopped it reaches it. */
void tracee_pass(pid_t tid, int status);

/** Lets go of a thread at its exec event: its first instruction is next. */
void tracee_release(pid_t tid);

/** Ends it there instead, with this status, before that instruction. */
void tracee_exit(pid_t tid, int status);

#endif
