import { lstatSync, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { type AbsolutePath, type Decision, parseAbsolutePath, type Reason } from "../base/index.ts";
import { createDetector, type FoundSecret, redactSecrets, type SecretDetector } from "../observe/index.ts";
import { type EffectiveProfile, pathOfInput, reasonMessage } from "../policy/index.ts";
import type { Judgement } from "./judge.ts";

type Policy = EffectiveProfile["secrets"];

const detectors = new WeakMap<Policy, SecretDetector>();

/** Finds what the profile calls a secret; nothing when it does not ask for it. Throws a `ConfigError` for an unusable pattern. */
export function detectorOf({ secrets }: EffectiveProfile): SecretDetector | undefined {
  if (!secrets.search) return undefined;
  const made = detectors.get(secrets) ?? createDetector(secrets);
  detectors.set(secrets, made);
  return made;
}

/** Takes out of a text what a record does not show of it either. */
export function redactorFor(profile: EffectiveProfile): (text: string) => string {
  const detector = detectorOf(profile);
  return (text) => redactSecrets(detector === undefined ? text : detector.redact(text));
}

const mostReasons = 20;

/** One reason for each place, none of which shows the secret. */
export function secretReasons(
  found: readonly FoundSecret[],
  file: string,
  { block }: Pick<Policy, "block">,
): readonly Reason[] {
  const effect = block ? "deny" : "allow";
  return found.slice(0, mostReasons).map(({ kind, line }) => {
    const subject = `${file}, line ${line}, ${kind}`;
    const code = "secret/found";
    return { code, effect, subject, message: reasonMessage({ effect, code, subject }, effect) };
  });
}

/** The decision with what was found: it denies where the profile blocks, and else only says so. */
function withSecretReasons(decision: Decision, reasons: readonly Reason[]): Decision {
  const [first, ...rest] = reasons;
  if (first === undefined || decision.effect === "deny") return decision;
  if (first.effect === "deny") return { effect: "deny", reasons: [first, ...rest] };
  const [deciding, ...others] = decision.reasons;
  return { ...decision, reasons: [deciding, ...reasons, ...others] };
}

/** Bytes that are searched at once, or compared with. */
export const mostSearched = 64 * 1024 * 1024;

/** A tool that writes has one of them. */
const addingFields = ["content", "new_string", "new_source", "edits"];

/** A tool that writes a file is judged by what it would add to it, too. */
export function judgeWrittenSecrets(judgement: Judgement, profile: EffectiveProfile): Judgement {
  const { request, context, decision } = judgement;
  const input = judgement.updatedInput ?? request.input;
  const path = input["file_path"] ?? input["notebook_path"];
  const detector =
    decision.effect === "deny" || !addingFields.some((name) => name in input) ? undefined : detectorOf(profile);
  if (detector === undefined || typeof path !== "string") return judgement;
  const place = detector.redact(path);
  const old = oldText(pathOfInput(path, context));
  const inName = secretReasons(
    detector.findNew(newNames(pathOfInput(path, context))),
    `the name ${place}`,
    profile.secrets,
  );
  const inText = secretReasons(detector.findNew(proposedText(input, old), old), place, profile.secrets);
  return { ...judgement, decision: withSecretReasons(decision, [...inName, ...inText]) };
}

/** The part of a path that is not there yet. */
function newNames(path: AbsolutePath): string {
  const names: string[] = [];
  for (let at = path; at !== "/" && !isThere(at); at = parseAbsolutePath("..", at)) names.unshift(basename(at));
  return names.join("/");
}

function isThere(path: AbsolutePath): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true; // not for this user to look at: then a write says so
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** What the file is going to hold, or at least all that is added to it. */
function proposedText(input: Fields, old: string): string {
  const whole = input["content"] ?? input["new_source"];
  if (typeof whole === "string") return whole;
  const edits: readonly unknown[] = Array.isArray(input["edits"]) ? input["edits"] : [input];
  return edits.reduce<string>((text, edit) => (isFields(edit) ? edited(text, edit) : text), old);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function edited(text: string, { old_string: from, new_string: to, replace_all: all }: Fields): string {
  if (typeof from !== "string" || typeof to !== "string") return text;
  if (from === "" || !text.includes(from)) return `${text}\n${to}`;
  return all === true ? text.replaceAll(from, () => to) : text.replace(from, () => to);
}

function oldText(path: AbsolutePath): string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() === true && stats.size <= mostSearched ? readFileSync(path, "utf8") : "";
  } catch {
    return ""; // not for this user to read: then nothing of it is known
  }
}
