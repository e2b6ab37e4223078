/** `docs/benchmarks.md`: a preface, and sections that a script each measures and writes in a run of its own. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem } from "node:os";
import { fileURLToPath } from "node:url";

const document = fileURLToPath(new URL("../docs/benchmarks.md", import.meta.url));

/** In the document's order. */
const headings = [
  "Deciding",
  "Starting",
  "The exec gate",
  "Tools for files",
  "Changes that land together",
  "Redacting",
  "Egress",
] as const;

type Heading = (typeof headings)[number];

const preface = `# Benchmarks

\`scripts/bench\` measures all of it anew; each section says how it was made, and stays when another is made anew. Within
a section contestants take turns. Ratios carry over to other machines, times do not.
`;

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** What a section begins with. To be asked for before anything is measured. */
export function madeBy(script: string): string {
  const [busy = Number.NaN] = loadavg();
  const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`;
  return `Written by \`node scripts/${script}\` on ${machine}, Node ${process.versions.node}; ${busy.toFixed(1)} processes wanted a processor when it began.`;
}

/** Puts sections in the place of those of the same names, and prints them. */
export function putSections(bodies: Readonly<Partial<Record<Heading, string>>>): void {
  const old = existsSync(document) ? readFileSync(document, "utf8").split(/^(?=## )/mu) : [];
  const sections = headings.flatMap((heading) => {
    const body = bodies[heading];
    if (body !== undefined) return [`## ${heading}\n\n${body.trim()}\n`];
    return old.filter((section) => section.startsWith(`## ${heading}\n`)).map((section) => `${section.trim()}\n`);
  });
  writeFileSync(document, [preface, ...sections].join("\n"));
  process.stdout.write(Object.values(bodies).join("\n"));
}
