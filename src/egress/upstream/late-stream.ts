import { Duplex } from "node:stream";
import type { Dialled } from "../connect-pinned.ts";
import { NetworkFailure } from "../network-failure.ts";

/**
 * Connects when the first bytes for the other side come, or an end in their place. So many bytes at their start it has got
 * already: they are not sent again.
 */
export class LateStream extends Duplex {
  bytesRead = 0;
  bytesWritten = 0;
  readonly #open: () => Promise<Dialled>;
  #server: Promise<Duplex> | undefined;
  #ahead: number;

  constructor(open: () => Promise<Dialled>, ahead = 0) {
    super({ allowHalfOpen: true });
    this.#open = open;
    this.#ahead = ahead;
  }

  override _read(): void {
    void this.#server?.then((server) => server.resume()).catch(() => undefined);
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#connected().then((server) => {
      this.bytesWritten += chunk.length;
      const known = Math.min(this.#ahead, chunk.length);
      this.#ahead -= known;
      if (known === chunk.length) done();
      else server.write(chunk.subarray(known), done);
    }, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#connected().then((server) => server.end(done), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    void this.#server?.then((server) => server.destroy()).catch(() => undefined);
    done(error);
  }

  #connected(): Promise<Duplex> {
    this.#server ??= this.#open().then((dialled) => {
      if (!dialled.ok) throw new NetworkFailure(dialled.failure);
      const { socket } = dialled;
      socket.on("data", (chunk: Buffer) => {
        this.bytesRead += chunk.length;
        if (!this.push(chunk)) socket.pause();
      });
      // An end without a byte before it is told at once, also while nobody listens yet.
      if (socket.readableEnded) this.push(null);
      socket.once("end", () => this.push(null)).once("error", (error: Error) => this.destroy(error));
      // What came before an end is still to be read.
      socket.once("close", () => socket.readableEnded || this.destroy());
      if (this.destroyed) socket.destroy();
      return socket;
    });
    return this.#server;
  }
}
