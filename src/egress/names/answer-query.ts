import { readQuestion, type Question } from "./read-question.ts";
import type { NameTable } from "./name-table.ts";

/** RFC 1035 §4.1.1. */
const codes = { ok: 0, malformed: 1, unknownName: 3, notImplemented: 4, refused: 5 } as const;

const types = { a: 1, ptr: 12, aaaa: 28, any: 255 } as const;
const internet = 1;

/** Short, for an address may stand for another name much later. */
const lifeSeconds = 60;

/**
 * Answers a query as a name server would, without asking anybody: every name that can be one has an address, which stands for it
 * in the table. Whether its host may be reached is decided when somebody connects, and said there. Nothing for what must not
 * be answered.
 */
export function answerQuery(query: Buffer, table: NameTable): Buffer | undefined {
  if (query.length < 12 || (query.readUInt8(2) & 0x80) !== 0) return undefined;
  if ((query.readUInt8(2) & 0x78) !== 0) return reply(query, undefined, codes.notImplemented);
  const question = readQuestion(query);
  if (question === undefined) return reply(query, undefined, codes.malformed);
  if (question.class !== internet) return reply(query, question, codes.refused);
  if (question.type === types.ptr) return answerPointer(query, question, table);
  if (!isHostName(question.name)) return reply(query, question, codes.unknownName);
  return reply(query, question, codes.ok, addressOf(question, table));
}

function reply(query: Buffer, question: Question | undefined, code: number, data?: Buffer): Buffer {
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  // A response, with recursion desired as it was and offered.
  head.writeUInt16BE(0x8080 | (query.readUInt16BE(2) & 0x0100) | code, 2);
  head.writeUInt16BE(question === undefined ? 0 : 1, 4);
  head.writeUInt16BE(data === undefined ? 0 : 1, 6);
  if (question === undefined) return head;
  return Buffer.concat([head, question.bytes, ...(data === undefined ? [] : [record(question, data)])]);
}

/** The name is a pointer to the question's. */
function record({ type }: Question, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type === types.any ? types.a : type, 2);
  head.writeUInt16BE(internet, 4);
  head.writeUInt32BE(lifeSeconds, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

/** Nothing where there is no record of that kind: mail, services, keys. */
function addressOf({ name, type }: Question, table: NameTable): Buffer | undefined {
  const local = name === "localhost" || name.endsWith(".localhost");
  if (type === types.a || type === types.any) return bytesOf4(local ? "127.0.0.1" : table.addressOf(name, 4));
  if (type === types.aaaa) return bytesOf6(local ? "::1" : table.addressOf(name, 6));
  return undefined;
}

function bytesOf4(address: string): Buffer {
  return Buffer.from(address.split(".").map(Number));
}

/** As the table spells them: one gap. */
function bytesOf6(address: string): Buffer {
  const [before = [], after = []] = address.split("::").map((half) => half.split(":").filter((part) => part !== ""));
  const bytes = Buffer.alloc(16);
  before.forEach((part, index) => bytes.writeUInt16BE(Number.parseInt(part, 16), index * 2));
  after.forEach((part, index) => bytes.writeUInt16BE(Number.parseInt(part, 16), 16 - (after.length - index) * 2));
  return bytes;
}

function answerPointer(query: Buffer, question: Question, table: NameTable): Buffer {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/u.exec(question.name)?.slice(1).toReversed();
  const name = parts === undefined ? undefined : table.nameOf(parts.join("."));
  if (name === undefined) return reply(query, question, codes.unknownName);
  const labels = name.split(".").flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  return reply(query, question, codes.ok, Buffer.concat([...labels, Buffer.from([0])]));
}

/** Addresses are not names, however somebody asks for them. */
function isHostName(name: string): boolean {
  const labels = name.split(".");
  return (
    labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/u.test(label)) && !/^\d+$/u.test(labels.at(-1) ?? "")
  );
}
