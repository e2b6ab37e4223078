import { createServer, type Server } from "node:http";

/** What there is to tell. */
export interface Status {
  readonly isStopping: () => boolean;
  readonly metrics: () => string;
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const plain = "text/plain; charset=utf-8";
const prometheus = "text/plain; version=0.0.4; charset=utf-8";

/** Tells health and metrics to whoever asks. It listens nowhere: connections are handed to it. */
export function createStatusServer({ isStopping, metrics }: Status): Server {
  const pages = new Map<string, () => Page>([
    [
      "/healthz",
      () =>
        isStopping() ? { status: 503, type: plain, text: "stopping\n" } : { status: 200, type: plain, text: "ok\n" },
    ],
    ["/metrics", () => ({ status: 200, type: prometheus, text: metrics() })],
  ]);
  const missing: Page = { status: 404, type: plain, text: "say /healthz or /metrics\n" };
  const wrong: Page = { status: 405, type: plain, text: "say GET or HEAD\n" };
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 }, (request, response) => {
    const { method = "", url = "" } = request;
    const reads = method === "GET" || method === "HEAD";
    const { status, type, text } = reads ? (pages.get(url.replace(/\?.*$/su, ""))?.() ?? missing) : wrong;
    response.writeHead(status, {
      "content-type": type,
      "content-length": Buffer.byteLength(text),
      "cache-control": "no-store",
      ...(status === wrong.status ? { allow: "GET, HEAD", connection: "close" } : {}),
    });
    response.end(method === "HEAD" ? undefined : text);
  });
  // Node starts its clock for slow heads when a server begins to listen.
  server.emit("listening");
  return server;
}
