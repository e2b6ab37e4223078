import type { CommandForm } from "./action.ts";

/** The command inside a `Bash(…)` rule, read with the same catalogue as the agent's text. */
export interface RuleCommand {
  /** Words after quote removal; a `*` in a word matches any run of characters. */
  readonly words: readonly string[];
  readonly form: CommandForm;
}

/** How `policy/` has rule text read without knowing `shell/`: the engine passes the shell's reader in. */
export type ReadRuleCommand = (text: string) => RuleCommand | undefined;
