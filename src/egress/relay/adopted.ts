import type { Socket } from "node:net";
import type { Visit } from "../core.ts";
import { LateStream } from "../upstream/late-stream.ts";

interface Reached {
  readonly address: string;
  readonly port: number;
}

/** A client's request is read once more, and goes to the server that has got it already: what that answers belongs to it. */
export function adopted(
  serve: (client: Socket, seen: Pick<Visit, "counted" | "adopted">) => void,
): (to: Reached, client: Socket, server: Socket) => void {
  return (to, client, socket) => {
    const dialled = { ok: true, socket, address: to.address } as const;
    const server = new LateStream(() => Promise.resolve(dialled), Number.POSITIVE_INFINITY);
    client.once("close", () => socket.destroy());
    serve(client, { counted: { first: true }, adopted: { ...to, server } });
  };
}
