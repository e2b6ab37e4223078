import type { Socket } from "node:net";

/** What a proxy does with whoever asks it, and what becomes of the request. */
export interface FailureRow {
  readonly name: string;
  readonly proxy: (socket: Socket) => void;
  readonly code: "net/proxy-failed" | "net/proxy-refused" | "net/timed-out" | "net/unreachable";
  /** What the record and the client are told. */
  readonly says: RegExp;
}

const say = (text: string) => (socket: Socket) => void socket.once("data", () => socket.end(text));
const answer = (status: string): FailureRow["proxy"] => say(`HTTP/1.1 ${status}\r\nContent-Length: 4\r\n\r\nbody`);

/** Says more and more, for as long as somebody listens. */
const endless = (start: string, piece: string) => (socket: Socket) =>
  void socket.once("data", () => {
    const pour = (): void => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.write(start);
    socket.on("drain", pour);
    pour();
  });

export const tunnelFailures: readonly FailureRow[] = [
  { name: "403", proxy: answer("403 Forbidden"), code: "net/proxy-refused", says: /403 Forbidden; .*no_proxy/u },
  { name: "407", proxy: answer("407 Auth"), code: "net/proxy-refused", says: /407 Auth; .*proxy_config/u },
  { name: "405", proxy: answer("405 No"), code: "net/proxy-refused", says: /405 No; .*https_proxy/u },
  { name: "502", proxy: answer("502 Bad Gateway"), code: "net/proxy-refused", says: /502 Bad Gateway/u },
  { name: "503", proxy: answer("503 Later"), code: "net/proxy-refused", says: /503 Later/u },
  { name: "a redirect", proxy: answer("302 Found"), code: "net/proxy-refused", says: /302 Found/u },
  { name: "control characters", proxy: answer("500 \u001b[31mred"), code: "net/proxy-refused", says: /500 \\u001b/u },
  { name: "an answer without a status", proxy: say("hello\r\n\r\n"), code: "net/proxy-failed", says: /HPE_/u },
  { name: "no HTTP at all", proxy: say("\u0000\u0001\u0002\u0003"), code: "net/proxy-failed", says: /HPE_/u },
  {
    name: "another protocol",
    proxy: (socket) => void socket.end("SSH-2.0-x\r\n"),
    code: "net/proxy-failed",
    says: /:/u,
  },
  { name: "half an answer", proxy: say("HTTP/1.1 200 OK\r\nX: "), code: "net/proxy-failed", says: /ECONNRESET/u },
  {
    name: "an end",
    proxy: (socket) => void socket.once("data", () => socket.end()),
    code: "net/proxy-failed",
    says: /:/u,
  },
  {
    name: "a reset",
    proxy: (socket) => void socket.once("data", () => socket.resetAndDestroy()),
    code: "net/proxy-failed",
    says: /ECONNRESET/u,
  },
  { name: "silence", proxy: () => undefined, code: "net/timed-out", says: /in time/u },
  {
    name: "a head without an end",
    proxy: endless("HTTP/1.1 200 OK\r\n", `X: ${"a".repeat(1000)}\r\n`),
    code: "net/proxy-failed",
    says: /HPE_HEADER_OVERFLOW/u,
  },
  {
    name: "a status line without an end",
    proxy: endless("HTTP/1.1 200 ", "a".repeat(1000)),
    code: "net/proxy-failed",
    says: /HPE_HEADER_OVERFLOW/u,
  },
  {
    name: "an interim answer",
    proxy: say("HTTP/1.1 103 Early Hints\r\n\r\n"),
    code: "net/proxy-refused",
    says: /103/u,
  },
];

export const requestFailures: readonly FailureRow[] = [
  { name: "407", proxy: answer("407 Auth"), code: "net/proxy-refused", says: /407 .*; .*proxy_config/u },
  {
    name: "no HTTP at all",
    proxy: say("\u0000\u0001\u0002\u0003"),
    code: "net/proxy-failed",
    says: /does not match the HTTP/u,
  },
  {
    name: "an end",
    proxy: (socket) => void socket.once("data", () => socket.end()),
    code: "net/proxy-failed",
    says: /ECONNRESET/u,
  },
  { name: "silence", proxy: () => undefined, code: "net/timed-out", says: /timeout/u },
  {
    name: "a head without an end",
    proxy: endless("HTTP/1.1 200 OK\r\n", `X: ${"a".repeat(1000)}\r\n`),
    code: "net/proxy-failed",
    says: /Headers Overflow/u,
  },
];
