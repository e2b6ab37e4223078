import type { FileFaultCode } from "../base/index.ts";

export interface FileFault {
  readonly code: FileFaultCode;
  /** One line for whoever asked: what, why, and what would help. */
  readonly message: string;
}

export type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: FileFault };

export const done = <T>(value: T): Tried<T> => ({ ok: true, value });

export function failed(code: FileFaultCode, message: string): { readonly ok: false; readonly fault: FileFault } {
  return { ok: false, fault: { code, message } };
}

/** What was asked for is wanted no longer. */
export const cancelled = failed("file/cancelled", "it was cancelled");

/** By the names of errno(3). */
const meanings: ReadonlyMap<string, readonly [FileFaultCode, string]> = new Map([
  ["ENOENT", ["file/not-found", "there is no such file"]],
  ["ENOTDIR", ["file/not-a-folder", "a part of the path is no folder"]],
  ["EISDIR", ["file/is-a-folder", "it is a folder"]],
  ["EACCES", ["file/no-permission", "the system does not permit it"]],
  ["EPERM", ["file/no-permission", "the system does not permit it"]],
  ["ELOOP", ["file/link-circle", "its links lead in a circle"]],
  ["ENAMETOOLONG", ["file/name-too-long", "the name is too long"]],
  ["ENOSPC", ["file/disk-full", "there is no space left on the disk"]],
  ["EDQUOT", ["file/disk-full", "there is no space left in the quota"]],
  ["EFBIG", ["file/disk-full", "the system permits no file that large"]],
  ["EROFS", ["file/read-only-medium", "what holds it can't be written to"]],
]);

/** What the system said, in words. Throws what is no answer of the system. */
export function faultOf(error: unknown, subject: string): { readonly ok: false; readonly fault: FileFault } {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") throw error;
  const [code, meaning] = meanings.get(error.code) ?? (["file/failed", `the system says ${error.code}`] as const);
  return failed(code, `${subject}: ${meaning}`);
}
