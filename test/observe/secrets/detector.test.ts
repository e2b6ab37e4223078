import { describe, expect, test } from "vitest";
import { createDetector } from "../../../src/observe/index.ts";
import { cpuMs } from "../../base/cpu-time.ts";
import { honest, inContext, secrets } from "./samples.ts";

const plain = createDetector({ custom: [], exclude: [] });
const surroundings = (text: string): string => `const a = 1;\nconst key = '${text}';\nexport {};\n`;

/** UTF-16 and UTF-32 without a mark. */
const encodings = [2, 4].flatMap((width) => {
  const write = (pad: (sign: string) => string) => ({
    width,
    write: (text: string): Buffer => Buffer.from(Array.from(text, pad).join("")),
  });
  return [write((sign) => sign.padStart(width, "\0")), write((sign) => sign.padEnd(width, "\0"))];
});

describe("a detector", () => {
  test.for([...secrets])("finds what is one by its form: %s", ([, secret]) => {
    expect(plain.findNew(surroundings(secret))).toMatchObject([{ line: 2 }]);
    expect(plain.redact(surroundings(secret))).not.toContain(secret.slice(-20));
    expect(plain.findNew(Buffer.from(`\0\xff${surroundings(secret)}`, "latin1"))).toHaveLength(1);
    for (const { width, write } of encodings) {
      const written = write(surroundings(secret));
      expect(plain.findNew(written)).toMatchObject([{ line: 2 }]);
      const shown = plain.redact(written.toString("latin1"));
      expect(shown.replaceAll("\0", "")).toBe(plain.redact(surroundings(secret)));
      expect(shown.length % width).toBe(0);
    }
  });

  test.for([...inContext])("finds what is one by its surroundings: %s", ([, { text, secret }]) => {
    expect(plain.findNew(`\n${text}\n`)).toMatchObject([{ line: 2 }]);
    expect(plain.redact(text)).not.toContain(secret);
  });

  test.for([...honest])("leaves alone: %s", ([, text]) => {
    expect(plain.match(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([]);
  });

  test("does not heed what a text says of itself", () => {
    const [secret = ""] = secrets.values();
    expect(plain.findNew(`// secretlint-disable\n${secret} // secretlint-disable-line\n`)).toHaveLength(1);
  });

  test("finds new ones only, wherever an old one stands now", () => {
    const [one = "", other = ""] = secrets.values();
    expect(plain.findNew(`\n\n${one}\n`, `${one}\n`)).toEqual([]);
    expect(plain.findNew(`${one}\n${other}\n`, `${one}\n`)).toMatchObject([{ line: 2 }]);
  });

  test("tells the first of very many, and is held up by none", () => {
    const many = Array.from(
      { length: 50_000 },
      (_, at) => `ghp_${`${at}`.padStart(8, "aB3dE5gH")}${"kL7mN1pQ".repeat(4)}`,
    );
    expect(plain.findNew(many.join("\n"), many.slice(0, -2).join("\n"))).toMatchObject([
      { line: 49_999 },
      { line: 50_000 },
    ]);
    expect(plain.findNew(many.join("\n"))).toHaveLength(100);
  });

  test("takes patterns of a profile, and its exclusions", () => {
    const detector = createDetector({ custom: ["corp-[0-9]{6}", "(a+)+$"], exclude: ["test_key_.*", "example_.*"] });
    expect(detector.findNew("x\nid corp-123456\n")).toEqual([{ kind: "custom-pattern", line: 2 }]);
    expect(detector.findNew("test_key_corp-123456 example_corp-123456")).toEqual([]);
    expect(detector.findNew("corp-123456 # example_")).toHaveLength(1);
  });

  test("can't be held up by a text or a pattern", () => {
    const detector = createDetector({ custom: ["(a+)+$", "(x|x)*y", "(.*)(.*)(.*)z"], exclude: ["(k+)+!"] });
    const pieces = ["a", "x", "k", "-----BEGIN PRIVATE KEY-----\n", "-----BEGIN PRIVATE KEY-----", "mongodb://a:a@"];
    const more = [
      "https://a:a@",
      "postgres://a",
      "xoxb-1-",
      "SG.a.",
      "ghs_1_a.",
      "_authToken=",
      "AWS_SECRET_ACCESS_KEY=",
      "eyJ",
    ];
    for (const piece of [...pieces, ...more, " ", "\n", '"', "=", "-----END PRIVATE KEY-----"]) {
      const text = piece.repeat(Math.ceil(50_000 / piece.length));
      expect(
        cpuMs(() => detector.findNew(text)),
        piece,
      ).toBeLessThan(4_000);
    }
  });
});
