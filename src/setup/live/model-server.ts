import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type Document, fieldsOf } from "../documents.ts";
import { type Shape, shapes } from "./model-shapes.ts";

/** A call that the model makes. */
export interface ModelStep {
  /** The first of these names that the client offers; none of them, and the step is left out. */
  readonly tools: readonly string[];
  readonly input: Document;
}

/** One request of the client, as it came. */
interface Seen {
  readonly path: string;
  readonly body: Document;
}

/** How far the client has gone with it. */
interface Talk {
  readonly offered: readonly string[];
  /** What has come of each step, as the client told it. */
  readonly results: ReadonlyMap<ModelStep, string>;
}

/** A model of our own on loopback, to which nobody finds who is not told of it. */
export interface ModelServer extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** Nothing where no client has offered a tool. */
  readonly talk: () => Talk | undefined;
}

/** Starts it on a port of its own: goes through the steps one by one, and has nothing more to say after the last. */
export async function startModel(steps: readonly ModelStep[]): Promise<ModelServer> {
  const seen: Seen[] = [];
  const secret = `/${randomBytes(16).toString("hex")}`;
  let talk: Talk | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (!path.startsWith(secret)) return void response.writeHead(404).end();
    const body = await bodyOf(request);
    seen.push({ path: path.slice(secret.length), body });
    const shape = shapes.find((one) => one.path.test(path));
    if (shape === undefined) return void response.writeHead(404, { "content-type": "application/json" }).end("{}");
    const offered = shape.tools(body);
    const possible = steps.filter(({ tools }) => tools.some((name) => offered.includes(name)));
    const results = shape.results(body).map((result) => JSON.stringify(result));
    const told = possible.flatMap((step, index) =>
      index < results.length ? [[step, results[index] ?? ""] as const] : [],
    );
    if (offered.length > 0) talk = { offered, results: new Map(told) };
    const next = possible[results.length];
    const tool = next?.tools.find((name) => offered.includes(name));
    stream(response, shape.events({ tool, input: next?.input ?? {} }));
  };
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}${secret}`,
    seen,
    talk: () => talk,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Document> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {}; // nothing that a model is asked
  }
}

function stream(response: ServerResponse, events: ReturnType<Shape["events"]>): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const [event, data] of events) {
    const line = typeof data === "string" ? data : JSON.stringify(data);
    response.write(`${event === undefined ? "" : `event: ${event}\n`}data: ${line}\n\n`);
  }
  response.end();
}
