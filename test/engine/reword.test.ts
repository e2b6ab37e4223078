import { describe, expect, test } from "vitest";
import { reword } from "../../src/engine/reword.ts";
import type { Rewordable } from "../../src/engine/reword.ts";
import { readArgv, readScript } from "../../src/shell/index.ts";
import { context, policyOf, type ProfileBody } from "../policy/policy-of.ts";
import { rewordRows } from "./reword.cases.ts";

type Source = Rewordable["source"];

const readingOf = (source: Source): Rewordable["reading"] =>
  "text" in source ? readScript(source.text) : readArgv(source.argv);

function reworded(source: Source, body: ProfileBody): ReturnType<typeof reword> {
  const host = { read: readingOf, contextOf: () => context };
  return reword({ source, reading: readingOf(source) }, policyOf(body).rewordings, host);
}

describe.for(Object.entries(rewordRows))("%s", ([, { rewrite, texts }]) => {
  test.for(texts)("%s", ([text, becomes]) => {
    const outcome = reworded({ text }, { rewrite });
    if (typeof becomes === "object") {
      expect(outcome).toMatchObject({ kind: "refused", decision: { effect: "deny" } });
      const [reason] = outcome.kind === "refused" ? outcome.decision.reasons : [];
      expect(reason).toMatchObject({ code: "command/not-rewritten", rule: { source: { pointer: "/rewrite/0" } } });
      expect(reason?.message).toMatch(becomes.refused);
    } else if (becomes === undefined) expect(outcome).toEqual({ kind: "same" });
    else {
      expect(outcome).toMatchObject({ kind: "changed", source: { text: becomes } });
      // INVARIANT I3: what was rewritten stays as it is.
      expect(reworded({ text: becomes }, { rewrite })).toEqual({ kind: "same" });
    }
  });
});

test("words that no shell reads name programs alone", () => {
  const rewrite = [{ match: "Bash", wrap: "nice" }];
  const outcome = reworded({ argv: ["test", "-f", "a"] }, { rewrite });
  expect(outcome).toMatchObject({ kind: "changed", source: { argv: ["nice", "test", "-f", "a"] } });
  expect(reworded({ text: "test -f a" }, { rewrite })).toEqual({ kind: "same" });
});
