#ifndef SALLYPORT_TREE_LIST_H
#define SALLYPORT_TREE_LIST_H

/**
 * Prints everything below a folder, and the folder itself first, and returns the exit status. `words` are the folder, and before it
 * `--settle` for one that overlayfs has written: it loses the marks of that file system once they have been told. Each entry is one text
 * that ends in a zero byte: its kind, its marks, mode, owner, group, size, time of change and of the last change of any kind in
 * nanoseconds, device, inode, number of names, and then its path in the folder. Behind a link follows what it says.
 *   f d l s   a file, a folder, a link, anything else
 *   w         what stands here below is gone
 *   o         mark: nothing below shows through the folder
 *   c         mark: it began as a copy of what stands here below
 */
int tree_list_print(char **words);

#endif
