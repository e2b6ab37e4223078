import type { Span } from "../base/index.ts";

/** A client's own text around the agent's command. */
export interface Frame {
  readonly client: "claude-code" | "codex" | "gemini";
  readonly inner: {
    readonly text: string;
    /** Where the inner text stands, when it stands there byte for byte. */
    readonly at?: Span;
  };
  /** Files that the frame itself writes, such as the one that carries the working folder. */
  readonly frameWrites: readonly string[];
  /** Files that the frame itself sources. */
  readonly frameSources: readonly string[];
}

/** Recognises the text that a known client puts around each command; anything else is no frame. */
export function unwrapFrame(_text: string): Frame | undefined {
  return undefined;
}
