import type { ExecAnswer, ExecQuestion } from "../base/index.ts";
import { dropOldest } from "./drop-oldest.ts";
import type { AskedExec, JudgedExec } from "./judge-exec.ts";
import type { KnownFiles } from "./known-files.ts";

/** An answer that holds if the file held, when nobody could write to it any more, what it was judged by. */
interface Claim {
  readonly asked: AskedExec;
  readonly identity: NonNullable<JudgedExec["identity"]>;
  /** Of the file that somebody said yes to. */
  readonly confirmed: Digest | undefined;
  readonly answer: ExecAnswer;
}

/** Nothing for what can't be read: that is equal to nothing. */
export interface Digest {
  readonly value: string | undefined;
}

/** The claims of one run by the number of their question. */
export interface Claims {
  readonly make: (claim: Claim) => void;
  readonly digest: (question: ExecQuestion) => Digest;
  /** The claim that the question is about, once; `holds` is what came of it. */
  readonly settle: (question: ExecQuestion) => (Claim & { readonly holds: boolean }) | undefined;
}

/** Some programs never come to be loaded. */
const mostClaims = 2000;

export function createClaims(files: KnownFiles): Claims {
  const claims = new Map<number, Claim>();

  function holds({ identity, confirmed }: Claim, question: ExecQuestion): boolean {
    if (!isSame(files.identify(question, "untrusted"), identity)) return false;
    return confirmed === undefined || (confirmed.value !== undefined && files.digest(question) === confirmed.value);
  }

  return {
    digest: (question) => ({ value: files.digest(question) }),
    make(claim) {
      claims.set(claim.asked.question.id, claim);
      dropOldest(claims, mostClaims);
    },
    settle(question) {
      const claim = claims.get(question.earlier);
      claims.delete(question.earlier);
      return claim === undefined ? undefined : { ...claim, holds: holds(claim, question) };
    },
  };
}

type Identity = Claim["identity"];

function isSame(one: Identity, other: Identity): boolean {
  return (
    one.loader === other.loader &&
    one.toldByWords === other.toldByWords &&
    one.copyOf.join("\0") === other.copyOf.join("\0")
  );
}
