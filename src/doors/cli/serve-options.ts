import { ConfigError } from "../../base/index.ts";
import type { Endpoint } from "../../engine/index.ts";
import { type Invocation, ownValue } from "./command.ts";

/** What `egress serve` is told. */
export interface ServeOptions {
  readonly listen: readonly Endpoint[];
  readonly status: Endpoint | undefined;
  readonly transparent: boolean;
  readonly clients: string | undefined;
  readonly authority: string | undefined;
  readonly graceMs: number;
}

/** Seconds that tunnels get to end by themselves. */
const standardGrace = 10;

const usage = (text: string): ConfigError => new ConfigError("config/usage", `egress serve: ${text}`);

export function readServeOptions(invocation: Invocation, words: readonly string[]): ServeOptions {
  const { own } = invocation;
  const listen = (own.get("--listen") ?? []).map((text) => readEndpoint("--listen", text));
  if (listen.length === 0 || words.length > 0 || own.has("--batch"))
    throw usage("--listen takes ADDR:PORT or unix:PATH");
  const transparent = own.has("--transparent");
  if (transparent && listen.every((where) => "path" in where))
    throw usage("--transparent needs a --listen ADDR:PORT, since nothing redirects to a socket file");
  const status = ownValue(invocation, "--status");
  return {
    listen,
    status: status === undefined ? undefined : readEndpoint("--status", status),
    transparent,
    clients: ownValue(invocation, "--clients"),
    authority: ownValue(invocation, "--authority"),
    graceMs: readGrace(ownValue(invocation, "--grace")) * 1000,
  };
}

/** Reads `ADDR:PORT`, `[ADDR]:PORT` or `unix:PATH`. */
function readEndpoint(flag: string, text: string): Endpoint {
  const [, path] = /^unix:(.+)$/su.exec(text) ?? [];
  if (path !== undefined) return { path };
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/iu.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) > 65_535) throw usage(`${flag} takes ADDR:PORT or unix:PATH`);
  return { host, port: Number(port) };
}

function readGrace(text: string | undefined): number {
  if (text === undefined) return standardGrace;
  if (/^\d{1,6}$/u.test(text)) return Number(text);
  throw usage("--grace takes a number of seconds");
}
