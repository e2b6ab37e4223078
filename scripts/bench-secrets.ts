/**
 * Measures how fast output is redacted, in pieces as a pipe gives them, and writes the part about it in
 * `docs/benchmarks.md`.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { madeBy, median, putSections } from "./bench-document.ts";
import { createDetector, createStreamRedactor } from "../src/observe/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const pieceBytes = 64 * 1024;
const wantedBytes = 32 * 1024 * 1024;
const rounds = 5;

const sources = (pattern: string): Buffer =>
  Buffer.concat(globSync(pattern, { cwd: root }).map((path) => readFileSync(join(root, path))));

const texts: readonly (readonly [name: string, once: Buffer])[] = [
  ["lines of a build", Buffer.from("[ 12%] Building CXX object src/CMakeFiles/app.dir/window.cpp.o (0.31 s)\n")],
  ["TypeScript", sources("src/**/*.ts")],
  ["a lock file", readFileSync(join(root, "package-lock.json"))],
  ["bytes of a program", readFileSync(process.execPath).subarray(0, 8 * 1024 * 1024)],
];

/** Megabytes in a second of the processor, the median of several rounds. */
function rate(once: Buffer, custom: readonly string[]): number {
  const bytes = Buffer.concat(Array.from({ length: Math.ceil(wantedBytes / once.length) }, () => once));
  const detector = createDetector({ custom, exclude: [] });
  const rates = Array.from({ length: rounds + 1 }, () => {
    const redactor = createStreamRedactor(detector);
    // Time of this process alone: others want the processor, too.
    const begin = process.cpuUsage();
    for (let at = 0; at < bytes.length; at += pieceBytes) redactor.push(bytes.subarray(at, at + pieceBytes));
    redactor.end();
    const { user, system } = process.cpuUsage(begin);
    return bytes.length / (user + system);
  }).slice(1);
  return median(rates);
}

const made = madeBy("bench-secrets.ts");
const rows = texts.map(([name, once]) => {
  const [plain, own] = [rate(once, []), rate(once, ["sk-[a-zA-Z0-9]{48}", "pk_[a-zA-Z0-9]{24}"])];
  return `| ${name} | ${plain.toFixed(0)} | ${own.toFixed(0)} |`;
});
putSections({
  Redacting: `${made}

Output in pieces of 64 KiB, in MB for a second of the processor; budget: 50.

| | usual rules | and two patterns of a profile |
| --- | --- | --- |
${rows.join("\n")}
`,
});
