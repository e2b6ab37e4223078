import type { NetworkEntry, ReasonCode } from "../../base/index.ts";

/** What stands at this moment. */
interface Standing {
  readonly connections: number;
  readonly tunnels: number;
}

/** What the filter has done so far, as Prometheus reads it. Labels hold words of this program alone, nothing that a client chose. */
export interface Metrics {
  readonly note: (entry: NetworkEntry) => void;
  readonly text: (standing: Standing) => string;
}

const namespace = "sallyport_egress";

/** Upper bounds in seconds: from an answer of a neighbour to a tunnel that stands for hours. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600] as const;

const failures = new Map<ReasonCode, string>([
  ["net/unresolved", "dns"],
  ["net/unreachable", "connect"],
  ["net/timed-out", "timeout"],
  ["net/address-changed", "address"],
]);

export function createMetrics(): Metrics {
  const requests = new Map<string, number>();
  const failed = new Map([...failures.values()].map((kind) => [`kind="${kind}"`, 0]));
  const totals = { sent: 0, received: 0, seconds: 0, count: 0 };
  const within = bounds.map(() => 0);
  const add = (counts: Map<string, number>, labels: string): unknown =>
    counts.set(labels, (counts.get(labels) ?? 0) + 1);
  return {
    note: ({ door, verdict, code, sent, received, durationMs }) => {
      add(requests, `door="${door}",verdict="${verdict}",code="${code}"`);
      const kind = failures.get(code);
      if (kind !== undefined) add(failed, `kind="${kind}"`);
      totals.sent += sent;
      totals.received += received;
      totals.seconds += durationMs / 1000;
      totals.count += 1;
      for (const [at, bound] of bounds.entries()) if (durationMs / 1000 <= bound) within[at] = (within[at] ?? 0) + 1;
    },
    text: ({ connections, tunnels }) =>
      [
        ...series("requests_total", "counter", "Requests by how they came in and what became of them.", [...requests]),
        ...series("failures_total", "counter", "Requests that failed on their way to the server.", [...failed]),
        ...series("bytes_total", "counter", "Bytes passed on.", [
          ['direction="sent"', totals.sent],
          ['direction="received"', totals.received],
        ]),
        ...series("request_duration_seconds", "histogram", "Time that requests and tunnels took.", [
          ...bounds.map((bound, at) => [`le="${bound}"`, within[at] ?? 0, "_bucket"] as const),
          ['le="+Inf"', totals.count, "_bucket"],
          ["", totals.seconds, "_sum"],
          ["", totals.count, "_count"],
        ]),
        ...series("connections", "gauge", "Clients' connections that are open.", [["", connections]]),
        ...series("tunnels", "gauge", "Tunnels that are open.", [["", tunnels]]),
        "",
      ].join("\n"),
  };
}

type Samples = readonly (readonly [labels: string, value: number, suffix?: string])[];

function series(
  name: string,
  type: "counter" | "gauge" | "histogram",
  help: string,
  samples: Samples,
): readonly string[] {
  const full = `${namespace}_${name}`;
  const lines = samples.map(
    ([labels, value, suffix = ""]) => `${full}${suffix}${labels === "" ? "" : `{${labels}}`} ${value}`,
  );
  return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...lines];
}
