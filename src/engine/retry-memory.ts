import type { ExecQuestion } from "../base/index.ts";
import { digestOf } from "./exec-images.ts";

/** Processes whose last refusal is remembered, for a search along `PATH` that tries the same file again. */
const mostRefused = 256;

export interface RetryMemory {
  /** True when a process comes with the file and the words of its last refusal: it searches on along `PATH`, or tries once more. */
  readonly has: (question: ExecQuestion) => boolean;
  /** The same, and remembers it. */
  readonly again: (question: ExecQuestion) => boolean;
}

export function createRetryMemory(): RetryMemory {
  const refused = new Map<number, string>();
  const tried = ({ argv, file, path, moment }: ExecQuestion): string =>
    digestOf([moment, file === undefined ? path : `${file.device} ${file.inode}`, ...argv]);
  const has = (question: ExecQuestion): boolean => refused.get(question.pid) === tried(question);
  return {
    has,
    again(question) {
      if (has(question)) return true;
      refused.set(question.pid, tried(question));
      const [oldest] = refused.keys();
      if (refused.size > mostRefused && oldest !== undefined) refused.delete(oldest);
      return false;
    },
  };
}
