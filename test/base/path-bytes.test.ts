import { bytesOf, textOf } from "../../src/base/index.ts";
import fc from "fast-check";
import { expect, test } from "vitest";

const rows = [
  { name: "text", bytes: [0x2f, 0xc3, 0xa4, 0xf0, 0x9f, 0x98, 0x80], text: "/ä😀" },
  { name: "a byte that is none", bytes: [0x2f, 0xff, 0x2f, 0xc3, 0xa4], text: "/\udcff/ä" },
  { name: "a character cut short", bytes: [0xe2, 0x82, 0x2f], text: "\udce2\udc82/" },
  { name: "a surrogate, which is no character", bytes: [0xed, 0xb3, 0xbf], text: "\udced\udcb3\udcbf" },
  { name: "the character that stands for none", bytes: [0xef, 0xbf, 0xbd, 0xff], text: "\ufffd\udcff" },
];

test.for(rows)("$name", ({ bytes, text }) => {
  expect(textOf(Buffer.from(bytes))).toBe(text);
  expect(Buffer.from(bytesOf(text))).toEqual(Buffer.from(bytes));
});

test("any bytes come back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(Buffer.from(bytesOf(textOf(Buffer.from(bytes))))).toEqual(Buffer.from(bytes));
    }),
  );
});
