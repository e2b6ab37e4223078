import { Socket } from "node:net";
import { type buildConnector, Client, type Dispatcher } from "undici";
import { hostText, standardPorts } from "../../policy/index.ts";
import { connectServer, type ConnectSettings } from "../connect-server.ts";
import { type Failure, NetworkFailure } from "../network-failure.ts";
import { defaultLimits, type Destination } from "../settings.ts";
import type { WebTarget } from "../target.ts";
import { connectVerified, type Trust } from "../tls/connect-verified.ts";
import { asWritten, refusedByProxy } from "../upstream/request-form.ts";
import { readBody } from "./read-body.ts";

/** What a server answered to one request. */
export interface Answer {
  readonly status: number;
  readonly address: string | undefined;
  readonly location: string | undefined;
  readonly contentType: string;
  readonly body: Buffer;
  /** What came over the wire. */
  readonly bytes: number;
  /** True when there would have been more. */
  readonly truncated: boolean;
}

export type Asked = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly failure: Failure };

interface Asking extends ConnectSettings {
  readonly trust: Trust;
  readonly signal: AbortSignal;
  readonly userAgent: string | undefined;
  readonly maxBytes: number;
}

const accepted = {
  accept:
    "text/markdown, text/html;q=0.9, application/xhtml+xml;q=0.9, text/*;q=0.8, application/json;q=0.8, */*;q=0.1",
  "accept-encoding": "gzip, deflate, br",
  "accept-language": "en, *;q=0.5",
} as const;

/** Asks the server behind a checked address, over a connection of its own. Follows nothing, and sends no secret. */
export async function requestOnce(target: WebTarget, to: Destination, asking: Asking): Promise<Asked> {
  const { signal, userAgent, maxBytes } = asking;
  const where = { address: to.addresses[0] };
  const port = target.port === standardPorts[target.scheme] ? "" : `:${target.port}`;
  const origin = `${target.scheme}://${hostText(target.host)}${port}`;
  const client = new Client(origin, {
    connect: connector(target, to, { ...asking, note: (address) => (where.address = address) }),
    maxHeaderSize: defaultLimits.headBytes,
    // The signal is the only clock.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    const headers = { ...accepted, "user-agent": userAgent ?? "sallyport" };
    const asked = asWritten(to, target, Object.entries(headers).flat());
    const response = await client.request({ path: asked.path, method: "GET", headers: asked.headers, signal });
    const refused = refusedByProxy(to, response);
    if (refused !== undefined) throw refused;
    const read = await readBody(response.body, header(response, "content-encoding"), maxBytes);
    if (!read.ok) throw new Error(read.fault);
    const told = { location: headerOrNone(response, "location"), contentType: header(response, "content-type") };
    return { ok: true, answer: { status: response.statusCode, ...where, ...told, ...read.body } };
  } catch (error) {
    const { code, message } = failureOf(error, signal);
    return { ok: false, failure: { code, message: `${hostText(target.host)}: ${message}` } };
  } finally {
    await client.destroy();
  }
}

function connector(
  { host, scheme }: WebTarget,
  to: Destination,
  {
    note,
    ...settings
  }: Pick<Asking, "dial" | "resolve" | "trust"> & { readonly note: (address: string | undefined) => void },
): buildConnector.connector {
  const open = async (): Promise<Socket> => {
    const dialled = await connectServer(to, settings, defaultLimits);
    if (!dialled.ok) throw new NetworkFailure(dialled.failure);
    // What the proxy was connected at is no address of the host.
    if (to.way?.form !== "request") note(dialled.address);
    const { socket } = dialled;
    const ready =
      scheme === "https"
        ? await connectVerified(socket, { host, trust: settings.trust, ms: defaultLimits.headMs })
        : socket;
    if (ready instanceof Socket) return ready;
    throw new Error("the way to the server is no socket");
  };
  return (_, done) =>
    void open().then(
      (socket) => done(null, socket),
      (error: Error) => done(error, null),
    );
}

function headerOrNone({ headers }: Dispatcher.ResponseData, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : value?.[0];
}

function header(response: Dispatcher.ResponseData, name: string): string {
  return headerOrNone(response, name) ?? "";
}

function failureOf(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return { code: "net/timed-out", message: "it took longer than allowed" };
  if (error instanceof NetworkFailure) return error;
  return { code: "net/unreachable", message: error instanceof Error ? error.message : String(error) };
}
