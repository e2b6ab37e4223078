import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";

/** Empty for a file that is not there. */
export function readConfig(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** What it was before anything of ours was in it. */
export function backupOf(path: string): string {
  return `${path}.before-sallyport`;
}

/** A reader sees the old text or the new one. A link stays one; the file keeps its mode. */
export function writeConfig(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const real = existsSync(path) ? realpathSync(path) : path;
  const mode = existsSync(real) ? statSync(real).mode & 0o777 : 0o644;
  const draft = `${real}.${chance()}.new`;
  const fd = openSync(draft, "wx", mode);
  try {
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  chmodSync(draft, mode);
  renameSync(draft, real);
}

/** The first original is kept: a second installation finds our own parts in the file. */
export function keepBackup(path: string): void {
  if (existsSync(path) && !existsSync(backupOf(path))) copyFileSync(path, backupOf(path));
}

/** A backup that says nothing else than the file does is of no use any more. */
export function dropBackup(path: string, text: string): void {
  if (readConfig(backupOf(path)) === text) rmSync(backupOf(path), { force: true });
}

function chance(): string {
  return Math.random().toString(36).slice(2);
}
