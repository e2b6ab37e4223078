import {
  type AbsolutePath,
  type Context,
  type Decision,
  parseAbsolutePath,
  type ProgramFact,
} from "../../src/base/index.ts";
import { type CompiledPolicy, compilePolicy, decide, parseProfile, resolveProfile } from "../../src/policy/index.ts";
import { readRuleCommand, readScript } from "../../src/shell/index.ts";

const path = (text: string): AbsolutePath => parseAbsolutePath(text);

const installed = [
  "git",
  "ls",
  "cat",
  "bash",
  "sh",
  "rm",
  "npm",
  "make",
  "timeout",
  "env",
  "xargs",
  "sudo",
  "find",
  "tee",
  "curl",
  "touch",
  "mkdir",
  "mv",
  "cp",
  "ln",
  "chmod",
  "rmdir",
  "unlink",
];

/** A made-up host: a project below a home folder, a few programs, and links in the project that lead elsewhere. */
export const context: Context = {
  plainFiles: new Set([path("/home/ann/shop/src/plain.ts")]),
  cwd: path("/home/ann/shop"),
  home: path("/home/ann"),
  projectRoot: path("/home/ann/shop"),
  programs: new Map<string, ProgramFact>([
    ...installed.map((name): [string, ProgramFact] => [
      name,
      { path: path(`/usr/bin/${name}`), real: path(`/usr/bin/${name}`) },
    ]),
    ["./tidy", { path: path("/home/ann/shop/tidy"), real: path("/usr/bin/rm") }],
    ["vi", { path: path("/usr/bin/vi"), real: path("/usr/bin/vim.basic") }],
    ["ash", { path: path("/usr/bin/ash"), real: path("/usr/bin/busybox") }],
    ["cargo", { path: path("/home/ann/.cargo/bin/cargo"), real: path("/home/ann/.cargo/bin/rustup") }],
  ]),
  realPaths: new Map([
    [path("/home/ann/shop/out/link"), path("/etc/hosts")],
    [path("/home/ann/shop/src/secret-link"), path("/home/ann/shop/secrets/key")],
    [path("/home/ann/shop/src/away"), path("/home/bob/notes")],
    [path("/home/ann/bin"), path("/home/ann/shop/bin")],
  ]),
};

/** A profile as a document; the ways to write rules are those of the published schema. */
export type ProfileBody = Readonly<Record<string, unknown>>;

const compiled = new Map<string, CompiledPolicy>();

/** The policy of a profile document, or every issue as one error. `+agents` names the agents that requests come from. */
export function policyOf(body: ProfileBody): CompiledPolicy {
  const text = JSON.stringify({ name: "table", permission_mode: "dontAsk", ...body });
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const { "+agents": agents, ...written } = body;
  const document = parseProfile(
    JSON.stringify({ name: "table", permission_mode: "dontAsk", ...written }),
    "table.json",
  );
  if (!document.ok) throw new Error(JSON.stringify(document.issues));
  const { home, projectRoot } = context;
  const variables = { home, project_root: projectRoot, workspace: projectRoot, temp: path("/tmp"), own: [] };
  const layer = { origin: "chosen", document: document.value } as const;
  const names = Array.isArray(agents) ? { agents: agents.map(String) } : {};
  const profile = resolveProfile([layer], { variables, load: () => undefined, now: new Date(0), ...names });
  if (!profile.ok) throw new Error(JSON.stringify(profile.issues));
  const policy = compilePolicy(profile.value, readRuleCommand);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  compiled.set(text, policy.value);
  return policy.value;
}

/** Decides a shell text. */
export function decideText(command: string, body: ProfileBody): Decision {
  return decideTool("Bash", { command }, body);
}

/** Decides any tool. */
export function decideTool(tool: string, input: Readonly<Record<string, unknown>>, body: ProfileBody): Decision {
  const command = tool === "Bash" ? input["command"] : undefined;
  const reading = typeof command === "string" ? readScript(command) : { actions: [], problems: [] };
  const request = { id: "1", session: "s", tool, input, cwd: context.cwd };
  return decide(request, reading, policyOf(body), context);
}
