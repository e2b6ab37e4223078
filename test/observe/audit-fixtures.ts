import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Effect, parseAbsolutePath } from "../../src/base/index.ts";
import { type AuditEntry, openAuditLog } from "../../src/observe/index.ts";

/** A folder for a log that is gone after the test. */
export function auditFolder(): string {
  const base = mkdtempSync(join(tmpdir(), "sallyport-audit-"));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  return join(base, "audit");
}

export interface EntryShape {
  readonly id?: string;
  readonly tool?: string;
  readonly session?: string;
  readonly effect?: Effect;
  readonly rule?: string;
  readonly command?: string;
  readonly time?: Date;
}

export function entry(shape: EntryShape = {}): AuditEntry {
  const { id = "r1", tool = "Bash", session = "s1", effect = "allow", rule = "Bash(ls:*)", command = "ls -l" } = shape;
  const cwd = parseAbsolutePath("/project");
  const at = { start: 0, end: 2 };
  return {
    time: shape.time ?? new Date("2026-01-30T12:00:00.123Z"),
    request: { id, session, tool, input: { command }, cwd },
    profile: "workspace",
    actions: [{ kind: "read", path: { kind: "static", path: "/a", text: "/a" }, deep: false, at, via: [] }],
    decision: {
      effect,
      reasons: [
        {
          code: effect === "allow" ? "rule/allowed" : "rule/denied",
          effect,
          subject: command,
          rule: { text: rule, source: { file: "profile.json", pointer: "/allowed_tools/0" } },
          message: "a rule matches",
          at,
        },
      ],
    },
    allows: ["Read", "Grep"],
    layers: [{ name: "mounts", held: true }],
    result: { status: 0, timedOut: false, durationMs: 12.3456 },
  };
}

/** A log of that many records. */
export function writtenLog(count: number, rotateBytes?: number): string {
  const folder = auditFolder();
  using log = openAuditLog(folder, rotateBytes === undefined ? {} : { rotateBytes });
  for (let index = 1; index <= count; index += 1) log.append(entry({ id: `r${index}` }));
  return folder;
}

export function logFiles(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  return names.toSorted().map((name) => join(folder, name));
}

/** Rewrites the log's lines, as somebody would who has something to hide. */
export function tamper(file: string, change: (lines: readonly string[]) => readonly string[]): void {
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  writeFileSync(
    file,
    change(lines)
      .map((line) => `${line}\n`)
      .join(""),
  );
}
