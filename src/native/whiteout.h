#ifndef SALLYPORT_WHITEOUT_H
#define SALLYPORT_WHITEOUT_H

/** Marks each path, in what overlayfs is to lay over a folder, as one that is not to be there. Ends the process when it can't. */
int whiteouts_make(char **paths);

#endif
