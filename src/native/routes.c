#define _GNU_SOURCE
#include "routes.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "die.h"

enum { loopback = 1 /* the number of the first device of every namespace */ };

/** The first address of the range that names are given: 198.18.0.1. */
static const uint32_t own_address = 0xc6120001;

struct question {
  struct nlmsghdr header;
  union {
    struct ifinfomsg device;
    struct ifaddrmsg address;
    struct rtmsg route;
  } body;
  char attributes[64];
};

static void add(struct question *question, unsigned short type, uint32_t value) {
  struct rtattr attribute = {.rta_len = RTA_LENGTH(sizeof value), .rta_type = type};
  char *end = (char *)question + NLMSG_ALIGN(question->header.nlmsg_len);
  memcpy(end, &attribute, sizeof attribute);
  memcpy(end + RTA_LENGTH(0), &value, sizeof value);
  question->header.nlmsg_len = NLMSG_ALIGN(question->header.nlmsg_len) + RTA_ALIGN(attribute.rta_len);
}

static struct question ask(unsigned short type, size_t body) {
  return (struct question){.header = {.nlmsg_len = (uint32_t)NLMSG_LENGTH(body),
                                      .nlmsg_type = type,
                                      .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE}};
}

/** Returns 0 or the kernel's errno. */
static int settle(int netlink, const struct question *question) {
  struct {
    struct nlmsghdr header;
    struct nlmsgerr error;
    char rest[256]; /* the kernel may explain itself */
  } answer;
  if (send(netlink, question, question->header.nlmsg_len, 0) < 0) return errno;
  ssize_t got = recv(netlink, &answer, sizeof answer, 0);
  if (got < (ssize_t)NLMSG_LENGTH(sizeof answer.error) || answer.header.nlmsg_type != NLMSG_ERROR) return EPROTO;
  return -answer.error.error;
}

static int raise_loopback(int netlink) {
  struct question question = ask(RTM_NEWLINK, sizeof question.body.device);
  question.body.device = (struct ifinfomsg){.ifi_index = loopback, .ifi_flags = IFF_UP, .ifi_change = IFF_UP};
  return settle(netlink, &question);
}

static int add_address(int netlink) {
  struct question question = ask(RTM_NEWADDR, sizeof question.body.address);
  question.body.address = (struct ifaddrmsg){
      .ifa_family = AF_INET, .ifa_prefixlen = 32, .ifa_scope = RT_SCOPE_UNIVERSE, .ifa_index = loopback};
  add(&question, IFA_LOCAL, htonl(own_address));
  add(&question, IFA_ADDRESS, htonl(own_address));
  return settle(netlink, &question);
}

/** Without a preferred source a connection comes from the address that it goes to, and answers find their way back. */
static int add_route(int netlink, unsigned char family) {
  struct question question = ask(RTM_NEWROUTE, sizeof question.body.route);
  question.body.route = (struct rtmsg){.rtm_family = family,
                                       .rtm_table = RT_TABLE_LOCAL,
                                       .rtm_protocol = RTPROT_STATIC,
                                       .rtm_scope = RT_SCOPE_HOST,
                                       .rtm_type = RTN_LOCAL};
  add(&question, RTA_OIF, loopback);
  return settle(netlink, &question);
}

static void must(int error, const char *what) {
  if (error == 0) return;
  errno = error;
  die_errno("network", "%s", what);
}

void routes_to_nowhere(void) {
  cleanup_fd int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (netlink < 0) die_errno("network", "netlink");
  must(raise_loopback(netlink), "the loopback device");
  must(add_address(netlink), "an address");
  must(add_route(netlink, AF_INET), "the route to every address");
  (void)!add_route(netlink, AF_INET6); /* this kernel may have no such family: then nobody inside has it either */
}
