import { type AnswerRow, done, python, refused } from "./answer-rows.ts";

/** Servers of the host's, on the loopback's addresses. */
export interface HostPorts {
  readonly v4: number;
  readonly v6: number;
  readonly udp: number;
}

const beginning = `
import errno, os, select, signal, socket, threading
def serve(family, address):
  s = socket.socket(family); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(address); s.listen(); return s
def talk(s, to, family = None):
  c = socket.socket(family or s.family); c.connect((to, s.getsockname()[1])); a, peer = s.accept()
  c.sendall(b"question"); assert a.recv(99) == b"question"; a.sendall(b"answer"); assert c.recv(99) == b"answer"
  c.close(); assert a.recv(99) == b""
def write_until_told(c):
  try:
    while True: c.send(b"x")
  except (BrokenPipeError, ConnectionResetError): pass
`;
const works = (name: string, text: string): AnswerRow => done(name, python(`${beginning}${text}`));
const fails = (name: string, text: string): AnswerRow => refused(name, python(`${beginning}${text}`));

/** What the processes of one command do over the loopback device among themselves. */
export const loopbackUses: readonly AnswerRow[] = [
  works("serve on an address", `talk(serve(socket.AF_INET, ("127.0.0.1", 0)), "127.0.0.1")`),
  works("serve on another one", `talk(serve(socket.AF_INET, ("127.1.2.3", 0)), "127.1.2.3")`),
  works("serve on all of them", `talk(serve(socket.AF_INET, ("0.0.0.0", 0)), "127.0.0.1")`),
  works("connect to any", `talk(serve(socket.AF_INET, ("0.0.0.0", 0)), "0.0.0.0")`),
  works("serve over IPv6", `talk(serve(socket.AF_INET6, ("::1", 0)), "::1")`),
  works("serve on all addresses of IPv6", `talk(serve(socket.AF_INET6, ("::", 0)), "::1")`),
  works("and on those of IPv4", `talk(serve(socket.AF_INET6, ("::", 0)), "127.0.0.1", socket.AF_INET)`),
  works(
    "connect over IPv4 in IPv6",
    `talk(serve(socket.AF_INET, ("127.0.0.1", 0)), "::ffff:127.0.0.1", socket.AF_INET6)`,
  ),
  works("serve without an address", `s = socket.socket(); s.listen(); talk(s, "127.0.0.1")`),
  works("serve by a name", `talk(socket.create_server(("localhost", 0)), "localhost")`),
  works(
    "connect from an address",
    `
s = serve(socket.AF_INET, ("127.0.0.1", 0)); c = socket.socket(); c.bind(("127.0.0.2", 0)); c.connect(s.getsockname())
assert s.accept()[1] == c.getsockname()`,
  ),
  works(
    "hear that nobody serves",
    `
s = serve(socket.AF_INET, ("127.0.0.1", 0)); address = s.getsockname(); s.close()
assert socket.socket().connect_ex(address) == errno.ECONNREFUSED`,
  ),
  works(
    "hear that an address is taken",
    `
s = serve(socket.AF_INET, ("127.0.0.1", 0))
try: serve(socket.AF_INET, s.getsockname())
except OSError as e: assert e.errno == errno.EADDRINUSE
else: raise Exception`,
  ),
  works(
    "hear that an address is not of this host",
    `
try: serve(socket.AF_INET, ("192.0.2.1", 0))
except OSError as e: assert e.errno == errno.EADDRNOTAVAIL
else: raise Exception`,
  ),
  works(
    "hear that the other side has gone",
    `
s = serve(socket.AF_INET, ("127.0.0.1", 0)); c = socket.create_connection(s.getsockname()); s.accept()[0].close()
write_until_told(c)`,
  ),
  works(
    "hear that it was killed",
    `
s = serve(socket.AF_INET, ("127.0.0.1", 0)); server = os.fork()
if server == 0: s.accept()[0].sendall(b"x"); signal.pause()
c = socket.create_connection(s.getsockname()); c.recv(1); s.close(); os.kill(server, signal.SIGKILL); os.wait()
write_until_told(c)`,
  ),
  works(
    "connect without waiting",
    `
s = serve(socket.AF_INET, ("127.0.0.1", 0)); c = socket.socket(); c.setblocking(False)
assert c.connect_ex(s.getsockname()) in (0, errno.EINPROGRESS); select.select([], [c], []); s.accept()[0].sendall(b"x")
assert c.connect_ex(s.getsockname()) in (0, errno.EISCONN); select.select([c], [], []); assert c.recv(9) == b"x"`,
  ),
  works(
    "connect again from the same socket",
    `
import ctypes
one = serve(socket.AF_INET, ("127.0.0.1", 0)); other = serve(socket.AF_INET, ("127.0.0.1", 0)); c = socket.socket()
c.connect(one.getsockname()); assert ctypes.CDLL(None).connect(c.fileno(), bytes(16), 16) == 0
c.connect(other.getsockname()); other.accept()`,
  ),
  works(
    "serve a crowd",
    `
s = serve(socket.AF_INET, ("127.0.0.1", 0)); server = os.fork()
while server == 0: a = s.accept()[0]; a.sendall(a.recv(9)); a.close()
answers = []
def ask(i):
  with socket.create_connection(s.getsockname()) as c: c.sendall(b"%d" % i); answers.append(c.recv(9) == b"%d" % i)
askers = [threading.Thread(target=ask, args=(i,)) for i in range(40)]
for asker in askers: asker.start()
for asker in askers: asker.join()
os.kill(server, signal.SIGKILL); assert answers == [True] * 40`,
  ),
  works(
    "ask to share an address, and have it alone",
    `
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1); s.bind(("127.0.0.1", 0)); s.listen()
talk(s, "127.0.0.1")`,
  ),
];

