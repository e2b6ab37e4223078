import { linkSync, lstatSync, readFileSync, unlinkSync, writeFileSync, chmodSync } from "node:fs";
import { ConfigError, printable } from "../../base/index.ts";

/** Readers of PEM skip what stands between certificates. By this line a file of a process that was killed is known. */
const mark = "# written by sallyport egress serve, and removed when it ends\n";

/** Writes what clients must trust where all of them can read it. Disposed, it is gone. Somebody else's file is never replaced. */
export function writeAuthority(path: string, bundle: string): Disposable {
  const text = mark + bundle;
  const draft = `${path}.${process.pid}`;
  try {
    if (isOurs(path)) unlinkSync(path);
    writeFileSync(draft, text, { flag: "wx" });
    try {
      chmodSync(draft, 0o644);
      linkSync(draft, path); // whoever waits for the file finds all of it
    } finally {
      unlinkSync(draft);
    }
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError("config/usage", `--authority ${printable(path)}: ${printable(String(error))}`);
  }
  return {
    [Symbol.dispose]: () => {
      if (readText(path) === text) unlinkSync(path);
    },
  };
}

/** False when nothing is there. */
function isOurs(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (found.isFile() && readText(path)?.startsWith(mark) === true) return true;
  throw new ConfigError(
    "config/usage",
    `--authority ${printable(path)}: the file is there and was not written by sallyport; name another one, or remove it`,
  );
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // it went in between, or is not this user's to read
  }
}
