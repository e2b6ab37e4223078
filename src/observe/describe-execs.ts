import type { AuditExec, AuditRecord, ExecEntry, ExecTrace } from "./audit-entry.ts";
import { createCutter, shortText } from "./cut-value.ts";

/** Bytes of the listed execs in a record, as JSON spells them. */
const budget = 80 * 1024;
const maxArgv = 1024;
const maxPath = 384;
const maxName = 64;
const maxRule = 256;
const maxChain = 18;

/** What really ran, refused ones first, as many as the budget takes; the rest is counted. */
export function describeExecs({ listed, allow, deny }: ExecTrace): Pick<AuditRecord, "execs" | "exec_counts"> {
  const ordered = [
    ...listed.filter(({ verdict }) => verdict === "deny"),
    ...listed.filter(({ verdict }) => verdict === "allow"),
  ];
  const execs: AuditExec[] = [];
  let left = budget;
  let told = 0;
  for (const entry of ordered) {
    const described = describeExec(entry);
    left -= Buffer.byteLength(JSON.stringify(described));
    if (left < 0) break;
    execs.push(described);
    told += entry.times;
  }
  return { execs, exec_counts: { allowed: allow, refused: deny, omitted: allow + deny - told } };
}

function describeExec({ argv, words, file, chain, verdict, code, rule, decidedBy, times }: ExecEntry): AuditExec {
  const told = words > argv.length ? [...argv, `… ${words - argv.length} more`] : argv;
  return {
    argv: createCutter(maxArgv)(told),
    ...(file === undefined ? {} : { file: shortText(file, maxPath) }),
    chain: chain.slice(-maxChain).map((name) => shortText(name, maxName)),
    verdict,
    code,
    ...(rule === undefined ? {} : { rule: shortText(rule.text, maxRule) }),
    ...(decidedBy === undefined ? {} : { decided_by: shortText(decidedBy, maxRule) }),
    ...(times === 1 ? {} : { times }),
  };
}
