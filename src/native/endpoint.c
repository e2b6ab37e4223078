#define _GNU_SOURCE
#include "endpoint.h"

#include <arpa/inet.h>

bool endpoint_read(union endpoint *end, const char *address, uint16_t port) {
  *end = (union endpoint){0};
  if (inet_pton(AF_INET, address, &end->v4.sin_addr) == 1) end->any.sa_family = AF_INET;
  else if (inet_pton(AF_INET6, address, &end->v6.sin6_addr) == 1) end->any.sa_family = AF_INET6;
  else return false;
  end->v4.sin_port = htons(port);
  return true;
}

socklen_t endpoint_length(const union endpoint *end) {
  return end->any.sa_family == AF_INET ? sizeof end->v4 : sizeof end->v6;
}

const char *endpoint_text(const union endpoint *end, char text[INET6_ADDRSTRLEN]) {
  bool is_4 = end->any.sa_family == AF_INET;
  const void *address = is_4 ? (const void *)&end->v4.sin_addr : &end->v6.sin6_addr;
  return inet_ntop(end->any.sa_family, address, text, INET6_ADDRSTRLEN);
}
