/** Something in the project that is not as it was before a request. */
export interface FileChange {
  readonly path: string;
  readonly change: "created" | "changed" | "deleted";
  /** `other`: whatever neither the command could nor the tool did write. */
  readonly by: "command" | "tool" | "other";
}

/** What was seen to change while a request was under way. */
export interface SeenChanges {
  readonly changes: readonly FileChange[];
  /** Why not everything was looked at. */
  readonly unwatched?: string;
}