/** What would reach further, or be reached. */
export const loopbackAttacks = ({ v4, v6, udp }: HostPorts): readonly AnswerRow[] => [
  fails("connect to a server of the host's", `socket.create_connection(("127.0.0.1", ${v4}))`),
  fails("connect over IPv6", `socket.create_connection(("::1", ${v6}))`),
  fails("connect over IPv4 in IPv6", `socket.create_connection(("::ffff:127.0.0.1", ${v4}))`),
  fails("connect to any address", `socket.create_connection(("0.0.0.0", ${v4}))`),
  fails("connect to any address of IPv6", `socket.create_connection(("::", ${v6}))`),
  fails(
    "connect to any address of IPv6 from one of IPv4",
    `s = socket.socket(socket.AF_INET6); s.bind(("::ffff:127.0.0.1", 0)); s.connect(("::", ${v4}))`,
  ),
  fails(
    "connect to the host's with the first data",
    `
s = socket.socket(); s.setsockopt(socket.IPPROTO_TCP, 30, 1); s.connect(("127.0.0.1", ${v4})); s.send(b"x")`,
  ),
  fails("send without a connection", `socket.socket().sendto(b"x", socket.MSG_FASTOPEN, ("127.0.0.1", ${v4}))`),
  fails(
    "send a datagram",
    `s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(b"x", ("127.0.0.1", ${udp}))`,
  ),
  fails(
    "connect where a server of its own has been",
    `
s = serve(socket.AF_INET, ("127.0.0.2", ${v4})); talk(s, "127.0.0.2"); socket.create_connection(("127.0.0.1", ${v4}))`,
  ),
  fails(
    "share a server's address",
    `
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1); s.bind(("127.0.0.1", 0)); s.listen()
o = socket.socket(); o.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1); o.bind(s.getsockname()); o.listen()`,
  ),
  fails(
    "connect while the address changes",
    `
import ctypes, mmap, struct
own = socket.socket(); own.bind(("127.0.0.1", 0)); own.listen(4096); ports = [struct.pack("!H", port) for port in (own.getsockname()[1], ${v4})]
shared = mmap.mmap(-1, 4096); shared[:16] = struct.pack("=H2s4s8x", socket.AF_INET, ports[0], socket.inet_aton("127.0.0.1")); turning = os.fork()
while turning == 0: shared[2:4] = ports[1]; shared[2:4] = ports[0]
def reached():
  c = socket.socket(); done = ctypes.CDLL(None).connect(c.fileno(), (ctypes.c_char * 16).from_buffer(shared), 16) == 0
  return done and c.getpeername()[1] == ${v4}
reached = any(reached() for _ in range(1000)); os.kill(turning, signal.SIGKILL); assert reached`,
  ),
  fails("leave the device", `socket.socket().setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"")`),
  fails("leave it for another one", `socket.socket().setsockopt(socket.SOL_SOCKET, 62, 0)`),
  ...[14, 32].map((name) =>
    fails(
      `take another key, by option ${name}`,
      `
import struct
address = struct.pack("=HH4s120x", socket.AF_INET, 0, socket.inet_aton("127.0.0.1"))
socket.socket().setsockopt(socket.IPPROTO_TCP, ${name}, address + struct.pack("BBHi80s", 0, 0, 3, 0, b"key"))`,
    ),
  ),
];
