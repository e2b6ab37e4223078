import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { startOf } from "../processes/index.ts";

/** A process, told from every other that had or will have its number. */
interface Owner {
  readonly pid: number;
  readonly start: string;
  readonly namespace: string;
}

export function ownSelf(): Owner {
  return { pid: process.pid, start: startOf("self") ?? "", namespace: namespaceOf() };
}

/** True unless it is certain that the process which wrote this file has ended. */
export function isOwned(file: string): boolean {
  let owner: unknown;
  try {
    if (!lstatSync(file).isFile()) return true; // a pipe would never be read to its end
    owner = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return !(error instanceof SyntaxError); // half a file: whoever was writing it has ended
  }
  const told = new Map<string, unknown>(Object.entries(owner ?? {}));
  // Processes of another container can't be seen from here, or not by the same clock.
  if (told.get("namespace") !== namespaceOf()) return true;
  return told.has("start") && startOf(String(told.get("pid"))) === told.get("start");
}

/** When a process has started the kernel tells by the clock of whoever asks (time_namespaces(7)). */
function namespaceOf(): string {
  return ["pid", "time"].map((kind) => nameOf(`/proc/self/ns/${kind}`)).join(" ");
}

function nameOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ""; // KERNEL 5.6: before there was one clock for all
  }
}
