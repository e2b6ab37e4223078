/** One of several processes that use one session: does what it is told, and says how much of it was let through. */
import { fileURLToPath } from "node:url";
import { judgeTool, openSession, runFileTool } from "../../../src/engine/index.ts";
import { pathsUsed } from "../../../src/engine/usage/paths-used.ts";
import { takeRequest, takeUsage } from "../../../src/engine/usage/take-usage.ts";
import type { Amounts } from "../../../src/engine/usage/usage.ts";

export type Step = "read" | "write" | "command" | "request";

export interface Spending {
  readonly home: string;
  readonly session: string;
  readonly profile: string;
  readonly steps: readonly Step[];
}

/** A command stands for what is counted before one runs. */
const doing = {
  read: ["Read", { file_path: "a" }, { reads: 1 }],
  write: ["Write", { file_path: "b", content: "" }, { writes: 1 }],
  command: ["Bash", { command: "cat a b > c" }, { reads: 2, writes: 1 }],
} as const;

function spend({ home, session: name, profile, steps }: Spending): readonly Amounts[] {
  const session = openSession(
    {
      env: new Map([["HOME", home]]),
      cwd: `${home}/project`,
      packageRoot: fileURLToPath(new URL("../../..", import.meta.url)),
      user: { uid: process.getuid?.() ?? 0, home },
    },
    { profile, session: name },
  );
  return steps.flatMap((step): readonly Amounts[] => {
    if (step === "request")
      return takeRequest(session, session.loaded.profile.network.maxRequests ?? 0) ? [{ requests: 1 }] : [];
    const [tool, input, amounts] = doing[step];
    const judgement = judgeTool(session, tool, input);
    const passed =
      tool === "Bash"
        ? takeUsage(session, judgement, pathsUsed(judgement)).ok
        : runFileTool(session, judgement).result?.ok === true;
    return passed ? [amounts] : [];
  });
}

process.on("message", (spending: Spending) => process.send?.(spend(spending)));
