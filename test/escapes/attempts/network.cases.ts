import type { Attempt } from "./attempt.ts";

const inNamespace = { as: "namespace" } as const;
/** A network of one's own has nobody in it; without one there are no datagrams. */
const lonely = { bubblewrap: "ECONNREFUSED", landlock: "EAFNOSUPPORT" } as const;
const far = { bubblewrap: "ENETUNREACH", landlock: "EAFNOSUPPORT" } as const;
/** The kernel takes its time before a new address of IPv6 has a route. */
const routed = "for n in $(seq 1200); do ip -6 route get 2001:db8::1 >/dev/null 2>&1 && break; sleep 0.05; done";

/** With an address of the outer world on an interface, whoever gets there is refused by nobody being there. */
const outerWorld = (attempt: string, answers: readonly string[]): Attempt["control"] => ({
  as: "namespace",
  attempt: `ip link set lo up; ip addr add 192.0.2.1/32 dev lo; ip addr add 2001:db8::1/128 dev lo nodad; ip addr add 169.254.169.254/32 dev lo; ${routed}; ${attempt}`,
  answers,
});

const outside = (
  name: string,
  attempt: string,
  answers: readonly string[],
  answer: Attempt["answer"] = "ENETUNREACH",
): Attempt => ({ name, attempt, answer, control: outerWorld(attempt, answers) });

