import { Socket } from "node:net";
import { type buildConnector, Client, type Dispatcher, request } from "undici";
import { hostText } from "../../policy/index.ts";
import { connectPinned } from "../connect-pinned.ts";
import { defaultLimits, type Destination, type EgressSettings } from "../settings.ts";
import { standardPorts, type WebTarget } from "../target.ts";
import { connectVerified, type Trust } from "../tls/connect-verified.ts";
import { readBody } from "./read-body.ts";

/** What a server answered to one request. */
export interface Answer {
  readonly status: number;
  readonly address: string;
  readonly location: string | undefined;
  readonly contentType: string;
  readonly body: Buffer;
  /** What came over the wire. */
  readonly bytes: number;
  /** True when there would have been more. */
  readonly truncated: boolean;
}

export type Asked = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly message: string };

interface Asking {
  readonly dial: EgressSettings["dial"];
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
    const response = await request(`${origin}${target.path}`, { dispatcher: client, method: "GET", headers, signal });
    const read = await readBody(response.body, header(response, "content-encoding"), maxBytes);
    if (!read.ok) return { ok: false, message: `${hostText(target.host)}: ${read.fault}` };
    const told = { location: headerOrNone(response, "location"), contentType: header(response, "content-type") };
    return { ok: true, answer: { status: response.statusCode, ...where, ...told, ...read.body } };
  } catch (error) {
    return { ok: false, message: `${hostText(target.host)}: ${reasonOf(error, signal)}` };
  } finally {
    await client.destroy();
  }
}

function connector(
  { host, scheme }: WebTarget,
  to: Destination,
  { dial, trust, note }: Pick<Asking, "dial" | "trust"> & { readonly note: (address: string) => void },
): buildConnector.connector {
  const open = async (): Promise<Socket> => {
    const dialled = await connectPinned(to, dial, defaultLimits);
    if (!dialled.ok) throw new Error(dialled.failure.message);
    note(dialled.address);
    const { socket } = dialled;
    const ready =
      scheme === "https" ? await connectVerified(socket, { host, trust, ms: defaultLimits.headMs }) : socket;
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

function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return "it took longer than allowed";
  return error instanceof Error ? error.message : String(error);
}
