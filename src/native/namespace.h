#ifndef SALLYPORT_NAMESPACE_H
#define SALLYPORT_NAMESPACE_H

/**
 * Moves this process into namespaces of its own (`CLONE_NEW…`). An ordinary user gets a user namespace around them, in which it has
 * its own number and no right to anything. Dies in `step` when the kernel does not permit it.
 */
void namespace_enter(int kinds, const char *step);

#endif
