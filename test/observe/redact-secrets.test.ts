import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redactSecrets } from "../../src/observe/index.ts";
import { cpuMs } from "../base/cpu-time.ts";
import { redactionCases } from "./redact-secrets.cases.ts";

describe("redactSecrets", () => {
  test.for(redactionCases)("$name", ({ text, secret, kind }) => {
    const redacted = redactSecrets(text);
    if (secret === undefined) {
      expect(redacted).toBe(text);
      return;
    }
    expect(redacted).not.toContain(secret);
    expect(redacted).toContain(`[redacted:${kind}]`);
  });

  test("twice changes nothing more", () => {
    const piece = fc.oneof(
      fc.constantFrom(...redactionCases.map(({ text }) => text)),
      fc.constantFrom(
        "--password ",
        "TOKEN=",
        "://",
        "@",
        ":",
        '"',
        "'",
        "\\",
        " -p",
        "mysql ",
        "eyJ",
        "sk-",
        "=",
        "\n",
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const once = redactSecrets(pieces.join(""));
        expect(redactSecrets(once)).toBe(once);
      }),
      { seed: 7, numRuns: 600 },
    );
  });

  test.for([
    "a",
    "sk-",
    "eyJ-",
    "eyJ.",
    "-----BEGIN PRIVATE KEY-----",
    "://a:",
    "://",
    "--ab=",
    "--ab='",
    '--ab="\\',
    "TOKEN=",
    "TOKEN='",
    " -p ",
    " -pa mysql",
    "curl -u a:",
    "Authorization: ",
    "bearer ",
    "pass:",
    '"a":',
    "\\",
    "AKIA",
    "xox-",
    " ",
  ])("a hundred thousand characters of %j take bounded time", (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    expect(cpuMs(() => redactSecrets(text))).toBeLessThan(2_000);
  });
});
