#ifndef SALLYPORT_LAND_H
#define SALLYPORT_LAND_H

/**
 * Lands what a plan's file says, all of it or nothing, and returns the exit status. Interrupted at any moment it is finished by being
 * started again, or taken back where somebody has changed meanwhile what was still to land. Each line of its answer ends in a zero byte:
 *   landed          it is done, now or before
 *   conflict PATH   what is there is not what should be: nothing has landed
 *   failed N PATH   errno: nothing has landed
 * The store's file `landing` says that a landing has begun, `landed` that it is done.
 */
int land_run(const char *plan);

#endif
