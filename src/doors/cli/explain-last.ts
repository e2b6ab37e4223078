import { ConfigError, printable } from "../../base/index.ts";
import { auditFolder } from "../../engine/index.ts";
import { type AuditExec, type AuditRecord, tailAudit } from "../../observe/index.ts";
import { writeAll } from "../world.ts";
import type { Invocation } from "./command.ts";

/** The last request of this user: what its text declared and what really ran, side by side. */
export async function explainLast(invocation: Invocation): Promise<number> {
  if (invocation.own.has("-c")) throw new ConfigError("config/usage", "explain: give either -c CMD or --last");
  let last: AuditRecord | undefined;
  for await (const record of tailAudit(auditFolder(invocation.world), { count: 1, follow: false })) last = record;
  if (last === undefined) throw new ConfigError("config/usage", "explain: nothing has been recorded yet");
  writeAll(1, invocation.options.json ? asJson(last) : asText(last));
  return 0;
}

function asJson({ id, time, profile, verdict, reasons, input, actions, execs, exec_counts }: AuditRecord): string {
  return `${JSON.stringify({ id, time, profile, verdict, reasons, input, declared: actions, ran: execs, counts: exec_counts })}\n`;
}

/** One line of the comparison. */
interface Pair {
  readonly declared: string;
  readonly ran: string;
}

const columnWidth = 44;

function asText(record: AuditRecord): string {
  const { time, profile, verdict, reasons, exec_counts: counts } = record;
  const [reason] = reasons;
  const head = [
    `request   ${time.slice(0, 19).replace("T", " ")} UTC, profile ${profile}`,
    `command   ${commandOf(record)}`,
    `verdict   ${verdict}${reason === undefined ? "" : `: ${reason.message}`}`,
  ];
  const rows = pairsOf(record).map(({ declared, ran }) => `${fitted(declared)}  ${ran}`.trimEnd());
  const more = counts === undefined || counts.omitted === 0 ? [] : [`and ${counts.omitted} more that are not listed`];
  const lines = [...head, "", `${fitted("declared")}  ran`, ...rows, ...more];
  return lines.map((line) => `${printable(line, 600)}\n`).join("");
}

function commandOf({ input }: AuditRecord): string {
  const command = new Map(typeof input === "object" && input !== null ? Object.entries(input) : []).get("command");
  return typeof command === "string" ? command : JSON.stringify(command ?? input);
}

function fitted(text: string): string {
  const plain = printable(text, columnWidth * 4);
  return plain.length <= columnWidth ? plain.padEnd(columnWidth) : `${plain.slice(0, columnWidth - 1)}…`;
}

/** Declared commands in their order, each with the program of that name that ran; then what nobody declared. */
function pairsOf({ actions, execs = [], verdict, exec_counts: counts }: AuditRecord): readonly Pair[] {
  const left = [...execs];
  const declared = actions.filter(({ kind }) => kind === "exec" || kind === "builtin" || kind === "opaque");
  const pairs = declared.map(({ kind, what }): Pair => {
    const index = left.findIndex((exec) => sameProgram(exec, what));
    const [ran] = index === -1 ? [] : left.splice(index, 1);
    const missing = kind === "exec" && verdict === "allow" && counts !== undefined ? "(no program started)" : "";
    return { declared: what, ran: ran === undefined ? missing : execLine(ran) };
  });
  return [...pairs, ...left.map((exec) => ({ declared: "", ran: execLine(exec) }))];
}

function sameProgram({ argv }: AuditExec, what: string): boolean {
  return baseName(wordsOf(argv)[0] ?? "") === baseName(what.split(" ", 1)[0] ?? "");
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function wordsOf(argv: AuditExec["argv"]): readonly string[] {
  return Array.isArray(argv) ? argv.map((word) => (typeof word === "string" ? word : "…")) : [];
}

function execLine({ argv, chain, verdict, code, rule, decided_by: by, times = 1 }: AuditExec): string {
  const way = chain.length === 0 ? "" : `  (from ${chain.join(" → ")})`;
  const often = times === 1 ? "" : ` ×${times}`;
  const who = by === undefined ? "" : `  (${by})`;
  const told = `${wordsOf(argv).join(" ")}${often}${way}${who}`;
  return verdict === "allow" ? told : `DENIED ${told}  ${rule ?? code}`;
}
