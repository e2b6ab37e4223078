import { spawn } from "node:child_process";

/** Puts the terminal back when this process can't: nothing else is done after `SIGKILL`. */
export interface Keeper extends Disposable {
  /** To be told before keys are read one by one, and after that is over. */
  readonly tell: (state: "raw" | "back") => void;
}

const words = { raw: "r", back: "b" } as const;

/**
 * Starts a process that outlives this one, and waits until it knows how the terminal at `fd` is. `warden`: the native helper. Where it can't be
 * started, nobody keeps the terminal; a question needs none of it.
 */
export async function keepTerminal(warden: string, fd: number): Promise<Keeper> {
  // The first three would be made to block, for this process too. A session of its own: what ends a whole job leaves it.
  const keeper = spawn(warden, ["--keep-terminal"], { stdio: ["pipe", "pipe", "ignore", fd], detached: true, env: {} });
  const { stdin, stdout } = keeper;
  const { promise: isReady, resolve: ready } = Promise.withResolvers<void>();
  keeper.once("error", () => ready()).once("close", () => ready());
  stdout?.once("data", () => ready());
  stdin?.on("error", () => undefined); // it is gone: nothing is kept
  await isReady;
  keeper.unref();
  return {
    tell: (state) => void (stdin?.writable === true && stdin.write(words[state])),
    [Symbol.dispose]: () => void stdin?.end(),
  };
}
