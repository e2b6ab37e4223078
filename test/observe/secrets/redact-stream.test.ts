import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDetector, createStreamRedactor } from "../../../src/observe/index.ts";
import { cpuMs } from "../../base/cpu-time.ts";
import { honest, inContext, secrets } from "./samples.ts";

const detector = createDetector({ custom: [], exclude: [] });

function through(pieces: readonly Buffer[], by = detector): string {
  const redactor = createStreamRedactor(by);
  return Buffer.concat([...pieces.map((piece) => redactor.push(piece)), redactor.end()]).toString("latin1");
}

const halves = (text: string, at: number): Buffer[] => [
  Buffer.from(text.slice(0, at), "latin1"),
  Buffer.from(text.slice(at), "latin1"),
];

const byFew = (text: string, length: number): Buffer[] =>
  (text.match(new RegExp(`[^]{1,${length}}`, "gu")) ?? []).map((piece) => Buffer.from(piece, "latin1"));

/** Eight signs of the secret in a row, the borders of a key apart. */
function leaks(shown: string, secret: string): boolean {
  const border = secret.includes("-----") ? 60 : 0;
  for (let at = 12 + border; at + 8 + border <= secret.length; at += 1)
    if (shown.includes(secret.slice(at, at + 8))) return true;
  return false;
}

const everything = [
  ...[...secrets].map(([name, secret]) => ({ name, text: secret, secret })),
  ...[...inContext].map(([name, { text, secret }]) => ({ name, text, secret })),
];

describe("a redacted stream", () => {
  test.for(everything)("hides wherever it is cut: $name", ({ text, secret }) => {
    const whole = `before\n  ${text}\nafter\n`;
    const step = text.length > 300 ? 31 : 1;
    for (let at = 0; at < whole.length; at += step) {
      const shown = through(halves(whole, at));
      expect(leaks(shown, secret), `cut at ${at}: ${shown}`).toBe(false);
      expect(shown).toMatch(/^before\n[^]*\[redacted:[^]*\nafter\n$/u);
    }
    expect(leaks(through(byFew(whole, step)), secret)).toBe(false);
    expect(leaks(through([Buffer.from(text, "latin1")]), secret)).toBe(false);
  });

  test.for(everything)("hides it in UTF-16 wherever it is cut: $name", ({ text, secret }) => {
    const whole = Buffer.from(`before\n  ${text}\nafter\n`, "utf16le");
    const forms = [whole, Buffer.from(whole).swap16()].map((bytes) => bytes.toString("latin1"));
    const step = text.length > 300 ? 61 : 3;
    for (const form of forms)
      for (let at = 0; at < form.length; at += step) {
        const shown = through(halves(form, at)).replaceAll("\0", "");
        expect(leaks(shown, secret), `cut at ${at}: ${shown}`).toBe(false);
        expect(shown).toMatch(/^before\n[^]*\[redacted:[^]*\nafter\n$/u);
      }
  });

  test("changes no other byte, in whatever pieces they come", () => {
    const some = fc.oneof(
      fc.constantFrom(...honest.values()).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), fc.array(fc.nat({ max: 90 }), { maxLength: 20 }), (parts, cuts) => {
        const whole = Buffer.concat(parts.flatMap((part) => [part, Buffer.from("\n")]));
        const pieces: Buffer[] = [];
        let at = 0;
        for (const cut of cuts) pieces.push(whole.subarray(at, (at += cut)));
        expect(through([...pieces, whole.subarray(at)])).toBe(whole.toString("latin1"));
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  test.for([
    "Password: ",
    "Continue? [y/N] ",
    "$ ",
    ">>> ",
    "user@host:~/x$ ",
    "Password:",
    "....",
    "45%",
    "\r[###   ]",
    "line\n",
    "\u001b[2K\r",
  ])("shows at once what is no beginning: %j", (text) => {
    expect(createStreamRedactor(detector).push(Buffer.from(text)).toString()).toBe(text);
  });

  test("shows at once what speaks of a key and is none", () => {
    const text = "if (x === '-----BEGIN PRIVATE KEY-----') {\n  return parse(x);\n}\n";
    expect(createStreamRedactor(detector).push(Buffer.from(text)).toString()).toBe(text);
  });

  test("holds a line back where a pattern may reach over blanks", () => {
    const wide = createDetector({ custom: ["code [0-9]+ [0-9]+"], exclude: [] });
    expect(through([Buffer.from("a code 12"), Buffer.from("34 56\n")], wide)).toBe("a [redacted:custom-pattern]\n");
  });

  test("can't be held up by what never ends", () => {
    for (const piece of ["a", "-----BEGIN PRIVATE KEY-----\n", "MIIEaB3dE5\n", "https://a:b", "-"]) {
      const redactor = createStreamRedactor(detector);
      let shown = 0;
      const chunk = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)));
      const spent = cpuMs(() => {
        for (let count = 0; count < 16; count += 1) shown += redactor.push(chunk).length;
      });
      expect(spent, piece).toBeLessThan(8_000);
      expect(shown + redactor.end().length).toBeGreaterThan(0);
    }
  });
});
