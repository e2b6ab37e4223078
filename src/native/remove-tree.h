#ifndef SALLYPORT_REMOVE_TREE_H
#define SALLYPORT_REMOVE_TREE_H

/**
 * Removes a folder of this user's with all that is in it, whatever a command has made of it: any depth, any name, folders
 * without permissions. Follows no link. Nobody may be at work in it. What can't be removed stays.
 */
void remove_tree(int parent, const char *name);

#endif
