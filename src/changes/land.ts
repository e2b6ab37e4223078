import { mkdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { getSystemErrorName } from "node:util";
import { type AbsolutePath, bytesOf } from "../base/index.ts";
import type { Changes, Dressing, Look, Stamp, Swap } from "./change.ts";
import { lookAt } from "./list-tree.ts";
import { moveEntry } from "./move-entry.ts";
import { topOf } from "./place-in-files.ts";
import { runWarden } from "./run-warden.ts";
import { removeFolder, type Store } from "./store.ts";

/** How a landing ended. Nothing has landed unless all has. */
export type Landing =
  | { readonly kind: "landed" }
  | { readonly kind: "conflict"; readonly paths: readonly string[] }
  /** The name of an errno, and where it struck. */
  | { readonly kind: "failed"; readonly error: string; readonly path: string }
  /** What was written can't be landed as it is, or something went wrong on the way: it is kept. */
  | { readonly kind: "kept"; readonly why: string; readonly folder: string };

/** What to land, and the folder of its store, which holds the other side of each swap in `files`. */
interface Order extends Pick<Changes, "roots" | "swaps" | "dressings"> {
  readonly folder: AbsolutePath;
}

/**
 * Lands all or nothing, even when this process or the whole machine dies on the way: then `finishLanding` goes on. What was there
 * before lies in `files` afterwards.
 */
export function land(order: Order, store: Store): Landing {
  writePlan(order, store, (root) =>
    isBeside(order, root) ? `${order.folder}/files` : stagedFolder(order, root, store),
  );
  const landing = finishLanding(order, store);
  if (landing.kind !== "failed" || landing.error !== "EXDEV") return landing;
  // One device and two mounts of it. What was tried and taken back has been touched by that.
  const again = {
    ...order,
    swaps: order.swaps.map((swap) => ({ ...swap, old: swap.old && { ...swap.old, touchedNs: "0" } })),
  };
  writePlan(again, store, (root) => stagedFolder(again, root, store));
  return finishLanding(again, store);
}

function isBeside({ roots, folder }: Order, root: number): boolean {
  return statSync(bytesOf(roots[root] ?? "/")).dev === statSync(folder).dev;
}

/** The same by the plan alone; returns what the native helper says of it. */
export function finishPlan(folder: AbsolutePath, { warden }: Pick<Store, "warden">): readonly string[] {
  return runWarden(warden, ["--land", `${folder}/plan`]).texts;
}

/** Finishes what a plan says, or takes it back where somebody has changed meanwhile what was still to land. */
export function finishLanding(order: Order, store: Store): Landing {
  const texts = finishPlan(order.folder, store);
  const [first = ""] = texts;
  if (first === "landed") {
    unstage(order, store);
    return { kind: "landed" };
  }
  const [, code = "0", path = ""] = /^failed (\d+) (.*)$/su.exec(first) ?? [];
  unstage(order, store);
  const onHost = (name: string): string => {
    const swap = [...order.swaps, ...order.dressings].find((one) => one.path === name);
    return (swap && topOf(swap, order.roots)) ?? name;
  };
  if (code !== "0") return { kind: "failed", error: getSystemErrorName(-Number(code)), path: onHost(path) };
  return { kind: "conflict", paths: texts.map((text) => onHost(text.slice("conflict ".length))) };
}

const stagePrefix = ".sallyport-landing-";

function stagePath({ roots, folder }: Order, root: number): string {
  return `${roots[root]}/${stagePrefix}${folder.slice(folder.lastIndexOf("/") + 1)}`;
}

/** Names can be swapped on one file system only: what lies on another one is copied over first. */
function stagedFolder(order: Order, root: number, { warden }: Store): string {
  const files = `${order.folder}/files`;
  const stage = stagePath(order, root);
  removeFolder(stage, warden);
  mkdirSync(bytesOf(stage), { mode: 0o700 });
  try {
    for (const swap of order.swaps.filter((one) => one.root === root && one.fresh !== undefined))
      moveEntry(`${files}/${swap.name}`, `${stage}/${swap.name}`, warden);
  } catch (error) {
    unstage(order, { warden });
    throw error;
  }
  return stage;
}

/** Brings back what lies beside the workspace; nothing where nothing does. */
export function unstage(order: Order, { warden }: Pick<Store, "warden">): void {
  for (const [root] of order.roots.entries()) {
    const stage = stagePath(order, root);
    if (lookAt(stage) === undefined) continue;
    for (const { name } of order.swaps.filter((one) => one.root === root)) {
      if (lookAt(`${stage}/${name}`) !== undefined)
        moveEntry(`${stage}/${name}`, `${order.folder}/files/${name}`, warden);
    }
    removeFolder(stage, warden);
  }
}

type Field = readonly [key: string, value: string];

/** Writes down what is to land, with what must be found there: all that a landing needs, whoever goes on with it. */
export function writePlan(
  order: Order,
  { folder: store }: Pick<Store, "folder">,
  filesOf: (root: number) => string,
): void {
  const fields: Field[] = [
    ["store", order.folder],
    ["lock", `${store}/lock`],
  ];
  for (const [root, path] of order.roots.entries()) {
    const swaps = order.swaps.filter((swap) => swap.root === root);
    const dressings = order.dressings.filter((dressing) => dressing.root === root);
    if (swaps.length + dressings.length === 0) continue;
    const files = filesOf(root);
    fields.push(["root", path], ["files", files]);
    for (const swap of swaps) fields.push(["change", changeText(swap, files)], ["path", swap.path]);
    for (const dressing of dressings) fields.push(["dress", dressText(dressing)], ["path", dressing.path]);
  }
  const path = `${order.folder}/plan`;
  writeFileSync(`${path}.draft`, frameOf(fields), { mode: 0o600 });
  renameSync(`${path}.draft`, path);
}

/** A copy is another file than what was copied. */
function changeText({ name, old, fresh }: Swap, files: string): string {
  const now = fresh === undefined ? undefined : (lookAt(`${files}/${name}`) ?? fresh);
  const stamp = (of: Pick<Stamp, "inode" | "size" | "changedNs"> | undefined): string =>
    of === undefined ? "0 0 0" : `${of.inode} ${of.size} ${of.changedNs}`;
  return `${name} ${stamp(old)} ${old?.touchedNs ?? 0} ${stamp(now)}`;
}

function dressText({ before, after }: Dressing): string {
  const text = ({ mode, user, group, changedNs }: Look): string => `${mode.toString(8)} ${user} ${group} ${changedNs}`;
  return `${text(before)} ${text(after)}`;
}

/** The native helper's frame: a length, then key, NUL, value, NUL, and so on. */
function frameOf(fields: readonly Field[]): Buffer {
  const end = Buffer.alloc(1);
  const body = Buffer.concat(
    fields.flatMap(([key, value]) => [Buffer.from(`${key}\0`), Buffer.from(bytesOf(value)), end]),
  );
  const head = Buffer.alloc(4);
  head.writeUInt32LE(body.length);
  return Buffer.concat([head, body]);
}
