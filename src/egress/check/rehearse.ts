import type { NetworkEntry } from "../../base/index.ts";
import { type Duplex, duplexPair } from "node:stream";
import { createEgress } from "../create-egress.ts";
import type { EgressPolicy, Interception } from "../settings.ts";
import { firstBytesOf } from "./first-bytes-of.ts";
import { dialled, readAddresses } from "./read-addresses.ts";
import { type CheckLine, isShown, shownCount, shownText } from "./read-line.ts";
import type { Sent } from "./request-bytes.ts";

/** Far longer than anything here takes; a line that gets here is a refusal. */
const patienceMs = 10_000;

/** Lets a client and a server of our own talk through the filter, in memory, and returns what the filter recorded. */
export async function rehearse(line: CheckLine, sent: Sent, policy: EgressPolicy): Promise<readonly NetworkEntry[]> {
  const entries: NetworkEntry[] = [];
  const inner = Promise.withResolvers<Duplex>();
  const answers = readAddresses(line);
  let reached: (() => void) | undefined;
  await using egress = createEgress({
    policy: () => policy,
    resolve: () => Promise.resolve(answers.next()),
    dial: (address) =>
      answers.isPassedOver(address) ? unreached() : serve(line, { address, reached: () => reached?.() }),
    startTls: (socket) => socket,
    ownAddresses: () => [],
    record: (entry) => entries.push(entry),
    ...(isShown(line.shown, "intercept") ? { intercept: openedBy(inner.resolve) } : {}),
    limits: { headMs: patienceMs, connectMs: patienceMs },
  });
  const rounds = line.shown.has("resolve-before") ? 2 : 1;
  for (let round = 0; round < rounds; round += 1) {
    entries.length = 0;
    const [near, far] = duplexPair();
    const passed = new Promise<void>((resolve) => (reached = resolve));
    egress.handle(far);
    await Promise.race([converse({ near, line, sent, passed, inner: inner.promise }), late(near)]);
    near.destroy();
    far.destroy();
    await settled();
    if (round < rounds - 1) answers.advance();
  }
  return entries;
}

async function late(near: Duplex): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, patienceMs);
  near.once("close", resolve);
  await promise;
  clearTimeout(timer);
}

/** Lets what was closed be noticed by everybody who listens. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

interface Conversation {
  readonly near: Duplex;
  readonly line: CheckLine;
  readonly sent: Sent;
  /** The server has heard of the client. */
  readonly passed: Promise<void>;
  readonly inner: Promise<Duplex>;
}

async function converse({ near, line, sent, passed, inner }: Conversation): Promise<void> {
  near.on("error", () => undefined);
  const replies = watchReplies(near);
  near.write(sent.bytes);
  const first = await replies.until(sent.opens === "answer" ? isAnswered : isOpened);
  if (sent.opens === "answer" || !isOpen(first)) return;
  const bytes = firstBytesOf(line, sent.meant);
  if (typeof bytes === "string") return;
  const heard = Promise.race([passed, replies.more()]);
  await writeSplit(near, bytes, shownText(line.shown, "split"));
  if (isShown(line.shown, "intercept"))
    await Promise.race([heard, inner.then((stream) => talkInside(stream, line, sent))]);
  else {
    await Promise.race([heard, settled().then(() => settled())]);
    near.end();
    await heard;
  }
}

/** The first message of the filter: an answer's head, or a reply of SOCKS after the greeting's. */
const isOpened = (bytes: Buffer): boolean =>
  bytes[0] === 5 ? bytes.length >= 12 || bytes[1] === 0xff : isAnswered(bytes);
const isAnswered = (bytes: Buffer): boolean => bytes.includes("\r\n\r\n");
const isOpen = (bytes: Buffer): boolean =>
  bytes[0] === 5 ? bytes[3] === 0 : bytes.toString("latin1", 9, 12) === "200";

interface Replies {
  /** Everything so far, once it is enough or nothing more comes. */
  readonly until: (enough: (bytes: Buffer) => boolean) => Promise<Buffer>;
  /** When anything further comes, or nothing more can. */
  readonly more: () => Promise<void>;
}

function watchReplies(near: Duplex): Replies {
  let bytes: Buffer = Buffer.alloc(0);
  let over = false;
  let wake = (): void => undefined;
  const stop = (): void => {
    over = true;
    wake();
  };
  near.on("data", (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    wake();
  });
  near.once("end", stop).once("close", stop);
  const change = (): Promise<void> => (over ? Promise.resolve() : new Promise((resolve) => (wake = resolve)));
  return {
    until: async (enough) => {
      while (!over && !enough(bytes)) await change();
      return bytes;
    },
    more: change,
  };
}

async function writeSplit(near: Duplex, bytes: Buffer, split: string | undefined): Promise<void> {
  const size = Math.max(1, Number(/\d+/u.exec(split ?? "")?.[0] ?? (split === undefined ? bytes.length : 7)) || 1);
  for (let at = 0; at < bytes.length && !near.destroyed; at += size) {
    near.write(bytes.subarray(at, at + size));
    if (at + size < bytes.length) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The start of TLS from a server that wants no second hello: a handshake record with an empty HelloRequest (RFC 5246 7.4.1.1). */
const helloAnswer = Buffer.from([0x16, 3, 3, 0, 4, 0, 0, 0, 0]);

/** A server that answers every request, and hears out everything else. */
function serve(
  { shown }: CheckLine,
  { address, reached }: { readonly address: string; readonly reached: () => void },
): Duplex {
  const [near, far] = duplexPair();
  near.on("error", () => undefined);
  near.once("data", (chunk: Buffer) => {
    reached();
    if (/^upgrade:[ \t]*websocket/imu.test(chunk.toString("latin1")))
      near.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    else if (chunk[0] === helloAnswer[0]) near.write(helloAnswer);
    else if (/^[!-~]+ [^\r\n]* HTTP\/1\.1\r\n/u.test(chunk.toString("latin1", 0, 70_000)))
      near.write(answerText(shownCount(shown, "status")));
    near.resume();
  });
  near.once("end", () => {
    reached();
    near.end();
  });
  const remoteAddress = dialled(shown) ?? address;
  return Object.assign(far, { remoteAddress });
}

/** A server that does not answer, so that the next address is tried. */
function unreached(): Duplex {
  const [near] = duplexPair();
  return near.destroy();
}

function answerText(status = 200): string {
  return `HTTP/1.1 ${status >= 200 && status < 600 ? status : 200} Answer\r\nContent-Length: 0\r\n\r\n`;
}

/** Stands for opened TLS: the hello is taken off, and the requests inside come from a stream of their own. */
function openedBy(give: (near: Duplex) => void): Interception {
  return {
    wants: () => true,
    open: (client) => {
      const [near, far] = duplexPair();
      client.resume();
      client.once("close", () => far.destroy());
      give(near);
      return far;
    },
  };
}

async function talkInside(stream: Duplex, { shown }: CheckLine, { meant }: Sent): Promise<void> {
  stream.on("error", () => undefined);
  const replies = watchReplies(stream);
  const spelled = shownText(shown, "inner-target") ?? "/";
  const [, method = "GET", target = spelled] = /^([^\s:/]+) (\S.*)$/su.exec(spelled) ?? [];
  const host = shownText(shown, "inner-host") ?? meant.authority.replace(/:443$/u, "");
  stream.write(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await replies.until(isAnswered);
  stream.destroy();
  await settled();
}
