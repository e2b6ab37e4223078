import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileProgram } from "./compile-program.ts";
import { install, type Installation } from "../doors/installation.ts";
import { sandboxMissing, users } from "../run/workbench.ts";

const backends = ["auto", "landlock"] as const;
const rounds = 40;

const written = (before: string): string => `
for ((round = 0; round < ${rounds}; round++)); do
  file=copy$round
  ${before}; chmod 755 $file
  (dd if=/usr/bin/factor of=$file conv=notrunc bs=1M 2> /dev/null) &
  ./$file 6 2> /dev/null; ./$file 6 2> /dev/null; ./$file 6 2> /dev/null
  wait
done
rm -f copy*
`;

/** Start a file while a denied program is written into it, in place: what is judged is not what is loaded. */
const attempts = [
  { name: "from a shorter file", script: written("printf x > $file") },
  {
    name: "from a file of the same size",
    script: written("head -c $(stat -c %s /usr/bin/factor) /dev/zero > $file"),
  },
  { name: "through a mapping, with its size and times kept", script: "./rewrite /usr/bin/factor 500 2> /dev/null" },
] as const;

describe.skipIf(sandboxMissing() !== undefined).each(users)("rewritten programs, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    compileProgram("rewrite.c", place.project);
    for (const [at, { script }] of attempts.entries())
      writeFileSync(join(place.project, `${at}.sh`), script, { mode: 0o644 });
  });
  afterAll(() => place[Symbol.dispose]());

  const run = ([program = "", ...argv]: readonly string[]): string =>
    execFileSync(program, argv, {
      cwd: place.project,
      env: place.env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });

  test.for([...attempts.entries()])("without a sandbox it runs: %s", ([at]) => {
    expect(run([...user.prefix, "bash", `${at}.sh`])).toContain("6: 2 3");
  });

  describe.each(backends)("backend %s", (backend) => {
    test.for([...attempts.entries()])("never runs: %s", ([at]) => {
      const profile = {
        name: "rewritten",
        allowed_tools: ["Bash"],
        disallowed_tools: ["Bash(factor:*)"],
        sandbox: { backend },
        permissions: { file_access: { allowed_paths: ["${project_root}"] } },
      };
      const file = join(place.home, `${backend}.json`);
      writeFileSync(file, JSON.stringify(profile));
      expect(run(place.argv(["--profile", file, "-c", `bash ${at}.sh; echo done`]))).toBe("done\n");
    });
  });
});
