import type { CommandForm, EnvChange, Word } from "../../base/index.ts";

/** A command inside a command: what `env`, `xargs`, `find -exec`, `bash -c` or `git -c alias.x=!…` would start. */
export type InnerCommand =
  | {
      readonly kind: "words";
      readonly words: readonly Word[];
      readonly env: readonly EnvChange[];
      /** True when further words arrive at run time (`xargs`, `find -exec … {}`). */
      readonly open: boolean;
      readonly option?: string;
      /** Folder in which it starts, when the command around it goes there: `env -C`, `sudo -D`. */
      readonly from?: Word;
      /** True for what starts on this machine while the wrapped command runs on another: `ssh -o ProxyCommand=…`. */
      readonly here?: boolean;
    }
  | {
      /** Shell text that the program will parse itself. */
      readonly kind: "text";
      readonly text: Word;
      /** Positional words after the text (`bash -c TEXT name args…`). */
      readonly args: readonly Word[];
      readonly option?: string;
      readonly from?: Word;
      readonly here?: boolean;
    }
  | {
      /** Standard input is read as shell text: `bash`, `sh -s`. */
      readonly kind: "stdin";
      readonly option?: string;
    };

export interface FileUse {
  readonly access: "read" | "write";
  readonly word: Word;
  /** Everything below the path is meant: `grep -r`, `rm -r`, `cp -r`. */
  readonly deep: boolean;
  /** Canonical option that named the file; absent for an operand. */
  readonly option?: string;
  /** Folder the path counts from, when an option changed it: `git -C`, `make -C`, `tar -C`. */
  readonly from?: Word;
}

export interface HostUse {
  /** A URL, `host`, `host:port` or `user@host:path`. */
  readonly word: Word;
  readonly option?: string;
}

/** Everything the catalogue can tell about one simple command's words. */
export interface CommandReading {
  readonly form: CommandForm;
  /** `transparent`: the inner command decides (semantics 15); `deny-only`: needs its own rule, looked through for deny (16). */
  readonly wrapper: "transparent" | "deny-only" | undefined;
  readonly inner: readonly InnerCommand[];
  readonly files: readonly FileUse[];
  readonly hosts: readonly HostUse[];
}
