#ifndef SALLYPORT_TREE_COPY_H
#define SALLYPORT_TREE_COPY_H

/**
 * Copies a file, a link or a folder with all in it to a name that is still free, and returns the exit status: contents (shared with
 * the original where the file system can, holes kept), modes, times, extended attributes, and owners where this user may set them.
 * Names of one file stay names of one. Sockets and devices are left out.
 */
int tree_copy(const char *from, const char *to);

#endif
