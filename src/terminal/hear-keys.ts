/** Milliseconds in which a key belongs to the word that those before it have begun. */
const withinWordMs = 1000;

/** What was understood and how it was typed; `more`: nothing yet; `again`: a whole word that means nothing. */
export type Heard<T> = { readonly answer: T; readonly typed: string } | "more" | "again";

/** What a terminal makes signals of, or the end of its input. */
// oxlint-disable-next-line no-control-regex -- they are keys
const interrupt = /[\u0003\u0004\u001c]/u;
/** Stops whatever is in the foreground. */
export const stopKey = "\u001a";
/** Keys that take back what was typed, with all before them. */
// oxlint-disable-next-line no-control-regex -- they are keys
const erased = /^.*[\b\u007f\u0015\u0017]/su;
export const hasInterrupt = (typed: string): boolean => interrupt.test(typed);

const enter = /[\r\n]+/u;

/** Arrows, function keys and the like are keys of several characters, and so are a terminal's own answers. */
// oxlint-disable-next-line no-control-regex -- ESC is what they begin with
const escapes = /\u001b(?:[\]P_^X][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\[[\d;?<=>]*[ -/]*[@-~]|O.|.)?/gsu;

/**
 * Tells keys that answer from words that merely hold them: nobody means `o` who types `no`, or who pastes `echo`. A key counts at once; where others
 * come with it, or have come just before it and meant nothing, they are a word together, which counts with `Enter`. `now`: milliseconds.
 */
export function createKeys<T>(
  understand: (typed: string) => T | undefined,
  now: () => number = () => performance.now(),
): (chunk: string) => Heard<T> {
  let word = "";
  let last = -Infinity;
  const hear = (typed: string, otherwise: "more" | "again"): Heard<T> => {
    const answer = understand(typed.toLowerCase());
    return answer === undefined ? otherwise : { answer, typed };
  };
  const hearKey = (typed: string): Heard<T> => {
    word = typed;
    return typed.length === 1 ? hear(typed, "more") : "more";
  };
  return (chunk) => {
    const [interrupted] = interrupt.exec(chunk) ?? [];
    if (interrupted !== undefined) return hear(interrupted, "more");
    const time = now();
    if (time - last > withinWordMs || erased.test(chunk)) word = "";
    last = time;
    const typed = chunk.replaceAll(escapes, "").replace(erased, "");
    const [line = "", ...rest] = (word + typed).split(enter);
    if (rest.length === 0) return hearKey(line.trim());
    const more = rest.join("").trim();
    // Several lines at once are pasted ones.
    if (more !== "" && !/^[\r\n]/u.test(typed)) return hearKey(`${line} ${more}`);
    word = "";
    return more === "" ? hear(line.trim(), "again") : hearKey(more);
  };
}
