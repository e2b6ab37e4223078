#define _GNU_SOURCE
#include "listeners.h"

#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

struct question {
  struct nlmsghdr header;
  struct inet_diag_req_v2 request;
};

static void name_ends(struct inet_diag_req_v2 *request, const struct sockaddr *address) {
  const union {
    const struct sockaddr *any;
    const struct sockaddr_in *v4;
    const struct sockaddr_in6 *v6;
  } to = {address};
  struct inet_diag_sockid *ends = &request->id;
  bool is_4 = address->sa_family == AF_INET, is_mapped = !is_4 && IN6_IS_ADDR_V4MAPPED(&to.v6->sin6_addr);
  request->sdiag_family = is_4 || is_mapped ? AF_INET : AF_INET6;
  ends->idiag_sport = is_4 ? to.v4->sin_port : to.v6->sin6_port;
  ends->idiag_if = if_nametoindex("lo");
  memset(ends->idiag_cookie, 0xff, sizeof ends->idiag_cookie); /* INET_DIAG_NOCOOKIE: any */
  if (is_4) memcpy(ends->idiag_src, &to.v4->sin_addr, sizeof to.v4->sin_addr);
  else if (is_mapped) memcpy(ends->idiag_src, &to.v6->sin6_addr.s6_addr[12], sizeof(struct in_addr));
  else memcpy(ends->idiag_src, &to.v6->sin6_addr, sizeof to.v6->sin6_addr);
  if (request->sdiag_family == AF_INET) ends->idiag_dst[0] = htonl(INADDR_LOOPBACK);
  else memcpy(ends->idiag_dst, &in6addr_loopback, sizeof in6addr_loopback);
}

/** The one answer to the question with this number. */
static bool hear(int sockets, uint32_t sequence, struct inet_diag_msg *told) {
  _Alignas(struct nlmsghdr) char answer[8192];
  for (;;) {
    ssize_t got = recv(sockets, answer, sizeof answer, 0);
    if (got < 0 && errno == EINTR) continue;
    const struct nlmsghdr *header = (const struct nlmsghdr *)answer;
    if (got < (ssize_t)sizeof *header) return false;
    if (header->nlmsg_seq != sequence) continue; /* of a question that was given up */
    if (header->nlmsg_type != SOCK_DIAG_BY_FAMILY || got < (ssize_t)NLMSG_LENGTH(sizeof *told)) return false;
    memcpy(told, NLMSG_DATA(header), sizeof *told);
    return true;
  }
}

bool listener_find(int sockets, const struct sockaddr *address, uint32_t *number) {
  static uint32_t sequence = 1U << 31; /* others ask over the same socket */
  struct question question = {
      .header = {.nlmsg_len = sizeof question,
                 .nlmsg_type = SOCK_DIAG_BY_FAMILY,
                 .nlmsg_flags = NLM_F_REQUEST,
                 .nlmsg_seq = ++sequence},
      .request = {.sdiag_protocol = IPPROTO_TCP, .idiag_states = 1 << TCP_LISTEN},
  };
  struct inet_diag_msg told;
  name_ends(&question.request, address);
  if (sockets < 0 || send(sockets, &question, sizeof question, MSG_DONTWAIT) != (ssize_t)sizeof question) return false;
  if (!hear(sockets, sequence, &told) || told.idiag_state != TCP_LISTEN) return false;
  *number = told.idiag_inode;
  return true;
}
