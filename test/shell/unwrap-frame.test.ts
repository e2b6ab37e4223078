import { describe, expect, test } from "vitest";
import { readScript, spliceText, quoteWord, unwrapFrame } from "../../src/shell/index.ts";
import { frameCases, noFrames } from "./unwrap-frame.cases.ts";

describe("unwrapFrame", () => {
  test.for(frameCases)("$name", ({ text, client, inner, writes, sources }) => {
    expect(unwrapFrame(text)).toMatchObject({
      client,
      inner: { text: inner },
      frameWrites: writes,
      frameSources: sources,
    });
  });

  test.for(frameCases)("$name: another command can be put in its place", ({ text }) => {
    const frame = unwrapFrame(text);
    if (frame === undefined) throw new TypeError("no frame");
    const value = frame.inner.quoted ? quoteWord("it's 'new'") : "\nit 'new'\n";
    const again = unwrapFrame(spliceText(text, [{ at: frame.inner.at, value }]));
    expect(again?.inner.text).toBe(frame.inner.quoted ? "it's 'new'" : value);
    expect(readScript(text).problems).toEqual([]);
  });

  test.for(noFrames)("not $name", ({ text }) => {
    expect(unwrapFrame(text)).toBeUndefined();
  });
});
