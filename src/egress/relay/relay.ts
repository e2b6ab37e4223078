import type { Socket } from "node:net";
import type { Carried } from "../../base/index.ts";
import type { Refusal } from "../settings.ts";

/** What comes of one request, in the order of the relay's steps. */
export interface Work {
  /** Orders the first step; nothing has been sent anywhere before that. */
  readonly start: () => void;
  readonly first?: (bytes: Buffer) => void;
  readonly answer?: (bytes: Buffer) => void;
  readonly ended: (carried: Carried) => void;
  /** Nothing came of it, and it is begun once more without the relay. */
  readonly begunAnew?: () => void;
  /** Goes on without the relay, with the server that has been reached. */
  readonly given: (client: Socket, server: Socket, told: number) => void;
}

/** What was made of a request: work, or nothing that the relay could do, and the refusal where it is one. */
export type Outcome =
  | { readonly kind: "work"; readonly work: Work }
  | { readonly kind: "give"; readonly refusal?: Refusal };
