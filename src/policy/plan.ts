import { type Action, type Effect, isStricter, type Plan, type PlanStep, type Span, type Word } from "../base/index.ts";
import { absolutePath } from "./absolute-path-of.ts";
import type { ReadText } from "./decide.ts";
import { grantedHost } from "./judge-connect.ts";
import { judgedPath, type Judging } from "./judge-path.ts";
import { effectOf } from "./settle.ts";
import { writeTools } from "./tool-names.ts";
import type { Verdict } from "./verdict.ts";

/** What a request would do, and how each part of it was judged. */
interface Planned {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly reading: ReadText;
  readonly verdicts: readonly Verdict[];
}

/** The plan of a request that does not run: verdicts are those of the mode `default`. */
export function planOf(planned: Planned, judging: Judging): Plan {
  const { tool, input, reading, verdicts } = planned;
  const { effect } = stepOf(tool, tool, verdicts);
  if (tool !== "Bash")
    return { effect, steps: [stepOf(tool, subjectOf(verdicts, tool), verdicts)], ...reachOf(tool, input, judging) };
  const command = typeof input["command"] === "string" ? input["command"] : "";
  const mine = verdictsByAction(reading.actions, verdicts);
  const steps = reading.actions.map((action) =>
    stepOf(action.kind, whatOf(action, command), mine.get(action) ?? walledOff(action, judging)),
  );
  return { effect, steps, files: writtenPaths(reading.actions, judging), hosts: hostsOf(reading.actions) };
}

function stepOf(kind: string, what: string, verdicts: readonly Verdict[]): PlanStep {
  let strictest: { readonly effect: Effect; readonly code: Verdict["code"] } | undefined;
  for (const verdict of verdicts) {
    const effect = effectOf(verdict, "default");
    if (strictest === undefined || isStricter(effect, strictest.effect)) strictest = { effect, code: verdict.code };
  }
  return { kind, what, effect: "allow", ...strictest };
}

/** A host of which only the walls speak: a program may try it, and does not get there. */
function walledOff(action: Action, judging: Judging): readonly Verdict[] {
  const { backend } = judging.policy.profile.sandbox;
  if (action.kind !== "connect" || action.host === undefined || backend === "none") return [];
  if (grantedHost({ host: action.host, port: action.port }, judging) !== undefined) return [];
  return [{ effect: "deny", code: "net/host-not-allowed", subject: action.text }];
}

const subjectOf = (verdicts: readonly Verdict[], tool: string): string =>
  verdicts.map(({ subject }) => subject).find((subject) => subject !== "") ?? tool;

/** Every verdict belongs to what stands closest around its place. */
function verdictsByAction(actions: readonly Action[], verdicts: readonly Verdict[]): ReadonlyMap<Action, Verdict[]> {
  const found = new Map<Action, Verdict[]>();
  for (const verdict of verdicts) {
    const around = actions.filter(({ at }) => verdict.at !== undefined && holds(at, verdict.at));
    const least = Math.min(...around.map(({ at }) => at.end - at.start));
    for (const action of around) {
      if (action.at.end - action.at.start !== least) continue;
      const filed = found.get(action);
      if (filed === undefined) found.set(action, [verdict]);
      else filed.push(verdict);
    }
  }
  return found;
}

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

function whatOf(action: Action, command: string): string {
  if (action.kind === "read" || action.kind === "write") return action.path.text;
  if (action.kind === "connect" || action.kind === "opaque") return action.text;
  if (action.kind === "assign") return action.change.name;
  // A program that is started without a text has no place in one.
  if (action.kind === "exec" && action.at.start === action.at.end) return action.words.map(textOf).join(" ");
  return command.slice(action.at.start, action.at.end);
}

const textOf = (word: Word): string => (word.kind === "static" ? word.value : word.text);

function writtenPaths(actions: readonly Action[], judging: Judging): readonly string[] {
  const paths = actions.flatMap((action) => {
    if (action.kind !== "write") return [];
    if (action.path.kind === "opaque") return [action.path.text];
    const { path } = judgedPath(action.path, judging);
    return path.startsWith("/dev/") ? [] : [path];
  });
  return [...new Set(paths)];
}

function hostsOf(actions: readonly Action[]): readonly string[] {
  const hosts = actions.flatMap((action) => (action.kind === "connect" ? [action.host ?? action.text] : []));
  return [...new Set(hosts)];
}

function reachOf(
  tool: string,
  { file_path: file, notebook_path: notebook, url }: Planned["input"],
  { context }: Judging,
): Pick<Plan, "files" | "hosts"> {
  const written = writeTools.has(tool) ? [file, notebook].filter((path) => typeof path === "string") : [];
  const host = tool === "WebFetch" && typeof url === "string" ? URL.parse(url)?.hostname : undefined;
  return {
    files: written.map((path) => absolutePath(path, context)),
    hosts: host === undefined || host === "" ? [] : [host],
  };
}
