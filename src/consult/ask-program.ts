import { printable } from "../base/index.ts";
import type { Session } from "../engine/index.ts";
import type { AskedProgram } from "../policy/index.ts";
import { type HostProgram, runHostProgram } from "../run/index.ts";

/** Beside this file; the bundle has its own copy beside itself. */
const moduleHost = new URL(import.meta.url.endsWith(".ts") ? "module-host.ts" : "module-host.mjs", import.meta.url);

/** What a program is asked, as it reads it; a module gets it as arguments. */
export type ProgramEvent = Readonly<Record<string, unknown>>;

/** What a module exports for it: `hook` is called with the event, `canUseTool` with tool, input and context. */
export type ModuleExport = "hook" | "canUseTool";

/** What a program is called in records and messages. */
export function programName(program: AskedProgram): string {
  return program.kind === "command" ? program.command : program.path;
}

/**
 * Asks a program of the profile's, outside of the sandbox, and returns what it said. Status 2 is a denial with what stands on its standard error. Throws
 * for every other status, for an answer that is not JSON, and when `signal` is aborted.
 */
export async function askProgram(
  session: Session,
  program: AskedProgram,
  { event, wanted }: { readonly event: ProgramEvent; readonly wanted: ModuleExport },
  signal: AbortSignal,
): Promise<unknown> {
  const { places } = session.host;
  const env = new Map([...session.surroundings.env, ["CLAUDE_PROJECT_DIR", places.projectRoot]]);
  // Where a request comes from is no place to look for programs in: commands may have put them there.
  const common = { warden: places.warden, cwd: places.projectRoot, env, signal };
  const module = program.kind === "module" ? program.path : undefined;
  const asked: HostProgram =
    module === undefined
      ? {
          ...common,
          argv: ["/bin/sh", "-c", program.kind === "command" ? program.command : ""],
          input: `${JSON.stringify(event)}\n`,
        }
      : {
          ...common,
          argv: [process.execPath, moduleHost.pathname],
          input: JSON.stringify({ module, wanted, event, projectRoot: places.projectRoot }),
        };
  const { status, stdout, stderr, answer } = await runHostProgram(asked);
  if (status === 2) return denial(event, stderr);
  if (status !== 0)
    throw new Error(`it ended with ${status === undefined ? "a signal" : `status ${status}`}${tail(stderr)}`);
  const text = (module === undefined ? stdout : answer).trim();
  return text === "" ? undefined : parse(text);
}

function denial({ hook_event_name: name }: ProgramEvent, stderr: string): unknown {
  const permissionDecisionReason = stderr.trim();
  return { hookSpecificOutput: { hookEventName: name, permissionDecision: "deny", permissionDecisionReason } };
}

function tail(stderr: string): string {
  const last = stderr.trim();
  return last === "" ? "" : `: ${printable(last.slice(-300), 300)}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`its answer is not JSON: ${printable(text, 100)}`);
  }
}
