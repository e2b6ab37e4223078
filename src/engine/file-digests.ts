import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { ExecFile, ExecQuestion } from "../base/index.ts";

/** SHA-256 of files that are looked at while somebody waits. */
export interface FileDigests {
  /** Of a file that is not expected to change within one run. */
  readonly ofSystem: (path: string) => string | undefined;
  /** Of the very file that was asked about; nothing when it can't be read. */
  readonly ofAsked: (question: ExecQuestion) => string | undefined;
}

export function createFileDigests(): FileDigests {
  const system = new Map<string, string | undefined>();
  return {
    ofSystem(path) {
      if (!system.has(path)) system.set(path, digestOf(path, undefined));
      return system.get(path);
    },
    ofAsked(question) {
      for (const path of placesOf(question)) {
        const hash = digestOf(path, question.file);
        if (hash !== undefined) return hash;
      }
      return undefined;
    },
  };
}

/** Where the file of a waiting process can be opened from here. */
function placesOf({ pid, path, moment, file }: ExecQuestion): readonly string[] {
  const own = /^\/(?:proc\/(?:self|thread-self|\d+)|dev)\/fd\/(?<fd>\d+)$/u.exec(path)?.groups?.["fd"];
  return [
    ...(moment === "before" ? [] : [`/proc/${pid}/exe`]),
    ...(own === undefined ? [] : [`/proc/${pid}/fd/${own}`]),
    ...(file === undefined ? [] : [`/proc/${pid}/root${file.path}`, file.path]),
  ];
}

const chunk = 1 << 20;

function digestOf(path: string, wanted: ExecFile | undefined): string | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(path, "r");
    const { dev, ino } = fstatSync(fd);
    if (wanted !== undefined && !(String(dev) === wanted.device && String(ino) === wanted.inode)) return undefined;
    const hash = createHash("sha256");
    const buffer = Buffer.alloc(chunk);
    let left = wanted?.size ?? Number.POSITIVE_INFINITY;
    for (let got = readSync(fd, buffer); got > 0; got = readSync(fd, buffer)) {
      left -= got;
      // Whoever can write to it could let it grow faster than it is read.
      if (left < 0) return undefined;
      hash.update(buffer.subarray(0, got));
    }
    return hash.digest("hex");
  } catch {
    return undefined; // gone, or not for this user to read: the next place, or nothing
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
