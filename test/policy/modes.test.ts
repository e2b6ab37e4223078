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

  const unnamed = [
    "rm $i",
    "touch *",
    "rm out/*.o",
    'for f in a b; do rm "$f"; done',
    "ls | xargs rm",
    'cp -t "$d" src/a.ts',
  ];
  test.for(unnamed)("%s names no path, whatever lists say", (command) => {
    const permissions = { file_access: { allowed_paths: ["${project_root}"] } };
    const effects = [command, "rm src/a.ts"].map(
      (text) => decideText(text, { permission_mode: "acceptEdits", permissions }).effect,
    );
    expect(effects).toEqual(["ask", "allow"]);
  });

  const bounded = { permission_mode: "acceptEdits", ask_tools: ["Edit(./conf/**)"] };
  const unseen: readonly (readonly [command: string, bounded: string, free: string])[] = [
    ["cp -r sub/. .", "ask", "allow"],
    ["cp -a sub copy", "ask", "allow"],
    ["chmod -R u+w sub", "ask", "allow"],
    ["mv stage copy", "ask", "allow"],
    ["mv conf other", "ask", "allow"],
    ["mv src/plain.ts src/b.ts", "allow", "allow"],
    ["mkdir -p out && mv src/plain.ts out/", "allow", "allow"],
    ["rm src/plain.ts; mkdir src/plain.ts; mv src/plain.ts copy", "ask", "ask"],
    ["ln -s conf/app.yml y", "allow", "allow"],
    ["ln -s conf/app.yml y; echo x > y", "ask", "ask"],
    ["ln -s conf z; touch z/new", "ask", "ask"],
    ["while true; do echo x > y; ln -sf conf/app.yml y; done", "ask", "ask"],
    ["mkdir z; ln -s conf z/conf", "allow", "allow"],
    ["ln -s conf z; mkdir z/new", "ask", "ask"],
    ["mv link y; echo x > y", "ask", "ask"],
    ["mv src/plain.ts y; echo x > z", "allow", "allow"],
    ["cp -d link y; echo x > y", "ask", "ask"],
    ["cp -p a b y; echo x > y/b", "allow", "allow"],
    ["cp --preserve a b y; echo x > y/b", "allow", "allow"],
    ["cp --preserve=mode,timestamps a b y; echo x > y/b", "allow", "allow"],
    ["cp --preserve=mode,links a b y; echo x > y/b", "ask", "ask"],
    ["cp --pres=l a b y; echo x > y/b", "ask", "ask"],
    ["cp --preserve=all a b y; echo x > y/b", "ask", "ask"],
    ["cp -r sub other; echo x > other/link", "ask", "ask"],
    ["cp src/a.ts y; echo x > y", "allow", "allow"],
    ["cp --parents sub/conf/app.yml .", "ask", "ask"],
    ["cp -b --suffix=.yml src/a conf/app", "ask", "ask"],
    ["mv --backup src/plain.ts y", "ask", "ask"],
  ];
  test.for(unseen)("%s is accepted where what it writes has been seen", ([command, strict, free]) => {
    const under = (profile: Readonly<Record<string, unknown>>): string => decideText(command, profile).effect;
    expect([under(bounded), under({ permission_mode: "acceptEdits" })]).toEqual([strict, free]);
  });

  const inFolders = [
    ["cp docs/config .git", "deny"],
    ["cp docs/keys.txt .", "deny"],
    ["mv docs/keys.txt sub/../", "deny"],
    ["ln -s docs/keys.txt .", "deny"],
    ["cp -t . docs/a docs/keys.txt", "deny"],
    ["cp --target-directory=. docs/keys.txt", "deny"],
    ["cp -T docs/keys.txt copy", "allow"],
    [`cp ${"a ".repeat(1000)} .`, "ask"],
    ["cp docs/keys.txt copy", "allow"],
    ["cp docs/a docs/b .", "allow"],
    ["ln keys.txt other", "deny"],
    ["cp -al keys.txt other", "deny"],
    ["ln -s keys.txt other", "allow"],
    ["ln docs/a other", "allow"],
  ] as const;
  test.for(inFolders)("%s is judged by the names of what it makes: %s", ([command, effect]) => {
    const body = { permission_mode: "acceptEdits", disallowed_tools: ["Edit(./keys.txt)"] };
    expect(decideText(command, body).effect).toBe(effect);
  });

  test("a deny or ask rule beats the mode", () => {
    const permission_mode = "acceptEdits";
    const denied = decideText("touch a", { permission_mode, disallowed_tools: ["Bash(touch:*)"] });
    const asked = decideText("touch a", { permission_mode, ask_tools: ["Bash(touch:*)"] });
    const path = decideText("touch src/a", { permission_mode, disallowed_tools: ["Edit(./src/**)"] });
    expect([denied.effect, asked.effect, path.effect]).toEqual(["deny", "ask", "deny"]);
  });
});

describe("one more deny rule", () => {
  const rules = [
    "Edit(./src/**)",
    "Read(src)",
    "WebFetch(domain:*.example.com)",
    "Task(code-*)",
    "mcp__shop",
    "Skill",
    "Bash(rm:*)",
  ];
  const strictness = { allow: 0, ask: 1, deny: 2 } as const;

  test.for(modes)("never loosens in %s", (mode) => {
    const loosened = modeCases.flatMap(({ name, tool, input, profile }) => {
      const before = { ...profile, permission_mode: mode };
      const denied = Array.isArray(profile["disallowed_tools"]) ? profile["disallowed_tools"].map(String) : [];
      const allowed = Array.isArray(profile["allowed_tools"]) ? profile["allowed_tools"].map(String) : [];
      const free = rules.filter((rule) => !allowed.includes(rule));
      const after = { ...before, disallowed_tools: [...denied, ...free] };
      const at = (body: typeof before): number => strictness[decideTool(tool, input, body).effect];
      return at(after) < at(before) ? [name] : [];
    });
    expect(loosened).toEqual([]);
  });
});
