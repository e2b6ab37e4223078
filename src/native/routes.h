#ifndef SALLYPORT_ROUTES_H
#define SALLYPORT_ROUTES_H

/**
 * In a fresh network namespace: brings the loopback device up and makes every address the namespace's own. One address
 * besides loopback's stands on it, because programs that find no other take the machine for one without a network.
 */
void routes_to_nowhere(void);

#endif
