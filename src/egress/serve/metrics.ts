import type { NetworkEntry } from "../../base/index.ts";

/** What the filter has done so far, as Prometheus reads it. */
export interface Metrics {
  readonly note: (entry: NetworkEntry) => void;
  readonly text: (open: number) => string;
}

const namespace = "sallyport_egress";

export function createMetrics(): Metrics {
  const requests = new Map<string, number>();
  const totals = { sent: 0, received: 0, seconds: 0 };
  return {
    note: ({ door, verdict, code, sent, received, durationMs }) => {
      const labels = `door="${door}",verdict="${verdict}",code="${code}"`;
      requests.set(labels, (requests.get(labels) ?? 0) + 1);
      totals.sent += sent;
      totals.received += received;
      totals.seconds += durationMs / 1000;
    },
    text: (open) =>
      [
        ...series("requests_total", "counter", "Requests by how they came in and what became of them.", [...requests]),
        ...series("bytes_total", "counter", "Bytes passed on.", [
          ['direction="sent"', totals.sent],
          ['direction="received"', totals.received],
        ]),
        ...series("request_seconds_total", "counter", "Time that requests and tunnels took.", [["", totals.seconds]]),
        ...series("connections", "gauge", "Clients' connections that are open.", [["", open]]),
        "",
      ].join("\n"),
  };
}

type Samples = readonly (readonly [labels: string, value: number])[];

function series(name: string, type: "counter" | "gauge", help: string, samples: Samples): readonly string[] {
  const full = `${namespace}_${name}`;
  const lines = samples.map(([labels, value]) => `${full}${labels === "" ? "" : `{${labels}}`} ${value}`);
  return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...lines];
}
