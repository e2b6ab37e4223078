/** What differs between the clients that ask by hook. */
export interface Client {
  /** Where the answer `ask` runs the call and nobody is asked: what its user can do instead. */
  readonly wayToAsk: string | undefined;
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
      wayToAsk: undefined,
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
      wayToAsk: "Codex asks nobody before it uses a tool: do it yourself, or have the profile allow it",
      keepsFolder: false,
      shellVariables: [],
      projectVariable: undefined,
      stopsBefore: false,
      replacesOutput: false,
      patches: true,
    },
  ],
]);
