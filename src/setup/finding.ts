/** What came of trying one way as the client would go it, or the client itself. `absent`: the client is not told of it. */
export interface Finding {
  readonly way: "hook" | "shell" | "mcp" | "live";
  readonly state: "holds" | "open" | "absent" | "unproven";
  readonly note: string;
}
