import type { ReasonCode } from "../base/index.ts";
import { hostText } from "../policy/index.ts";
import type { Destination } from "./settings.ts";

/** A request that was allowed and could not be carried out, on its way through code that throws. */
export class NetworkFailure extends Error {
  readonly code: ReasonCode;

  constructor({ code, message }: Failure) {
    super(message);
    this.code = code;
  }
}

export interface Failure {
  readonly code: ReasonCode;
  readonly message: string;
}

/** What a client is told by: the status of a gateway. */
export function statusOf({ code }: Failure): 502 | 504 {
  return code === "net/timed-out" ? 504 : 502;
}

/** What a failed request is recorded as. */
export function failureOf(error: Error & { readonly code?: string }, { host, way }: Destination): Failure {
  if (error instanceof NetworkFailure) return { code: error.code, message: error.message };
  // Its codes name classes of undici's; its words say what happened.
  const why = error.code?.startsWith("UND_ERR") === true ? error.message : (error.code ?? error.message);
  const message = `failed: ${hostText(host)}: ${why}`;
  if (error.message === "timeout") return { code: "net/timed-out", message };
  if (way?.form !== "request") return { code: "net/unreachable", message };
  return { code: "net/proxy-failed", message: `${message} from ${way.proxy.text}` };
}
