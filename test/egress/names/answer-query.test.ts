import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { answerQuery } from "../../../src/egress/names/answer-query.ts";
import { createNameTable, type NameTable } from "../../../src/egress/names/name-table.ts";
import { queryCases } from "./answer-query.cases.ts";

function queryOf(name: string, type: number, kind = 1): Buffer {
  const labels = name === "" ? [] : name.split(".");
  const words = labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  const head = Buffer.from([0x12, 0x34, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([head, ...words, Buffer.from([0, 0, type, 0, kind])]);
}

function dataOf(answer: Buffer, query: Buffer): string | undefined {
  if (answer.readUInt16BE(6) === 0) return undefined;
  const record = answer.subarray(query.length);
  const data = record.subarray(12, 12 + record.readUInt16BE(10));
  if (record.readUInt16BE(2) === 1) return [...data].join(".");
  if (record.readUInt16BE(2) === 12) return namesIn(data).join(".");
  const parts = Array.from({ length: 8 }, (_, index) => data.readUInt16BE(index * 2).toString(16));
  return parts.join(":").replace(/(?:^|:)0(?::0)+(?::|$)/u, "::");
}

function namesIn(data: Buffer): readonly string[] {
  const length = data[0] ?? 0;
  return length === 0 ? [] : [data.toString("latin1", 1, 1 + length), ...namesIn(data.subarray(1 + length))];
}

function tableOfCases(): NameTable {
  const table = createNameTable();
  for (const name of ["example.com", "other.example", "database", "_ldap._tcp.example.com"]) table.addressOf(name, 4);
  return table;
}

describe("queries", () => {
  test.for(queryCases)("$name", ({ asked, type, class: kind, code, answer }) => {
    const query = queryOf(asked, type, kind);
    const reply = answerQuery(query, tableOfCases());
    if (reply === undefined) throw new Error("no answer");
    expect(reply.subarray(0, 2)).toEqual(query.subarray(0, 2));
    expect(reply.readUInt16BE(2)).toBe(0x8180 | code);
    expect(reply.subarray(12, query.length)).toEqual(query.subarray(12));
    expect(dataOf(reply, query)).toBe(answer);
  });

  test("an answer is not answered", () => {
    const query = queryOf("example.com", 1);
    query.writeUInt8(0x81, 2);
    expect(answerQuery(query, createNameTable())).toBeUndefined();
  });

  test.for([
    ["an update", (query: Buffer) => query.writeUInt8(0x28, 2), 4],
    ["two questions", (query: Buffer) => query.writeUInt16BE(2, 4), 1],
    ["a pointer", (query: Buffer) => query.writeUInt8(0xc0, 12), 1],
    ["a label that runs over the end", (query: Buffer) => query.writeUInt8(60, 12), 1],
  ] as const)("%s is refused", ([, spoil, code]) => {
    const query = queryOf("example.com", 1);
    spoil(query);
    expect((answerQuery(query, createNameTable())?.readUInt16BE(2) ?? 0) & 15).toBe(code);
  });

  test("a name longer than any is refused", () => {
    const query = queryOf(Array.from({ length: 8 }, () => "a".repeat(40)).join("."), 1);
    expect((answerQuery(query, createNameTable())?.readUInt16BE(2) ?? 0) & 15).toBe(1);
  });

  test("no bytes make it fail", () => {
    const table = createNameTable(8);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const reply = answerQuery(Buffer.from(bytes), table);
        return reply === undefined || reply.length >= 12;
      }),
    );
  });
});

describe("the table", () => {
  test("an address stands for its name in both families", () => {
    const table = createNameTable();
    expect(table.nameOf(table.addressOf("a.example", 4))).toBe("a.example");
    expect(table.nameOf(table.addressOf("a.example", 6))).toBe("a.example");
    expect(table.nameOf("198.18.0.1")).toBeUndefined();
  });

  test("it is bounded, and forgets who was asked for longest ago", () => {
    const table = createNameTable(2);
    const first = table.addressOf("a.example", 4);
    const second = table.addressOf("b.example", 4);
    table.nameOf(first);
    table.addressOf("c.example", 4);
    expect([first, second].map((address) => table.nameOf(address))).toEqual(["a.example", undefined]);
  });

  test("no address stands for two names, also after the whole range", () => {
    const table = createNameTable(4);
    const kept = table.addressOf("kept.example", 4);
    for (let index = 0; index < 2 ** 17; index += 1) {
      table.addressOf(`n${index}.example`, 4);
      table.nameOf(kept);
    }
    expect(table.nameOf(kept)).toBe("kept.example");
    expect(table.addressOf("kept.example", 4)).toBe(kept);
    expect(table.addressOf("last.example", 4)).not.toBe(kept);
  });
});
