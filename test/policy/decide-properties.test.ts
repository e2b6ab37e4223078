import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Action,
  type CommandForm,
  type Effect,
  parseAbsolutePath,
  reasonCodes,
  type Request,
  type Word,
} from "../../src/base/index.ts";
import { decide } from "../../src/policy/index.ts";
import { checkCases } from "../egress/check-line.cases.ts";
import { decideCases } from "./decide.cases.ts";
import { toolCases } from "./decide-tools.cases.ts";
import { context, decideText, decideTool, policyOf } from "./policy-of.ts";

const strictness = { allow: 0, ask: 1, deny: 2 } as const satisfies Record<Effect, number>;
const rules = [
  "Bash(git push:*)",
  "Bash(rm:*)",
  "Bash(rm -rf /)",
  "Bash(* x)",
  "Bash",
  "Read(.env)",
  "Edit(./src/**)",
  "Write",
  "WebFetch(domain:*.test)",
];
const at = { start: 0, end: 1 };

const word: fc.Arbitrary<Word> = fc.oneof(
  fc.record({ kind: fc.constant("static" as const), value: fc.string(), at: fc.constant(at) }),
  fc.record({
    kind: fc.constant("opaque" as const),
    text: fc.string(),
    prefix: fc.string(),
    splits: fc.boolean(),
    glob: fc.boolean(),
    at: fc.constant(at),
  }),
);
const option = fc.record({ name: fc.string(), value: word });
const form: fc.Arbitrary<CommandForm> = fc.record({
  name: fc.string(),
  known: fc.boolean(),
  sub: fc.array(fc.string(), { maxLength: 2 }),
  globals: fc.array(option, { maxLength: 2 }),
  alteringGlobals: fc.boolean(),
  options: fc.array(option, { maxLength: 2 }),
  operands: fc.array(word, { maxLength: 2 }),
  readOnly: fc.boolean(),
  seemsReadOnly: fc.boolean(),
  hidesOption: fc.boolean(),
  sameOperands: fc.array(fc.array(fc.string(), { maxLength: 2 }), { maxLength: 2 }),
});
const via = fc.array(
  fc.record({
    kind: fc.constantFrom("wrapper" as const, "construct" as const),
    name: fc.string(),
    transparent: fc.boolean(),
  }),
  { maxLength: 2 },
);
const cause = fc.record({ exec: fc.integer({ min: -1, max: 4 }), option: fc.string() });
const path = fc.record({
  kind: fc.constantFrom("static" as const, "opaque" as const),
  path: fc.string(),
  text: fc.string(),
  at: fc.constant(at),
});
const words = fc.array(word, { maxLength: 3 });
const change = fc.record({ name: fc.string(), value: word, at: fc.constant(at) });
const env = fc.array(change, { maxLength: 2 });
const placed = { at: fc.constant(at), via };
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant("exec" as const), words, form, env, wrapper: fc.boolean(), cause, ...placed }),
  fc.record({
    kind: fc.constant("builtin" as const),
    words,
    form,
    env,
    weight: fc.constantFrom("harmless" as const, "judged" as const, "refused" as const),
    ...placed,
  }),
  fc.record({ kind: fc.constant("read" as const), path, deep: fc.boolean(), cause, ...placed }),
  fc.record({
    kind: fc.constant("write" as const),
    path,
    cause,
    by: fc.constantFrom("redirect" as const, "option" as const, "operand" as const),
    ...placed,
  }),
  fc.record({
    kind: fc.constant("connect" as const),
    host: fc.string(),
    port: fc.nat(),
    text: fc.string(),
    cause,
    ...placed,
  }),
  fc.record({
    kind: fc.constant("assign" as const),
    change,
    scope: fc.constantFrom("shell" as const, "exported" as const, "prefix" as const),
    command: fc.string(),
    ...placed,
  }),
  fc.record({
    kind: fc.constant("opaque" as const),
    what: fc.constantFrom(
      "command" as const,
      "operand" as const,
      "text" as const,
      "arithmetic" as const,
      "cwd" as const,
    ),
    text: fc.string(),
    program: fc.string(),
    cause,
    ...placed,
  }),
);

