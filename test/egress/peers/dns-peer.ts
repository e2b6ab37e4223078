import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { type Question, readQuestion } from "../../../src/egress/names/read-question.ts";

export interface DnsRecord {
  readonly type: "A" | "AAAA" | "CNAME";
  /** An address or a name. */
  readonly data: string;
  /** Whose it is; absent: the question's. */
  readonly name?: string;
}

/** What the peer says to one question. Bytes stand for themselves behind the number of the query; nothing is silence. */
export type DnsAnswer =
  | { readonly records: readonly DnsRecord[]; readonly code?: number; readonly truncated?: boolean }
  | Buffer
  | undefined;

export type Answering = (question: { readonly name: string; readonly type: string }, over: "udp" | "tcp") => DnsAnswer;

export interface DnsPeer extends AsyncDisposable {
  readonly server: string;
  /** What was asked, as `A name udp`. */
  readonly asked: readonly string[];
}

const types = { A: 1, CNAME: 5, AAAA: 28 } as const;
const typeNames = new Map<number, string>(Object.entries(types).map(([name, type]) => [type, name]));

/** Each peer has a loopback address of its own: a port that is free for UDP is free for TCP there, too. */
const peers = { count: 0 };

function nextHost(): string {
  peers.count = (peers.count % 254) + 1;
  return `127.53.${process.pid % 256}.${peers.count}`;
}

/** A name server that says what a test wants, over UDP and TCP. */
export async function dnsPeer(
  answering: Answering,
  { host, port: wanted } = { host: nextHost(), port: 0 },
): Promise<DnsPeer> {
  const asked: string[] = [];
  const answer = (query: Buffer, over: "udp" | "tcp"): Buffer | undefined => {
    const question = readQuestion(query);
    if (question === undefined) return undefined;
    const type = typeNames.get(question.type) ?? String(question.type);
    asked.push(`${type} ${question.name} ${over}`);
    const said = answering({ name: question.name, type }, over);
    return said === undefined ? undefined : encode(query, question, said);
  };
  const datagrams = createSocket("udp4").on("message", (query, { address, port }) => {
    const bytes = answer(query, "udp");
    if (bytes !== undefined) datagrams.send(bytes, port, address);
  });
  datagrams.bind(wanted, host);
  await once(datagrams, "listening");
  const { port } = datagrams.address();
  const open = new Set<Socket>();
  const stream = createServer((socket) => {
    open.add(socket);
    let waiting: Buffer = Buffer.alloc(0);
    socket
      .on("error", () => undefined)
      .on("data", (chunk: Buffer) => {
        waiting = Buffer.concat([waiting, chunk]);
        if (waiting.length < 2 || waiting.length < 2 + waiting.readUInt16BE(0)) return;
        const bytes = answer(waiting.subarray(2), "tcp");
        if (bytes !== undefined)
          socket.end(Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]));
      });
  }).listen(port, host);
  await once(stream, "listening");
  return {
    server: `${host}:${port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      datagrams.close();
      stream.close();
      await once(stream, "close");
    },
  };
}

function encode(query: Buffer, question: Question, said: NonNullable<DnsAnswer>): Buffer {
  const number = query.subarray(0, 2);
  if (Buffer.isBuffer(said)) return Buffer.concat([number, said]);
  const flags = 0x8180 | (said.truncated === true ? 0x0200 : 0) | (said.code ?? 0);
  const counts = [flags, 1, said.records.length, 0, 0].flatMap((count) => [count >> 8, count & 255]);
  return Buffer.concat([
    number,
    Buffer.from(counts),
    question.bytes,
    ...said.records.map((one) => record(one, question)),
  ]);
}

/** With a life of no second: nobody may keep it. */
function record({ type, data, name }: DnsRecord, question: Question): Buffer {
  const bytes = type === "CNAME" ? nameBytes(data) : addressBytes(data);
  const head = Buffer.from([0, types[type], 0, 1, 0, 0, 0, 0, bytes.length >> 8, bytes.length & 255]);
  return Buffer.concat([nameBytes(name ?? question.name), head, bytes]);
}

function nameBytes(name: string): Buffer {
  return Buffer.concat([
    ...name.split(".").flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]),
    Buffer.of(0),
  ]);
}

/** IPv6 as Node writes it for a URL: its dotted tail becomes groups. */
function addressBytes(address: string): Buffer {
  if (!address.includes(":")) return Buffer.from(address.split(".").map(Number));
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [before = [], after = []] = groups.split("::").map((half) => half.split(":").filter((part) => part !== ""));
  const all = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => "0"), ...after];
  return Buffer.from(all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]));
}
