#ifndef SALLYPORT_PRIVILEGES_H
#define SALLYPORT_PRIVILEGES_H

/** Gives up every capability of this process, for good, and for all that it becomes. Dies when it can't. */
void privileges_drop(void);

/** Acts with the plain rights of the user until `privileges_raise`: whoever is acted for has no capability. */
void privileges_lower(void);
void privileges_raise(void);

#endif