describe("decide", { timeout: 300_000 }, () => {
  const profiles = [
    {},
    { allowed_tools: ["Bash"] },
    { permission_mode: "bypassPermissions" },
    { permission_mode: "plan" },
  ].map(policyOf);

  test("is total and gives the same answer twice", () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 5 }), fc.nat(profiles.length - 1), (actions, which) => {
        const policy = profiles[which] ?? policyOf({});
        const request: Request = {
          id: "1",
          session: "s",
          tool: "Bash",
          input: { command: "x" },
          cwd: parseAbsolutePath("/p"),
        };
        const decision = decide(request, { actions, problems: [] }, policy, context);
        expect(decision.reasons.length).toBeGreaterThan(0);
        expect(decision.reasons[0].effect).toBe(decision.effect);
        expect(decide(request, { actions, problems: [] }, policy, context)).toEqual(decision);
      }),
      { seed: 7, numRuns: 800 },
    );
  });

  test("is total on arbitrary tools and inputs", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("Read", "Write", "Glob", "Grep", "WebFetch", "Task", "Skill", "Bash", "X"),
        fc.object(),
        (tool, input) => {
          const request: Request = { id: "1", session: "s", tool, input, cwd: context.cwd };
          for (const policy of profiles)
            expect(decide(request, { actions: [], problems: [] }, policy, context).reasons.length).toBeGreaterThan(0);
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  test("one more deny or ask rule never loosens", () => {
    for (const row of decideCases) {
      for (const rule of rules) {
        for (const list of ["disallowed_tools", "ask_tools"] as const) {
          const listed = row.profile[list];
          const before = Array.isArray(listed) ? listed : [];
          const kept = row.profile["allowed_tools"];
          const contradicts = rule === "Bash" && JSON.stringify(row.profile).includes("allowed_commands");
          if (contradicts || before.includes(rule) || (Array.isArray(kept) && kept.includes(rule))) continue;
          const after = decideText(row.command, { ...row.profile, [list]: [...before, rule] });
          expect([row.name, rule, strictness[after.effect] >= strictness[row.effect]]).toEqual([row.name, rule, true]);
        }
      }
    }
  });

  test("what could not be read is denied with its own code, in every mode", () => {
    const codes = ["shell/unparsable", "shell/misread", "shell/too-long", "shell/too-deep", "shell/not-text"] as const;
    const request: Request = { id: "1", session: "s", tool: "Bash", input: { command: "x" }, cwd: context.cwd };
    for (const policy of profiles) {
      for (const code of codes) {
        const decision = decide(request, { actions: [], problems: [{ code, at, text: "x" }] }, policy, context);
        expect([decision.effect, decision.reasons[0].code]).toEqual(["deny", code]);
      }
    }
  });

  test("every code that a verdict can have stands in some row", () => {
    const shown = new Set([...decideCases, ...toolCases].map(({ code }) => code));
    for (const [, , , , code] of checkCases) shown.add(code);
    const elsewhere =
      /^command\/(?:chained|longer-than-allowed|not-rewritten)$|^(?:agent|ask|callback|hook|exec|scan|secret|session)\/|^net\/(?:too-many-requests|unknown-client|unreachable|proxy-failed|proxy-refused|leads-back|timed-out)$|^shell\/(?:misread|too-long|too-deep|not-text)$/u;
    const missing = Object.keys(reasonCodes).filter(
      (code) => !elsewhere.test(code) && ![...shown].some((known) => known === code),
    );
    expect(missing).toEqual([]);
  });

  test("reasons carry a message of one line", () => {
    const decisions = [
      ...decideCases.map((row) => decideText(row.command, row.profile)),
      ...toolCases.map((row) => decideTool(row.tool, row.input, row.profile)),
    ];
    for (const { reasons } of decisions) {
      expect(reasons.length).toBeLessThanOrEqual(20);
      for (const { message } of reasons) expect(message).toMatch(/^(?:allowed|needs confirmation|denied):[^\n\r]+$/u);
    }
  });
});
