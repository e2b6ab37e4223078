import type { Unenforced } from "./effective-profile.ts";
import { scanSettings, secretSettings } from "./merge-security.ts";
import type { PickedFields } from "./pick-fields.ts";

interface Row extends Unenforced {
  readonly applies: (picked: PickedFields) => boolean;
}

const noGate = "without a sandbox nobody checks the programs that start";

/** What this version validates and does not enforce. A row goes when its part is built. */
const rows: readonly Row[] = [
  {
    pointer: "/permissions/file_access/allowed_extensions",
    applies: ({ extensions, transaction }) => extensions !== undefined && transaction === "off",
    withholds: false,
    note: "files that commands write by themselves are filtered by extension only when their changes land together: set sandbox.transaction to check or hold, or put the list at permissions.tool_permissions.write, where it holds for the file tools and for redirects",
  },
  {
    pointer: "/permissions/file_access/blocked_patterns",
    applies: ({ blockedPatterns, transaction }) => blockedPatterns.length > 0 && transaction === "off",
    withholds: false,
    note: "files that commands create are filtered by name only when their changes land together: set sandbox.transaction to check or hold; or deny existing ones in denied_paths, such as `**/*.pem`, or put the list at permissions.tool_permissions.write",
  },
  {
    pointer: "/permissions/tool_permissions/write/backup_on_overwrite",
    applies: ({ backup, backend }) => backup && (backend === "landlock" || backend === "none"),
    withholds: true,
    note: "without mounts only the tools for files keep copies of what they overwrite, and no command does",
  },
  {
    pointer: "/permissions/tool_permissions/bash/opaque",
    applies: ({ opaque, backend }) => opaque === "gate" && backend === "none",
    withholds: false,
    note: `${noGate}, so commands that only exist at run time would run unchecked; use "refuse"`,
  },
  {
    pointer: "/permissions/agent_permissions/model_selection/cost_limits",
    applies: ({ models }) => models?.cost_limits !== undefined,
    withholds: true,
    note: "only what a client says that an agent has cost is counted (`total_cost_usd` of what Task gives back, `spent` of the SDK), so that a client which says nothing is not held; what one request will cost nobody says, so that per_request_limit_usd holds nothing",
  },
  {
    pointer: "/security_policies/secrets_detection",
    applies: (picked) => picked.backend === "none" && secretSettings(picked).block,
    withholds: false,
    note: `${noGate}, so git would commit and push secrets unseen; set block_on_detection and prevent_secrets_exposure to false`,
  },
  {
    pointer: "/security_policies/vulnerability_scanning",
    applies: (picked) => (picked.backend === "none" || picked.backend === "landlock") && scanSettings(picked).block,
    withholds: false,
    note: "without mounts what commands write is there before a scanner can look at it; use the bubblewrap backend, or set block_on_high to false",
  },
  {
    pointer: "/sandbox/exec",
    applies: ({ exec, backend }) => exec === "strict" && backend === "none",
    withholds: false,
    note: `${noGate}, so what allowed programs start would run unchecked; use "guarded"`,
  },
];

/** What of a merged profile is not enforced yet, in the order of the schema. */
export function unenforcedParts(picked: PickedFields): readonly Unenforced[] {
  return rows
    .filter(({ applies }) => applies(picked))
    .map(({ pointer, withholds, note }) => ({ pointer, withholds, note }));
}
