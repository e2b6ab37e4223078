import { spawn } from "node:child_process";
import { Socket } from "node:net";
import { type Endpoint, hostAndPort, listenFailure, type Listener, type TakeConnection } from "./listen.ts";
import { isAbout } from "./take-sockets.ts";
import { endOf, firstLine } from "./talking-helper.ts";

interface RedirectedOptions {
  /** The native helper, which alone can ask the kernel where a connection was meant to go. */
  readonly warden: string;
  readonly take: TakeConnection;
  /** Told when it stops listening though nobody wanted that. */
  readonly failed: (why: string) => void;
}

const withoutCapability =
  "connections of TPROXY rules do not arrive, those of REDIRECT rules and local routes do: TPROXY takes CAP_NET_ADMIN (in a container --cap-add NET_ADMIN)";

/**
 * Listens for connections that were made to other hosts and are led here. Throws as `listen` does.
 */
export async function listenRedirected(
  where: Extract<Endpoint, { host: string }>,
  { warden, take, failed }: RedirectedOptions,
): Promise<Listener> {
  const child = spawn(warden, ["--redirected", where.host, String(where.port)], {
    argv0: "sallyport-warden",
    cwd: "/",
    env: {},
    stdio: ["ignore", "pipe", "pipe", "ignore", "ipc"], // the channel's descriptor is the fourth
  });
  const ended = endOf(child);
  // Node tells of no close when the channel was closed from this side.
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.on("message", (message, handle) => {
    const about = isAbout(message);
    if (about?.is !== "connection" || !(handle instanceof Socket)) return;
    handle.allowHalfOpen = true; // who has said everything may still listen
    take(handle.setNoDelay(true), about.destination);
  });
  const first = await Promise.race([firstLine(child), ended]);
  const [, port, foreign] = /^(\d+) ([01])\n/u.exec(first) ?? [];
  if (port === undefined) throw listenFailure(where, first.replace(/^sallyport warden: listen: /u, "").trim());
  let wanted = true;
  void ended.then((why) => (wanted ? failed(why) : undefined));
  const close = (): void => {
    wanted = false;
    if (child.connected) child.disconnect(); // it ends when nobody is there
  };
  return {
    address: hostAndPort(where.host, Number(port)),
    port: Number(port),
    notes: foreign === "1" ? [] : [withoutCapability],
    close,
    [Symbol.asyncDispose]: async () => {
      close();
      await exited;
    },
  };
}
