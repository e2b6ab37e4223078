import fc from "fast-check";
import { expect, test } from "vitest";
import { isPlainName } from "../../src/policy/host-name.ts";

test("a plain name is one that the URL parser gives back as it is", () => {
  const unit = fc.constantFrom("a", "b", "f", "x", "0", "1", "9", "-", "_", ".", "xn--");
  let plain = 0;
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 16 }), (text) => {
      if (!isPlainName(text)) return;
      plain += 1;
      expect(URL.parse(`http://${text}/`)?.hostname).toBe(text);
    }),
    { numRuns: 20_000 },
  );
  expect(plain).toBeGreaterThan(1000);
});

test.for(["example.com", "localhost", "registry-1.docker.io", "_dmarc.example.com"])("%s is plain", (name) => {
  expect(isPlainName(name)).toBe(true);
});

test.for(["127.1", "0x7f.1", "a.0x7f", "1", "A.test", "a.test.", "a..test", "xn--a.test", "ü.test", "a%2e.test", ""])(
  "%j is read by the URL parser",
  (text) => {
    expect(isPlainName(text)).toBe(false);
  },
);
