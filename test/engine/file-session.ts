import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  judgeAhead,
  type Judgement,
  judgeTool,
  openSession,
  runFileTool,
  type Session,
} from "../../src/engine/index.ts";

/** A home with a project in it, and the tools for files under a profile there. */
export interface FileSession extends Disposable {
  readonly home: string;
  readonly project: string;
  readonly put: (name: string, content: string | Buffer) => void;
  /** The text that a model gets, the code of why not, or the verdict and its reason. */
  readonly use: (tool: string, input: Readonly<Record<string, unknown>>) => string;
  /** The verdict and its reason for a client that uses a tool of its own. */
  readonly tell: (tool: string, input: Readonly<Record<string, unknown>>) => Promise<string>;
  /** What would become of a command. */
  readonly effectOf: (command: string) => Judgement["decision"]["effect"];
}

/** `profile` stands beside a name and no audit log; its `${home}` and `${project_root}` are those of the session. */
export function openFileSession(profile: Readonly<Record<string, unknown>>): FileSession {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-file-session-")));
  const project = join(home, "project");
  mkdirSync(join(project, ".git"), { recursive: true });
  const file = join(home, "profile.json");
  const security_policies = { ...Object(profile["security_policies"]), audit_logging: false };
  writeFileSync(file, JSON.stringify({ name: "test", ...profile, security_policies }));
  let session: Session | undefined;
  const opened = (): Session =>
    (session ??= openSession(
      {
        env: new Map([["HOME", home]]),
        cwd: project,
        packageRoot: new URL("../..", import.meta.url).pathname,
        user: { uid: process.getuid?.() ?? 0, home },
      },
      { profile: file },
    ));
  return {
    home,
    project,
    put(name, content) {
      mkdirSync(dirname(join(project, name)), { recursive: true });
      writeFileSync(join(project, name), content);
    },
    use(tool, input) {
      const { decision, result } = runFileTool(opened(), judgeTool(opened(), tool, input));
      if (result === undefined) return `${decision.effect} ${decision.reasons[0].code}`;
      return result.ok ? result.value.text : result.fault.code;
    },
    async tell(tool, input) {
      const { decision } = await judgeAhead(opened(), judgeTool(opened(), tool, input));
      return `${decision.effect} ${decision.reasons[0].code}`;
    },
    effectOf: (command) => judgeTool(opened(), "Bash", { command }).decision.effect,
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  };
}
