#ifndef SALLYPORT_TERMINAL_FILTER_H
#define SALLYPORT_TERMINAL_FILTER_H

/**
 * Forbids the calls that put text into a terminal's input, as if its user had typed it for the shell outside. For
 * commands that share the caller's terminal; kernels before 6.2, and many after, allow them to anybody.
 */
void terminal_filter_install(void);

#endif