/** The host's servers, the world's, and the network itself. */
export const networkAttempts: readonly Attempt[] = [
  {
    name: "connect to a server of the host's",
    attempt: "attack tcp 127.0.0.1 {tcp}",
    answer: "ECONNREFUSED",
    control: {},
  },
  { name: "connect over IPv6", attempt: "attack tcp ::1 {tcp6}", answer: "ECONNREFUSED", control: {} },
  {
    name: "connect over IPv4 in IPv6",
    attempt: "attack tcp ::ffff:127.0.0.1 {tcp}",
    answer: "ECONNREFUSED",
    control: {},
  },
  {
    name: "connect to any of the host's own addresses",
    attempt: "attack tcp 0.0.0.0 {tcp}",
    answer: "ECONNREFUSED",
    control: {},
  },
  {
    name: "connect over multipath TCP",
    attempt: "attack mptcp 127.0.0.1 {tcp}",
    answer: "EPROTONOSUPPORT",
    control: {},
  },
  {
    name: "connect without a call to connect",
    attempt: "attack fast-open 127.0.0.1 {tcp}",
    answer: "EOPNOTSUPP",
    control: {},
  },
  {
    name: "connect with the shell",
    attempt: "(exec 3<>/dev/tcp/127.0.0.1/{tcp}) 2>/dev/null && echo ok || echo refused",
    answer: "refused",
    control: {},
  },
  { name: "ask a server with a datagram", attempt: "attack udp 127.0.0.1 {udp}", answer: lonely, control: {} },
  outside("connect to the world", "attack tcp 192.0.2.1 80", ["ECONNREFUSED"]),
  outside("connect to the world over IPv6", "attack tcp 2001:db8::1 80", ["ECONNREFUSED"]),
  outside("ask the world for a name", "attack udp-connect 192.0.2.1 53", ["ok"], far),
  outside("ask a cloud for its secrets", "attack tcp 169.254.169.254 80", ["ECONNREFUSED"]),
  {
    name: "send an echo request",
    attempt: "attack icmp 127.0.0.1 0 ping",
    answer: { bubblewrap: "EACCES", landlock: "EAFNOSUPPORT" },
    control: {
      ...inNamespace,
      attempt: "ip link set lo up; echo 0 0 > /proc/sys/net/ipv4/ping_group_range; attack icmp 127.0.0.1 0 ping",
    },
  },
  {
    name: "open a raw socket",
    attempt: "attack icmp 127.0.0.1 0 raw",
    answer: { bubblewrap: "EPERM", landlock: "EAFNOSUPPORT" },
    control: { ...inNamespace, attempt: "ip link set lo up; attack icmp 127.0.0.1 0 raw" },
  },
  { name: "open a packet socket", attempt: "attack socket 17 3 768", answer: "EAFNOSUPPORT", control: inNamespace },
  {
    name: "open an old packet socket",
    attempt: "attack socket 2 10 768",
    answer: { bubblewrap: "EPERM", landlock: "EAFNOSUPPORT" },
    control: inNamespace,
  },
  { name: "listen to devices", attempt: "attack socket 16 3 15", answer: "EPROTONOSUPPORT", control: {} },
  { name: "listen to the audit system", attempt: "attack socket 16 3 9", answer: "EPROTONOSUPPORT", control: {} },
  { name: "ask for others' sockets", attempt: "attack socket 16 3 4", answer: "EPROTONOSUPPORT", control: {} },
  { name: "speak to the firewall", attempt: "attack socket 16 3 12", answer: "EPROTONOSUPPORT", control: {} },
  {
    name: "speak to the kernel's generic families",
    attempt: "attack socket 16 3 16",
    answer: "EPROTONOSUPPORT",
    control: {},
  },
  {
    name: "connect to the hypervisor",
    attempt: "attack vsock",
    answer: "EAFNOSUPPORT",
    control: { answers: ["ok", "ECONNRESET", "ENODEV", "ETIMEDOUT", "ECONNREFUSED"] },
    needs: "/dev/vsock",
  },
  { name: "open a device's rings", attempt: "attack socket 44 3 0", answer: "EAFNOSUPPORT", control: inNamespace },
  {
    name: "bind a privileged port",
    attempt: "attack bind-port 127.0.0.1 81",
    answer: "EACCES",
    control: inNamespace,
  },
  {
    name: "add an interface",
    attempt: "attack add-interface dummy",
    answer: "EPERM",
    control: { ...inNamespace, answers: ["ok", "EOPNOTSUPP"] },
  },
  { name: "take an interface down", attempt: "attack change-interface 0", answer: "EPERM", control: inNamespace },
  {
    name: "add a route",
    attempt: "attack add-route",
    answer: "EPERM",
    control: { ...inNamespace, attempt: "ip link set lo up; attack add-route" },
  },
  {
    name: "make a tunnel",
    attempt: "attack tunnel",
    answer: { bubblewrap: "ENOENT", landlock: "EACCES" },
    control: { as: "root" },
    needs: "/dev/net/tun",
  },
  {
    name: "find a server of the host's in /proc/net",
    attempt: 'grep -qi ":$(printf %04X {tcp}) " /proc/net/tcp && echo ok || echo unseen',
    answer: { bubblewrap: "unseen", landlock: "ok" },
    control: {},
  },
  {
    name: "connect to an abstract socket of the host's",
    attempt: "attack unix {abstract}",
    answer: { bubblewrap: "ECONNREFUSED", landlock: "EACCES" },
    control: {},
  },
  {
    name: "send to an abstract socket of the host's",
    attempt: "attack unix-datagram {abstract-datagram}",
    answer: "ESOCKTNOSUPPORT",
    control: {},
  },
  {
    name: "send to an abstract socket of the host's from a pair",
    attempt: "attack unix-pair {abstract-datagram}",
    answer: "ESOCKTNOSUPPORT",
    control: {},
  },
  {
    name: "connect to a socket that is not shown",
    attempt: "attack unix {hidden-top}/stream",
    answer: { bubblewrap: "ENOENT", landlock: "EACCES" },
    control: {},
  },
  {
    name: "connect to a socket in a read-only folder",
    attempt: "attack unix {shown-top}/stream",
    answer: "EACCES",
    control: {},
  },
  {
    name: "connect to a socket in the project",
    attempt: "attack unix {project}/stream",
    answer: "EACCES",
    control: {},
  },
  {
    name: "connect to a socket in the project through a link",
    attempt: "ln -s {project}/stream link; attack unix link",
    answer: "EACCES",
    control: {},
  },
  {
    name: "connect to a socket of packets in the project",
    attempt: "attack unix-packets {project}/packets",
    answer: "EACCES",
    control: {},
  },
  {
    name: "send to a socket in the project",
    attempt: "attack unix-datagram {project}/datagram",
    answer: "ESOCKTNOSUPPORT",
    control: {},
  },
  {
    name: "send to a socket in the project from a pair",
    attempt: "attack unix-pair {project}/datagram",
    answer: "ESOCKTNOSUPPORT",
    control: {},
  },
  {
    name: "send to a socket in a read-only folder from a pair",
    attempt: "attack unix-pair {shown-top}/datagram",
    answer: "ESOCKTNOSUPPORT",
    control: {},
  },
];
