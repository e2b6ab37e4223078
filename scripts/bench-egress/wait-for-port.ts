import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as after } from "node:timers/promises";

/** Waits until something listens there, for at most 20 seconds. */
export async function waitForPort(port: number): Promise<void> {
  for (const deadline = performance.now() + 20_000; performance.now() < deadline; await after(50)) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return;
    } catch {
      // ECONNREFUSED: not yet
    } finally {
      socket.destroy();
    }
  }
  throw new Error(`nothing listens on port ${port}`);
}
