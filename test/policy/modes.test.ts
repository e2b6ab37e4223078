import { describe, expect, test } from "vitest";
import { editCommands, modeCases, modes } from "./modes.cases.ts";
import { decideText, decideTool } from "./policy-of.ts";

const letters = { allow: "a", ask: "k", deny: "d" } as const;

describe("modes, rules and tools", () => {
  test("have a name of their own each", () => {
    expect(new Set(modeCases.map(({ name }) => name)).size).toBe(modeCases.length);
  });

  test.for(modeCases)("$name", ({ tool, input, profile, cells }) => {
    const found = modes.map((mode) => letters[decideTool(tool, input, { ...profile, permission_mode: mode }).effect]);
    expect(found.join("")).toBe(cells);
  });
});

describe("acceptEdits and commands", () => {
  test.for(editCommands)("%s", ([command, accepted]) => {
    const under = (permission_mode: string): string => decideText(command, { permission_mode }).effect;
    expect([under("acceptEdits"), under("default")]).toEqual([accepted ? "allow" : "ask", "ask"]);
  });

  test("a deny or ask rule beats the mode", () => {
    const permission_mode = "acceptEdits";
    const denied = decideText("touch a", { permission_mode, disallowed_tools: ["Bash(touch:*)"] });
    const asked = decideText("touch a", { permission_mode, ask_tools: ["Bash(touch:*)"] });
    const path = decideText("touch src/a", { permission_mode, disallowed_tools: ["Edit(./src/**)"] });
    expect([denied.effect, asked.effect, path.effect]).toEqual(["deny", "ask", "deny"]);
  });
});
