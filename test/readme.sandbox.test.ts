import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { install, type Installation, readText } from "./doors/installation.ts";
import { sandboxMissing, users } from "./run/workbench.ts";

const readme = readText(fileURLToPath(new URL("../README.md", import.meta.url)));

/** What stands in the README: `$ command`, then the lines that it prints. */
interface Example {
  readonly command: string;
  readonly output: string;
}

function readExamples(text: string): readonly Example[] {
  const blocks = [...text.matchAll(/^```console\n([\s\S]*?)^```$/gmu)].map(([, block = ""]) => block);
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /mu)
      .slice(1)
      .map((entry) => {
        const end = entry.indexOf("\n");
        return { command: entry.slice(0, end), output: entry.slice(end + 1) };
      }),
  );
}

const examples = readExamples(readme);
const missing = sandboxMissing();

describe.skipIf(missing !== undefined).each(users.slice(-1))("the README, followed by $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    spawnSync("rm", ["-rf", join(place.project, "src")]);
    mkdirSync(join(place.project, "src"));
    writeFileSync(join(place.project, "src/add.js"), "export const add = (a, b) => a - b;\n");
    const commit =
      'git config user.name Demo && git config user.email demo@example.com && git add -A && git commit -qm "Add a calculator"';
    spawnSync("chown", ["-R", `${user.uid}:${user.uid}`, place.project]);
    expect(place.bash(["-c", commit]).status).toBe(0);
  });
  afterAll(() => place[Symbol.dispose]());

  test("it holds examples", () => {
    expect(examples.length).toBeGreaterThan(8);
  });

  test.for(examples)("$command", ({ command, output }) => {
    const sallyport = place.argv([]).at(-1) ?? "";
    const { stdout } = place.bash(["-c", `sallyport() { ${sallyport} "$@"; }; { ${command}\n} 2>&1`]);
    expect(shorten(stdout.replaceAll(place.home, "~"))).toBe(output);
  });
});

/** Verdicts stand in the README without their messages, and without the parts that were allowed. */
function shorten(output: string): string {
  return output.replace(/^ {2}(\S+\/\S+): .*\n/gmu, (_line, code: string) =>
    /^(?:rule\/allowed|command\/)/u.test(code) ? "" : `  ${code}\n`,
  );
}
