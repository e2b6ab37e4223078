/**
 * Compiles the native helper into `dist/warden`. For tests only: `--sanitize` builds `dist/warden-asan` with the address
 * and undefined-behaviour sanitizers instead, `--unverified` a `dist/warden-unverified` whose exec gate believes that
 * what starts is what it asked about.
 */
import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const sanitize = process.argv.includes("--sanitize");
const unverified = process.argv.includes("--unverified");
const name = sanitize ? "warden-asan" : unverified ? "warden-unverified" : "warden";
const output = join(root, "dist", name);
const temporary = `${output}.${process.pid}`;
const sources = globSync("src/native/*.c", { cwd: root }).toSorted();

const warnings = [
  "-Wall",
  "-Wextra",
  "-Werror",
  "-Wshadow",
  "-Wstrict-prototypes",
  "-Wmissing-prototypes",
  "-Wformat=2",
];
const hardening = ["-fstack-protector-strong", "-D_FORTIFY_SOURCE=2"];
const plain = ["-O2", ...hardening];
const sanitized = ["-O1", "-g", "-fno-omit-frame-pointer", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

function fail(message: string): never {
  process.stderr.write(`build-native: ${message}\n`);
  process.exit(1);
}

/** True when it compiled. A static binary starts faster and needs nothing of the host; not every libc offers one. */
function compile(link: readonly string[]): boolean {
  const defines = unverified ? ["-DSALLYPORT_WITHOUT_VERIFICATION"] : [];
  const flags = ["-std=gnu17", ...warnings, ...(sanitize ? sanitized : plain), ...defines, ...link];
  const { error, status, stderr } = spawnSync("cc", [...flags, "-o", temporary, ...sources], {
    cwd: root,
    encoding: "utf8",
  });
  if (error) {
    const missing = "code" in error && error.code === "ENOENT";
    fail(missing ? "no C compiler: install gcc and libc6-dev (or clang), so that `cc` is found" : error.message);
  }
  if (status !== 0 && link.length === 0) process.stderr.write(stderr);
  return status === 0;
}

if (sources.length === 0) fail("no C source found in src/native");
mkdirSync(join(root, "dist"), { recursive: true });
const links = sanitize ? [[]] : [["-static"], []];
if (!links.some((link) => compile(link))) process.exit(1);
renameSync(temporary, output);
