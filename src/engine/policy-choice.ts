import { ConfigError, printable } from "../base/index.ts";
import {
  documentOfMode,
  parseProfile,
  parseShippedProfile,
  type ProfileDocument,
  type ProfileLayer,
} from "../policy/index.ts";
import type { Places } from "./places.ts";
import { findProfile, readProfileFile, shippedProfiles, valueOf } from "./profile-files.ts";
import { isTrusted } from "./trust.ts";

/** What a caller may say about the policy: the flags that every door shares. */
export interface PolicyChoice {
  readonly profile?: string;
  readonly mode?: string;
  /** The mode that the client is in: what is set for the session goes no further. */
  readonly clientMode?: string;
  /** The mode where nobody has said anything of the tools. */
  readonly modeOfOpenTools?: string;
  /** Somebody is there to be asked about what no list names: where there are none, nothing is on them. */
  readonly asks?: true;
  readonly tools?: readonly string[];
  readonly allowedTools?: readonly string[];
  readonly askTools?: readonly string[];
  readonly disallowedTools?: readonly string[];
  /** Hosts on top of those that the profile allows. */
  readonly allowDomains?: readonly string[];
  readonly role?: string;
  /** The agents that the request comes from, outermost first. */
  readonly agents?: readonly string[];
  /** Where the request stands, as far as conditions of a profile ask: `ENVIRONMENT` → `production`. */
  readonly context?: ReadonlyMap<string, string>;
  /** The caller's API key, which a profile may know by its hash. */
  readonly apiKey?: string;
  readonly root?: string;
  /** A whole profile given in place, as JSON. */
  readonly inline?: string;
  /** Rules may name the tools as Sallyport's own MCP server calls them. */
  readonly served?: true;
}

/**
 * The profile behind bare rule lists: rules alone grant, and the walls show the project and the home folder. It holds no rule
 * of its own, so that the lists mean exactly what they say.
 */
const rulesOnly = JSON.stringify({
  name: "rules",
  description: "Only what the given rules allow",
  permissions: { file_access: { allowed_paths: ["${project_root}"], read_only_paths: ["${home}"] } },
  allowed_tools: [],
  sandbox: { caches: "private" },
});

/** The profiles that count for a choice, highest rank first. Throws a `ConfigError` when one can't be read. */
export function findLayers(choice: PolicyChoice, places: Places): readonly ProfileLayer[] {
  const managed = readProfileFile(places.managedFile);
  const user = readProfileFile(places.userFile);
  const project = readProfileFile(places.projectFile);
  const flags = flagDocument(choice);
  const chosen = chooseProfile(choice, places);
  return [
    ...(managed === undefined ? [] : [{ origin: "managed", document: valueOf(managed) } as const]),
    ...(flags === undefined ? [] : [{ origin: "command-line", document: flags } as const]),
    ...(chosen === undefined ? [] : [{ origin: "chosen", document: chosen } as const]),
    ...(user === undefined ? [] : [{ origin: "user", document: valueOf(user) } as const]),
    ...(project === undefined
      ? []
      : [
          {
            origin: "project",
            document: valueOf(project),
            trusted: isTrusted(places.projectFile, places.state),
          } as const,
        ]),
  ];
}

function chooseProfile(choice: PolicyChoice, places: Places): ProfileDocument | undefined {
  if (choice.inline !== undefined) return valueOf(parseProfile(choice.inline, "profile"));
  if (choice.profile !== undefined) {
    const found = findProfile(choice.profile, places.cwd, places.shipped);
    if (found !== undefined) return valueOf(found);
    throw new ConfigError(
      "config/profile-not-found",
      `there is no profile \`${printable(choice.profile)}\`; name a file (./profile.json) or one of ${shippedProfiles(places.shipped).join(", ")}`,
    );
  }
  // Lists without a profile say all there is to say: the default's own rules would add to them.
  const listed = choice.tools ?? choice.allowedTools;
  return listed === undefined ? undefined : valueOf(parseShippedProfile(rulesOnly, "built-in rules profile"));
}

/** The flags as a document of their own, so that they are checked and reported like one. */
function flagDocument(choice: PolicyChoice): ProfileDocument | undefined {
  const others = {
    tools: choice.tools,
    allowed_tools: choice.allowedTools ?? (choice.tools === undefined || choice.profile !== undefined ? undefined : []),
    ask_tools: choice.askTools,
    disallowed_tools: choice.disallowedTools,
    permissions:
      choice.allowDomains === undefined ? undefined : { network_access: { allowed_domains: choice.allowDomains } },
    sandbox: choice.root === undefined ? undefined : { root: choice.root },
  };
  const file = "command line";
  const isBare = Object.values(others).every((value) => value === undefined);
  if (isBare && choice.mode === undefined) return undefined;
  const body = { permission_mode: choice.mode, ...others };
  return (
    (isBare && choice.mode !== undefined ? documentOfMode(choice.mode, file) : undefined) ??
    valueOf(parseProfile(JSON.stringify(body), file, { overlap: "deny-wins" }))
  );
}
