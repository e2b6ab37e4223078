import type { CommandForm } from "./action.ts";

/** The command inside a `Bash(…)` rule, read with the same catalogue as the agent's text. */
export interface RuleCommand {
  /** Words after quote removal; a `*` in a word matches any run of characters. */
  readonly words: readonly string[];
  readonly form: CommandForm;
  /** True when a shell does it by itself, so that no program starts that could be seen. */
  readonly builtin: boolean;
  /** Of a wrapper that is seen through: the words that it starts as they are, or why its own words let it start nothing. */
  readonly starts: { readonly words: readonly string[] } | { readonly wanted: string } | undefined;
}

/** How `policy/` has rule text read without knowing `shell/`: the engine passes the shell's reader in. */
export type ReadRuleCommand = (text: string) => RuleCommand | undefined;
