import { Socket } from "node:net";
import type { Handover } from "./relay-handover.ts";

/**
 * Takes sockets that the helper hands over as a child process of Node's would: a server comes before the client that it belongs to.
 */
export function hearSockets(child: NodeJS.EventEmitter, handover: Handover): void {
  const servers = new Map<number, Socket>();
  const lose = ({ id, shown }: About): void => {
    servers.get(id)?.destroy();
    servers.delete(id);
    handover.come(id, undefined, shown);
  };
  child.on("message", (message: unknown, handle: unknown) => {
    const about = readAbout(message);
    if (!(handle instanceof Socket)) return;
    handle.allowHalfOpen = true; // who has said everything may still listen
    handle.setNoDelay(true).on("error", () => undefined); // its close is what counts
    const { id, told } = about;
    if (about.is === "server") return void servers.set(id, handle);
    const server = servers.get(id);
    if (about.withServer && server === undefined) {
      // The server has got something, or the client has its answer: begun anew, it would be told twice.
      handle.destroy();
      return lose(about);
    }
    servers.delete(id);
    return handover.come(id, { client: handle, server, told }, about.shown);
  });
  // Without a free descriptor a socket is lost on its way, of which Node tells the sender alone.
  child.on("internalMessage", (message: { readonly msg?: unknown }, handle?: object | null) => {
    const about = readAbout(message.msg);
    if (!handle && about.is === "given") lose(about);
  });
}

interface About {
  readonly is: string;
  readonly id: number;
  readonly told: number;
  /** A server was sent before it. */
  readonly withServer: boolean;
  /** Something was told of it before. */
  readonly shown: boolean;
}

function readAbout(message: unknown): About {
  const about = new Map<string, unknown>(
    typeof message === "object" && message !== null ? Object.entries(message) : [],
  );
  const number = (name: string): number => Number(about.get(name) ?? 0);
  const flag = (name: string): boolean => about.get(name) === true;
  return {
    is: String(about.get("is")),
    id: number("id"),
    told: number("told"),
    withServer: flag("server"),
    shown: flag("shown"),
  };
}
