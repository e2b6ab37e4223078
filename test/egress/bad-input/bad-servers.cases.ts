import type { Socket } from "node:net";

interface Ending {
  /** What the client gets. */
  readonly status: number | "cut off";
  readonly code: "net/unreachable" | "net/timed-out" | "net/allowed";
}

export interface BadServer extends Ending {
  readonly name: string;
  /** What the server does once a request has begun to arrive. */
  readonly act: (socket: Socket) => void;
  /** Where it is another ending over a connection that is kept. */
  readonly kept?: Ending;
}

const says =
  (text: string | Buffer, then: "waits" | "ends" | "resets" = "waits") =>
  (socket: Socket): void => {
    socket.write(text, () => {
      if (then === "ends") socket.end();
      if (then === "resets") socket.resetAndDestroy();
    });
  };

/** Says something for ever, as fast as it is taken. */
const repeats =
  (first: string, again: string) =>
  (socket: Socket): void => {
    const chunk = again.repeat(Math.ceil(4096 / again.length));
    const go = (): void => {
      while (socket.writable && socket.write(chunk));
    };
    socket.write(first);
    socket.on("drain", go);
    go();
  };

const ok = "HTTP/1.1 200 OK\r\n";

export const badServers: readonly BadServer[] = [
  { name: "resets before its head", act: (socket) => socket.resetAndDestroy(), status: 502, code: "net/unreachable" },
  { name: "ends before its head", act: (socket) => socket.end(), status: 502, code: "net/unreachable" },
  { name: "resets within its head", act: says(`${ok}X: `, "resets"), status: 502, code: "net/unreachable" },
  { name: "ends within its head", act: says(`${ok}X: `, "ends"), status: 502, code: "net/unreachable" },
  { name: "stalls before its head", act: () => undefined, status: 504, code: "net/timed-out" },
  { name: "stalls within its head", act: says(`${ok}X: `), status: 504, code: "net/timed-out" },
  {
    name: "resets within a body of known length",
    act: says(`${ok}Content-Length: 10\r\n\r\nabc`, "resets"),
    status: "cut off",
    code: "net/allowed",
  },
  {
    name: "ends within a body of known length",
    act: says(`${ok}Content-Length: 10\r\n\r\nabc`, "ends"),
    status: "cut off",
    code: "net/allowed",
  },
  {
    name: "ends within a chunked body",
    act: says(`${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nab`, "ends"),
    status: "cut off",
    code: "net/allowed",
  },
  {
    name: "spoils a chunked body",
    act: says(`${ok}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n`),
    status: "cut off",
    code: "net/allowed",
  },
  {
    name: "stalls within a body",
    act: says(`${ok}Content-Length: 10\r\n\r\nabc`),
    status: "cut off",
    code: "net/allowed",
  },
  {
    name: "answers with garbage",
    act: says(Buffer.from("\0\x01\x02garbage\r\n\r\n")),
    status: 502,
    code: "net/unreachable",
  },
  { name: "answers with TLS", act: says(Buffer.of(0x15, 3, 3, 0, 2, 2, 40)), status: 502, code: "net/unreachable" },
  { name: "answers without a head", act: says("<html>old</html>", "ends"), status: 502, code: "net/unreachable" },
  {
    name: "gives two lengths",
    act: says(`${ok}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`, "ends"),
    status: 502,
    code: "net/unreachable",
  },
  {
    name: "gives a length and chunks",
    act: says(`${ok}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`),
    status: 502,
    code: "net/unreachable",
  },
  {
    name: "gives no number as length",
    act: says(`${ok}Content-Length: 3x\r\n\r\nabc`, "ends"),
    status: 502,
    code: "net/unreachable",
  },
  {
    name: "puts a bare carriage return into a field",
    act: says(`${ok}X: a\rSet-Cookie: b\r\nContent-Length: 0\r\n\r\n`, "ends"),
    status: 502,
    code: "net/unreachable",
  },
  { name: "never ends its head", act: repeats(ok, "X-More: and more\r\n"), status: 502, code: "net/unreachable" },
  { name: "never ends a field", act: repeats(`${ok}X: `, "x"), status: 502, code: "net/unreachable" },
  {
    name: "never ends its status line",
    act: repeats("HTTP/1.1 200 ", "x"),
    status: 502,
    code: "net/unreachable",
    // undici bounds fields, and drops what it reads of a status line: the clock ends it.
    kept: { status: 504, code: "net/timed-out" },
  },
  {
    name: "never gets beyond 100",
    act: repeats("", "HTTP/1.1 100 Continue\r\n\r\n"),
    status: 502,
    code: "net/unreachable",
  },
  {
    name: "never gets beyond 103",
    act: repeats("", "HTTP/1.1 103 Early Hints\r\n\r\n"),
    status: 502,
    code: "net/unreachable",
  },
  {
    name: "switches to a protocol that nobody asked for",
    act: says("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n"),
    status: 502,
    code: "net/unreachable",
  },
];
