import { createHash } from "node:crypto";
import { ConfigError, printable } from "../base/index.ts";
import {
  type CompiledPolicy,
  compilePolicy,
  documentOfMode,
  type EffectiveProfile,
  parseProfile,
  parseShippedProfile,
  type ProfileDocument,
  type ProfileLayer,
  resolveProfile,
  withServedTools,
} from "../policy/index.ts";
import { readRuleCommand } from "../shell/index.ts";
import { askedFiles, withModuleFiles } from "./asked-files.ts";
import { withOwnFiles } from "./own-profiles.ts";
import type { Places } from "./places.ts";
import { findProfile, readProfileFile, shippedProfiles, valueOf } from "./profile-files.ts";
import { withGroups } from "./read-groups.ts";
import { withRealRoot } from "./real-root.ts";
import { isTrusted } from "./trust.ts";

/** What a caller may say about the policy: the flags that every door shares. */
export interface PolicyChoice {
  readonly profile?: string;
  readonly mode?: string;
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

/** A policy ready for judging, and the files that made it. */
export interface LoadedPolicy {
  readonly profile: EffectiveProfile;
  readonly policy: CompiledPolicy;
  readonly files: readonly string[];
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

/** What else a policy depends on: when it is loaded, and how the machine is set up. */
interface Moment {
  readonly now: Date;
  readonly env: ReadonlyMap<string, string>;
}

/** Finds, reads and layers every profile that counts, and compiles the result. Throws a `ConfigError` with every issue. */
export function loadPolicy(choice: PolicyChoice, places: Places, { now, env }: Moment): LoadedPolicy {
  const layers = findLayers(choice, places);
  const extended: string[] = [];
  const { cwd, projectRoot, home, temp, state, runtime, cache, userFile, managedFile } = places;
  const resolved = withModuleFiles(
    valueOf(
      resolveProfile(layers, {
        variables: {
          project_root: projectRoot,
          workspace: projectRoot,
          home,
          temp,
          own: [state, runtime, cache, userFile, managedFile],
        },
        load: (name, from) => {
          const found = findProfile(name, from === "" ? cwd : from, places.shipped);
          if (found?.ok === true) extended.push(found.value.file);
          return found;
        },
        now,
        ...(choice.role === undefined ? {} : { role: choice.role }),
        ...(choice.agents && { agents: choice.agents }),
        ...(choice.context && { context: choice.context }),
        ...keyHashOf(choice.apiKey ?? env.get("SALLYPORT_API_KEY")),
        env,
      }),
    ),
    cwd,
  );
  const sources = [...layers.map((layer) => layer.document.file), ...extended, ...askedFiles(resolved, places)];
  const files = [...new Set(sources)].filter((file) => file.startsWith("/"));
  const named = withOwnFiles(withRealRoot(withGroups(resolved, { home, env, projectRoot })), files);
  const profile = choice.served === true ? withServedTools(named) : named;
  const policy = valueOf(compilePolicy(profile, readRuleCommand));
  return { profile, policy, files };
}

function keyHashOf(key: string | undefined): { readonly keyHash?: string } {
  return key === undefined || key === "" ? {} : { keyHash: createHash("sha256").update(key).digest("hex") };
}

function findLayers(choice: PolicyChoice, places: Places): readonly ProfileLayer[] {
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
