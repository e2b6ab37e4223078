import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openSession, type Session } from "../../src/engine/index.ts";

/** A home with a project in it, and a session under a profile of the test's own. */
export interface Stay extends Disposable {
  readonly home: string;
  readonly project: string;
  readonly session: Session;
  readonly put: (name: string, content: string, mode?: number) => string;
}

/** `files` are put into the project before the session opens. */
export function stayUnder(
  profile: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>> = {},
): Stay {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-consult-")));
  const project = join(home, "project");
  mkdirSync(join(project, ".git"), { recursive: true });
  const put = (name: string, content: string, mode = 0o644): string => {
    const path = join(project, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { mode });
    return path;
  };
  for (const [name, content] of Object.entries(files)) put(name, content);
  const file = join(home, "profile.json");
  writeFileSync(file, JSON.stringify({ name: "test", security_policies: { audit_logging: false }, ...profile }));
  const session = openSession(
    {
      env: new Map([
        ["HOME", home],
        ["PATH", "/usr/bin:/bin"],
      ]),
      cwd: project,
      packageRoot: new URL("../..", import.meta.url).pathname,
      user: { uid: process.getuid?.() ?? 0, home },
    },
    { profile: file },
  );
  return { home, project, session, put, [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }) };
}
