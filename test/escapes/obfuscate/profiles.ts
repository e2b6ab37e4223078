import { dirname } from "node:path";
import type { Ground } from "./ground.ts";

/** What only prints, copies and starts others; interpreters with programs of their own are not among them. */
const plain =
  "echo printf cat base64 base32 rev tr xxd cut head tail paste fold tac sort expr gzip cp mv ln rm mkdir mkfifo chmod tee dd " +
  "install sleep touch true seq yes bash sh dash printenv kill";

interface Profiles {
  /** Everything may run but the marker. */
  readonly denying: object;
  /** The same without that rule. */
  readonly open: object;
  /** Everything is allowed by a rule but the marker, in the mode that nobody has loosened. */
  readonly denyingByRule: object;
  /** Programs that launder are allowed, and the marker is denied. */
  readonly guarded: object;
  /** A handful of programs is allowed. */
  readonly listed: object;
  /** The same with the stray one. */
  readonly listedWithStray: object;
}

export function profilesFor({ marker, traces }: Ground): Profiles {
  const profile = (name: string, bash: object, mode: string): object => ({
    version: 1,
    name,
    description: "For obfuscated lines",
    permissions: {
      file_access: { allowed_paths: ["${project_root}", traces], read_only_paths: [dirname(marker)] },
      tool_permissions: { bash: { opaque: "gate", ...bash } },
    },
    permission_mode: mode,
  });
  const listed = plain.split(" ");
  return {
    denying: profile("denying", { allowed_commands: ["*"], blocked_commands: ["marker"] }, "bypassPermissions"),
    open: profile("open", { allowed_commands: ["*"] }, "bypassPermissions"),
    denyingByRule: profile("denying-by-rule", { allowed_commands: ["*"], blocked_commands: ["marker"] }, "dontAsk"),
    guarded: profile(
      "guarded",
      {
        allowed_commands: [...listed, "python3", "perl", "node", "make", "git", "npm", "tar", "awk", "sed", "gcc"],
        blocked_commands: ["marker"],
      },
      "dontAsk",
    ),
    listed: profile("listed", { allowed_commands: listed }, "dontAsk"),
    listedWithStray: profile("listed-with-stray", { allowed_commands: [...listed, "stray"] }, "dontAsk"),
  };
}
