import process from "node:process";
import { constants } from "node:os";

/** What a client may send to us and means for the command. */
const passedOn = [
  "SIGHUP",
  "SIGINT",
  "SIGQUIT",
  "SIGTERM",
  "SIGUSR1",
  "SIGUSR2",
  "SIGWINCH",
  "SIGCONT",
  "SIGTSTP",
] as const satisfies readonly NodeJS.Signals[];

/**
 * Hands every signal that would end or stop this process to `send` instead, until the returned listeners are disposed of. A
 * stop is obeyed here too, after it has been passed on.
 */
export function passSignals(send: (signal: number) => void): Disposable {
  const listeners = passedOn.map((name) => {
    const listener = (): void => {
      send(constants.signals[name]);
      if (name === "SIGTSTP") process.kill(process.pid, "SIGSTOP");
    };
    process.on(name, listener);
    return { name, listener };
  });
  return {
    [Symbol.dispose]: (): void => {
      for (const { name, listener } of listeners) process.off(name, listener);
    },
  };
}
