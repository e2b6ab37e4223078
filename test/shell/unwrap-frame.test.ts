import { describe, expect, test } from "vitest";
import { spliceText, unwrapFrame } from "../../src/shell/index.ts";
import { frames, imitations } from "./unwrap-frame.cases.ts";

const list = (path: string | undefined): readonly string[] => (path === undefined ? [] : [path]);

describe("unwrapFrame", () => {
  test.for(frames)("recognises $name", ({ text, frame }) => {
    const found = unwrapFrame(text);
    expect(found).toMatchObject({
      client: frame.client,
      inner: { text: frame.command },
      frameWrites: list(frame.writes),
      frameSources: list(frame.sources),
      frameSearches: list(frame.searches),
    });
  });

  test.for(frames)("another command can take its place: $name", ({ text }) => {
    const { inner } = unwrapFrame(text) ?? { inner: undefined };
    if (inner === undefined) throw new Error("no frame");
    const other = spliceText(text, [{ at: inner.at, value: inner.quoted ? "'ls -la'" : "\nls -la\n" }]);
    expect(unwrapFrame(other)?.inner.text.trim()).toBe("ls -la");
  });

  test.for(imitations)("takes for ordinary text: $name", ({ text }) => {
    expect(unwrapFrame(text)).toBeUndefined();
  });

  test("a frame within a frame is the command's own text", () => {
    const [inside] = frames;
    if (inside === undefined) throw new Error("no frame");
    const text = `eval '${inside.text.replaceAll("'", `'"'"'`)}' < /dev/null && pwd -P >| /tmp/claude-00-cwd`;
    expect(unwrapFrame(text)?.inner.text).toBe(inside.text);
  });
});
