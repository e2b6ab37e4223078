import type { ReadAction, WriteAction } from "../base/index.ts";
import { landingNames, makesHardLinks } from "./accepted-edits.ts";
import { boundsNames, boundsWrites } from "./bounds-names.ts";
import { isRefusalOnly, spelledOut } from "./grant.ts";
import type { Scene } from "./scene.ts";
import {
  grantedRead,
  grantedWrite,
  listsGrantWrites,
  type JudgedPath,
  judgedPath,
  type Judging,
  refusedPath,
} from "./judge-path.ts";
import { commandOf, needOf } from "./need-of.ts";
import { refusedByReadOnly, refusedWrite } from "./refused-write.ts";
import { isFreeDevice, isPassing, isReadableDevice, isSystemPath } from "./system-folders.ts";
import { findAnyToolRule } from "./tool-rule.ts";
import type { Verdict } from "./verdict.ts";

export function judgeRead(action: ReadAction, scene: Scene): readonly Verdict[] {
  return [...judgeOneRead(action, scene), ...judgeLinked(action, scene)];
}

/** What gets a second name by which it can be written must be writable by its own. */
function judgeLinked(action: ReadAction, scene: Scene): readonly Verdict[] {
  const command = commandOf(action.cause, scene);
  if (command?.grant.kind !== "edit" || !makesHardLinks(command.action.form)) return [];
  const verdicts = judgeOneWrite({ ...action, kind: "write", by: "operand" }, scene);
  return verdicts.filter(({ effect }) => effect !== "allow");
}

function judgeOneRead(action: ReadAction, scene: Scene): readonly Verdict[] {
  const judged = judgedPath(action.path, scene);
  if (action.path.kind === "static" && isReadableDevice(judged.path)) return [];
  const refused = refusedPath(judged, "read", scene);
  if (refused?.effect === "deny") return [refused];
  const asks = refused === undefined ? [] : [refused];
  if (needOf(action, scene) === "no-refusal" || judged.standing.access !== "hidden") return asks;
  const granted = grantedRead(judged, ["Read"], scene);
  return granted.effect === "allow" ? asks : [...asks, { ...granted, code: "path/not-readable" }];
}

export function judgeWrite(action: WriteAction, scene: Scene): readonly Verdict[] {
  const inFolder = landings(action, scene).flatMap((landing) => judgeOneWrite(landing, scene));
  // Its name may be of a kind that may not be written: nobody knows that the target is a folder.
  const refused = inFolder.filter(({ effect, code }) => effect !== "allow" && code !== "path/extension");
  return [...judgeOneWrite(action, scene), ...refused];
}

/** What a copy that the mode alone lets run writes where its target is a folder. */
function landings(action: WriteAction, scene: Scene): readonly WriteAction[] {
  const command = commandOf(action.cause, scene);
  const { path } = action;
  if (command?.grant.kind !== "edit" || path.kind !== "static") return [];
  return landingNames(command.action.form, path.text).map((name) => ({
    ...action,
    path: { kind: "static", path: `${path.path}/${name}`, text: `${path.text}/${name}` },
  }));
}

function judgeOneWrite(action: WriteAction, scene: Scene): readonly Verdict[] {
  const judged = judgedPath(action.path, scene);
  const isStatic = action.path.kind === "static";
  if (isStatic && isFreeDevice(judged.path)) return [];
  const needs = action.by === "operand" ? needOf(action, scene) : isRefusalOnly(action) ? "no-refusal" : "grant";
  const isInDevices = judged.path.startsWith("/dev/") && !isPassing(judged.path);
  if (isStatic && needs === "grant" && isInDevices) return [deviceVerdict(judged)];
  const refused = refusedPath(judged, "write", scene);
  if (refused?.effect === "deny") return [refused];
  const spelled = spelledOut(action.cause, scene.commands) !== undefined;
  const rest =
    needs === "grant" && !spelled ? judgeGranted(judged, isStatic, scene) : judgeOperand(judged, action, scene);
  return refused === undefined ? rest : [...rest, refused];
}

/** An operand of a program that runs: nobody knows whether an unknown program reads or writes it. */
function judgeOperand(judged: JudgedPath, action: WriteAction, scene: Scene): readonly Verdict[] {
  const form = commandOf(action.cause, scene)?.action.form;
  if (form?.known === false || action.path.kind !== "static") return [];
  if (form !== undefined && isLeftToWalls(judged, form.name, scene)) return [];
  const readOnly = refusedByReadOnly(judged, scene);
  if (readOnly !== undefined) return [readOnly];
  if (isDevice(judged)) return [deviceVerdict(judged)];
  return isWalledOff(judged, scene) ? [grantedWrite(judged, { tools: [], by: "command" }, scene)] : [];
}

/** Programs that change nothing but permissions, owners and times of what is there. */
const attributeOnly: ReadonlySet<string> = new Set(["touch", "chmod", "chown", "chgrp"]);

/** `find . -exec touch {} +` comes by what is guarded too: the walls know which change would be one. */
function isLeftToWalls({ standing }: JudgedPath, program: string, { policy }: Judging): boolean {
  return standing.guard === true && attributeOnly.has(program) && policy.profile.sandbox.backend !== "none";
}

/** A device of the host; what a command has of its own below `/dev` holds nothing of anybody else's. */
function isDevice({ path, standing }: JudgedPath): boolean {
  return standing.access !== "writable" && /^\/dev\/(?!(?:shm|pts|mqueue)(?:\/|$))/u.test(path);
}

function deviceVerdict({ text, at }: JudgedPath): Verdict {
  return { effect: "open", code: "path/device", subject: text, at, hard: "deny" };
}

/** Where the walls let nobody write: the system's own files, and with lists of files what is on none of them. */
function isWalledOff({ standing: { access }, real }: JudgedPath, { policy }: Judging): boolean {
  if (access === "writable") return false;
  return policy.files.silent ? isSystemPath(real) : !real.startsWith("/dev/");
}

const writers = ["Write", "Edit"];

function judgeGranted(judged: JudgedPath, isStatic: boolean, scene: Scene): readonly Verdict[] {
  const { policy } = scene;
  const told = { subject: judged.text, at: judged.at };
  const denied = findAnyToolRule(policy.deny, writers);
  if (denied !== undefined) return [{ effect: "deny", code: "rule/denied", ...told, rule: denied }];
  const refused = refusedWrite(judged, "command", scene);
  if (refused !== undefined) return [refused];
  const asked = findAnyToolRule(policy.ask, writers);
  const asks: readonly Verdict[] =
    asked === undefined ? [] : [{ effect: "ask", code: "rule/asked", ...told, rule: asked }];
  if (!isStatic && !mayWriteAnywhere(judged, scene))
    return [...asks, { effect: "open", code: "path/opaque", ...told, hard: hiddenPath(scene) }];
  const granted = grantedWrite(judged, { tools: writers, by: "command" }, scene);
  return [...asks, granted];
}

/** What a path that only exists at run time may hide beyond what the walls refuse anyway. */
function hiddenPath({ policy }: Judging): Verdict["hard"] {
  if (policy.deny.writes.size > 0 || boundsNames(policy)) return "deny";
  return policy.ask.writes.size > 0 ? "ask" : undefined;
}

/** A path that only exists at run time is fine where the walls alone hold every bound that the profile sets on writing. */
function mayWriteAnywhere(judged: JudgedPath, { policy }: Judging): boolean {
  const anywhere = findAnyToolRule(policy.allow, writers) !== undefined || listsGrantWrites(policy);
  return !boundsWrites(policy) && anywhere && judged.standing.access !== "read-only";
}
