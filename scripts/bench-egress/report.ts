/** Tells what was measured: medians, each with its ratio to the minimal proxy, and whether the goals were met. */
import { median } from "../bench-document.ts";
import { contestants } from "./contestants.ts";
import type { Rate } from "./load.ts";
import { type Memory, openAtOnce, openedInAll } from "./memory.ts";

/** One entry for each round. */
export interface Speeds {
  readonly get: Rate[];
  readonly tunnels: Rate[];
  readonly bulk: number[];
}

interface Measured {
  /** By contestant; those that were not installed are missing. */
  readonly speeds: ReadonlyMap<string, Speeds>;
  readonly memory: ReadonlyMap<string, Memory>;
  readonly firstByte: ReadonlyMap<string, readonly number[]>;
  /** What the section begins with. */
  readonly made: string;
}

const [ours, floor, direct] = ["Sallyport", "minimal Node proxy", "direct"];

/** The columns whose rates the goals compare. */
const rates: readonly (readonly [name: string, of: (speeds: Speeds) => readonly number[]])[] = [
  ["GET/s", ({ get }) => get.map(({ perSecond }) => perSecond)],
  ["tunnels/s", ({ tunnels }) => tunnels.map(({ perSecond }) => perSecond)],
  ["MB/s", ({ bulk }) => bulk],
];

export function egressReport(measured: Measured): string {
  const { speeds, firstByte } = measured;
  const names = [direct, ...contestants.map(({ name }) => name)];
  const missing = names.filter((name) => !speeds.has(name));
  return `${measured.made}

Plain GET of 1 KiB over 32 kept connections; tunnels (CONNECT, hello, the server's answer), 16 at once; one body of 512 MiB through a tunnel, complete each time.
Same origin (nginx, by the name \`localhost\`), contestants taking turns, medians. In brackets: × the minimal Node proxy. Times are what is added to those without a proxy.
Sallyport runs as \`egress serve\` with some twenty entries and its audit log; the others judge next to nothing and write nothing down.

| | GET/s | added p50, p99 | tunnels/s | added p50, p99 | MB/s |
| --- | --- | --- | --- | --- | --- |
${names
  .filter((name) => speeds.has(name))
  .map((name) => speedRow(name, speeds))
  .join("\n")}

| | MB with ${openAtOnce} tunnels open | most MB, after ${openedInAll} tunnels | descriptors left |
| --- | --- | --- | --- |
${[...measured.memory].map(([name, { open, peak, leaked }]) => `| ${name} | ${open.toFixed(0)} | ${peak.toFixed(0)} | ${leaked} |`).join("\n")}

| \`curl\` of a page of this machine, to its first byte | median ms | × \`srt\` |
| --- | --- | --- |
${[...firstByte].map(([name, times]) => `| \`${name}\` | ${median(times).toFixed(0)} | ${(median(times) / median(firstByte.get("srt -c") ?? [])).toFixed(2)} |`).join("\n")}
${missing.length === 0 ? "" : `\nNot installed, and so not measured: ${missing.join(", ")}.\n`}
| goal | reached | |
| --- | --- | --- |
${goals(measured)
  .map(({ text, value, met }) => `| ${text} | ${value} | ${met ? "met" : "**missed**"} |`)
  .join("\n")}
`;
}

function speedRow(name: string, speeds: ReadonlyMap<string, Speeds>): string {
  const cells = rates.map(([, of]) => {
    const rate = medianOf(speeds, name, of);
    return `${rate.toFixed(0)} (${(rate / medianOf(speeds, floor, of)).toFixed(2)})`;
  });
  const added = (kind: "get" | "tunnels"): string => {
    if (name === direct) return "–";
    const over = (key: "p50" | "p99"): string => {
      const of = (each: Speeds): readonly number[] => each[kind].map((rate) => rate[key]);
      return (medianOf(speeds, name, of) - medianOf(speeds, direct, of)).toFixed(1);
    };
    return `${over("p50")}, ${over("p99")} ms`;
  };
  return `| ${name} | ${cells[0]} | ${added("get")} | ${cells[1]} | ${added("tunnels")} | ${cells[2]} |`;
}

interface Goal {
  readonly text: string;
  readonly value: string;
  readonly met: boolean;
}

function goals({ speeds, memory, firstByte }: Measured): readonly Goal[] {
  const atLeast = (peer: string, share: number): readonly Goal[] =>
    speeds.has(peer)
      ? rates.map(([name, of]) => {
          const ratio = medianOf(speeds, ours, of) / medianOf(speeds, peer, of);
          return { text: `${name}: at least ${share} × ${peer}`, value: ratio.toFixed(2), met: ratio >= share };
        })
      : [];
  const proxies = [...speeds.keys()].filter((name) => name !== direct);
  const room = rates.map(
    ([, of]) => medianOf(speeds, direct, of) / Math.max(...proxies.map((name) => medianOf(speeds, name, of))),
  );
  const { peak = Number.NaN, leaked = Number.NaN } = memory.get(ours) ?? {};
  const times = ["sallyport -c", "srt -c"].map((name) => median(firstByte.get(name) ?? []));
  const first = (times[0] ?? Number.NaN) / (times[1] ?? Number.NaN);
  return [
    ...atLeast(floor, 1),
    ...atLeast("squid", 0.7),
    { text: `at most 250 MB after ${openedInAll} tunnels`, value: peak.toFixed(0), met: peak <= 250 },
    { text: "no descriptor left", value: String(leaked), met: leaked <= 0 },
    {
      text: "without a proxy: at least 1.2 × the fastest proxy, so that proxies are what is measured",
      value: Math.min(...room).toFixed(2),
      met: Math.min(...room) >= 1.2,
    },
    { text: "first byte: at most 0.5 × `srt`", value: first.toFixed(2), met: first <= 0.5 },
  ];
}

function medianOf(
  speeds: ReadonlyMap<string, Speeds>,
  name: string,
  of: (speeds: Speeds) => readonly number[],
): number {
  const own = speeds.get(name);
  return own === undefined ? Number.NaN : median(of(own));
}
