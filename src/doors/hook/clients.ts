/** What differs between the clients that ask by hook. */
export interface Client {
  /** Whether somebody is asked when the answer is `ask`. Elsewhere the call would run. */
  readonly confirms: boolean;
  /** Whether the next command starts in the folder that one ended in. */
  readonly keepsFolder: boolean;
  /** Variables that name the shell it runs commands with, the first one that is set counts. */
  readonly shellVariables: readonly string[];
  /** The variable that names the project's folder, wherever the agent has gone. */
  readonly projectVariable: string | undefined;
  /** Whether a hook before a tool may end the agent's turn: elsewhere such an answer counts for nothing, and the call runs. */
  readonly stopsBefore: boolean;
  /** Whether it takes another output from a hook in its place. Elsewhere such an answer counts for nothing; what is objected to it, it shows instead. */
  readonly replacesOutput: boolean;
  /** Whether it changes files by patches, also by such as stand in a command. */
  readonly patches: boolean;
}

export const clients: ReadonlyMap<string, Client> = new Map([
  [
    "claude",
    {
      confirms: true,
      keepsFolder: true,
      shellVariables: ["CLAUDE_CODE_SHELL", "SHELL"],
      projectVariable: "CLAUDE_PROJECT_DIR",
      stopsBefore: true,
      replacesOutput: true,
      patches: false,
    },
  ],
  [
    "codex",
    {
      confirms: false,
      keepsFolder: false,
      shellVariables: [],
      projectVariable: undefined,
      stopsBefore: false,
      replacesOutput: false,
      patches: true,
    },
  ],
]);
