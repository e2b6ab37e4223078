import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EnforcementError, printable } from "../../base/index.ts";
import { openExclusiveLock } from "../../observe/index.ts";
import type { Session } from "../session.ts";

/** US dollars that agents of this user have cost, by day (`2026-03-02`, UTC). */
type Costs = ReadonlyMap<string, number>;

/** Days that count for no limit any more are forgotten. */
const keptDays = 62;

/** What agents have cost today, and in this month. Throws an `EnforcementError` when that is not known. */
export function costsOf({ host }: Session, now: Date): { readonly day: number; readonly month: number } {
  const costs = read(fileOf(host.places.state));
  const [day, month] = [dayOf(now), dayOf(now).slice(0, 7)];
  const inMonth = [...costs].flatMap(([at, usd]) => (at.startsWith(month) ? [usd] : []));
  return { day: costs.get(day) ?? 0, month: inMonth.reduce((sum, usd) => sum + usd, 0) };
}

/** Counts what a client says that has been spent, in US dollars, where the profile limits it. */
export function countCost({ host, loaded }: Session, usd: number, now: Date): void {
  if (loaded.profile.models?.costs === undefined || usd === 0) return;
  const file = fileOf(host.places.state);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  using lock = openExclusiveLock(`${file}.lock`, unusable);
  lock.hold(() => {
    const costs = new Map(read(file));
    costs.set(dayOf(now), (costs.get(dayOf(now)) ?? 0) + usd);
    write(file, new Map([...costs].toSorted(([one], [other]) => (one < other ? -1 : 1)).slice(-keptDays)));
  });
}

/** What an agent's result says of its cost, as the Agent SDK spells it. */
export function costIn(output: unknown): number {
  if (typeof output !== "object" || output === null || !("total_cost_usd" in output)) return 0;
  return isCost(output.total_cost_usd) ? output.total_cost_usd : 0;
}

export function isCost(usd: unknown): usd is number {
  return typeof usd === "number" && Number.isFinite(usd) && usd >= 0;
}

const fileOf = (state: string): string => join(state, "costs", "days.json");

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

function read(file: string): Costs {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return new Map();
    throw unusable(file, "it can't be read", error);
  }
  const costs = parse(text);
  if (costs === undefined) throw unusable(file, "it is damaged");
  return costs;
}

function parse(text: string): Costs | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const costs = Object.entries(value).filter(
      (entry): entry is [string, number] => typeof entry[1] === "number" && entry[1] >= 0,
    );
    return costs.length === Object.keys(value).length ? new Map(costs) : undefined;
  } catch {
    return undefined; // not JSON
  }
}

/** A reader sees the old text or the new one. */
function write(file: string, costs: Costs): void {
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(Object.fromEntries(costs))}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw unusable(file, "it can't be written", error);
  }
}

function unusable(path: string, what: string, cause?: unknown): EnforcementError {
  return new EnforcementError(
    "enforcement/session-unreadable",
    `what agents have cost is not known: \`${printable(path)}\`: ${what}; repair or remove it`,
    { path },
    { cause },
  );
}
