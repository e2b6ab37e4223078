import { type Issue, type Parsed, printable, type RuleSource } from "../base/index.ts";
import { chooseRole } from "./choose-role.ts";
import { heldNow, layersOf } from "./held-layers.ts";
import { levelBodies } from "./levels.ts";
import type { ProfileDocument } from "./parse-profile.ts";
import type { ProfileBody } from "./profile-schema.ts";
import type { Schedule } from "./schedule.ts";
import type { Variables } from "./variables.ts";

/** A document and the place it was found in, which decides what it may do. */
export interface ProfileLayer {
  /**
   * `managed` is the administrator's, `command-line` holds the flags, `chosen` is the profile that was asked for by name,
   * `project` came with the repository.
   */
  readonly origin: "managed" | "command-line" | "chosen" | "user" | "project";
  readonly document: ProfileDocument;
  /** Whether the user has recorded trust in exactly this project file. Of no meaning elsewhere. */
  readonly trusted?: boolean;
}

export interface ResolveOptions {
  readonly variables: Variables;
  /** Finds the profile that `extends` names, seen from the file that says so. Nothing when there is none. */
  readonly load: (name: string, from: string) => Parsed<ProfileDocument> | undefined;
  readonly role?: string;
  /** The agents that the request comes from, outermost first. */
  readonly agents?: readonly string[];
  /** SHA-256 of the caller's API key. */
  readonly keyHash?: string;
  /** What the caller says of where it stands. */
  readonly context?: ReadonlyMap<string, string>;
  /** The caller's environment, of which profiles name what counts. */
  readonly env?: ReadonlyMap<string, string>;
  /** The moment for which schedules are read. */
  readonly now: Date;
}

/**
 * One body in its rank. `bound`: allows nothing beyond itself to anybody. `grant`: may allow. `narrow`: only what takes away
 * counts. `level`: fills in what nobody says.
 */
export interface Layer {
  readonly power: "bound" | "grant" | "narrow" | "level";
  readonly body: ProfileBody;
  readonly file: string;
  /** Pointer to `body` inside of the file. */
  readonly at: string;
  /** Its `allowed_tools` speak for every tool: flags, roles, windows of time and conditions. */
  readonly whole: boolean;
  /** Came with the project, and nobody has recorded trust in it. */
  readonly stranger: boolean;
  /** It counts because nobody has said anything. */
  readonly fallback: boolean;
}

const maxExtends = 8;

/** The name of the profile that counts when nothing else is said. */
const defaultProfile = "workspace";

export function sourceIn(layer: Layer, pointer: string): RuleSource {
  return { file: layer.file, pointer: `${layer.at}${pointer}` };
}

type Chain = { readonly documents: readonly ProfileDocument[]; readonly issues: readonly Issue[] };

/**
 * A document and what it extends, nearest first. A project file that is not trusted may only name shipped profiles: reading
 * any other file on its word would show parts of it in the messages about what is wrong there.
 */
function chainOf({ document, origin, trusted }: ProfileLayer, load: ResolveOptions["load"]): Chain {
  const isStranger = isStrange({ origin, trusted });
  const documents = [document];
  for (let current = document; current.body.extends !== undefined;) {
    const name = current.body.extends;
    const fail = (message: string, wanted: string): Chain => ({
      documents,
      issues: [current.issueAt("/extends", { code: "SchemaValidationError", message, wanted })],
    });
    if (isStranger && !/^[a-z][a-z0-9-]*$/u.test(name)) {
      return fail("a project file that is not trusted can't extend other files", "the name of a shipped profile");
    }
    const parent = load(name, current.file);
    if (parent === undefined)
      return fail(`there is no profile \`${printable(name)}\``, "the name of a shipped profile, or the path of a file");
    if (!parent.ok) return { documents, issues: parent.issues };
    if (documents.some(({ file }) => file === parent.value.file))
      return fail(`\`${printable(name)}\` extends itself in a circle`, "a profile that does not lead back here");
    if (documents.length >= maxExtends)
      return fail(`more than ${maxExtends} profiles extend each other`, "a shorter chain");
    documents.push(parent.value);
    current = parent.value;
  }
  return { documents, issues: [] };
}

function isStrange({
  origin,
  trusted = false,
}: {
  origin: ProfileLayer["origin"];
  trusted?: boolean | undefined;
}): boolean {
  return origin === "project" && !trusted;
}

function powerOf(layer: ProfileLayer, chosen: boolean): Layer["power"] {
  if (layer.origin === "managed") return "bound";
  if (layer.origin === "command-line" || layer.origin === "chosen") return "grant";
  // A profile chosen by name takes the place of what the user and the project would allow otherwise.
  if (chosen || isStrange(layer)) return "narrow";
  return "grant";
}

type Given = ProfileLayer & { readonly fallback?: true };

/** Whether some profile is there that may give anything, so that the default one does not count. */
export function isSaid(layers: readonly ProfileLayer[]): boolean {
  return layers.some(
    ({ origin, trusted }) => origin === "chosen" || origin === "user" || (origin === "project" && trusted === true),
  );
}

function withDefault(layers: readonly ProfileLayer[], load: ResolveOptions["load"]): Parsed<readonly Given[]> {
  if (isSaid(layers)) return { ok: true, value: layers };
  const loaded = load(defaultProfile, "");
  if (loaded === undefined) return { ok: true, value: layers };
  if (!loaded.ok) return loaded;
  return { ok: true, value: [...layers, { origin: "chosen", document: loaded.value, fallback: true }] };
}

function levelLayers(layers: readonly Layer[]): readonly Layer[] {
  const owner = layers.find(({ power, body }) => power !== "narrow" && body.level !== undefined);
  const level = owner?.body.level;
  if (level === undefined) return [];
  return [
    {
      power: "level",
      body: levelBodies[level],
      file: `level ${level}`,
      at: "",
      whole: false,
      stranger: false,
      fallback: false,
    },
  ];
}

/** A role that only files name which may not give anything is nobody's: they could make up any. */
function roleIssues(
  trusted: readonly ProfileDocument[],
  all: readonly ProfileDocument[],
  role: string | undefined,
): readonly Issue[] {
  const names = namesIn(trusted, ({ roles }) => roles);
  if (role === undefined || names.includes(role)) return [];
  const stranger = all.find(({ body }) => Object.hasOwn(body.roles ?? {}, role));
  const issues = nameIssues("role", [role], names);
  if (stranger === undefined) return issues;
  const message = `the role \`${printable(role)}\` is defined only in ${printable(stranger.file)}, which may take away and give nothing`;
  return issues.map((issue) => ({ ...issue, message }));
}

function agentIssues(documents: readonly ProfileDocument[], agents: readonly string[] = []): readonly Issue[] {
  return nameIssues(
    "agent",
    agents,
    namesIn(documents, (body) => body.agents),
  );
}

function namesIn(
  documents: readonly ProfileDocument[],
  read: (body: ProfileBody) => object | undefined,
): readonly string[] {
  return [...new Set(documents.flatMap(({ body }) => Object.keys(read(body) ?? {})))];
}

/** What is asked for by a name that no profile has. */
function nameIssues(what: "role" | "agent", asked: readonly string[], names: readonly string[]): readonly Issue[] {
  return asked
    .filter((name) => !names.includes(name))
    .map((name) => ({
      code: "SchemaValidationError",
      file: "command line",
      line: 1,
      column: 1,
      pointer: `/${what}`,
      message: `no profile has ${what === "role" ? "a role" : "an agent"} \`${printable(name)}\``,
      wanted: names.length === 0 ? `no ${what}` : `one of ${names.join(", ")}`,
    }));
}

/** What counts, and for whom. */
export interface Expanded {
  /** Highest rank first. */
  readonly layers: readonly Layer[];
  readonly role: string | undefined;
  /** All that any of them has, whatever holds now. */
  readonly schedules: readonly Schedule[];
}

/** What the caller says, and what profiles take from its environment where it says nothing. */
function contextOf(
  documents: readonly ProfileDocument[],
  { context, env }: ResolveOptions,
): ReadonlyMap<string, string> {
  const names = documents.flatMap(({ body }) => body.context_env ?? []);
  const found = names.flatMap((name): [string, string][] => {
    const value = env?.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return new Map([...found, ...(context ?? [])]);
}

/** Every body that counts, or every issue found while putting them together. */
export function expandLayers(given: readonly ProfileLayer[], options: ResolveOptions): Parsed<Expanded> {
  const complete = withDefault(given, options.load);
  if (!complete.ok) return complete;
  const chosen = given.some(({ origin }) => origin === "chosen");
  const chains = complete.value.map((layer) => ({
    layer,
    power: powerOf(layer, chosen),
    ...chainOf(layer, options.load),
  }));
  const documents = chains.flatMap((chain) => chain.documents);
  // Who asks and where is not for a file to say that may only narrow.
  const trusted = chains.filter(({ power }) => power !== "narrow").flatMap((chain) => chain.documents);
  const context = contextOf(trusted, options);
  const { role, issues: roleFaults } = chooseRole(trusted, { ...options, context });
  const issues = [
    ...chains.flatMap((chain) => chain.issues),
    ...roleFaults,
    ...(roleFaults.length > 0 ? [] : roleIssues(trusted, documents, role)),
    ...agentIssues(documents, options.agents),
  ];
  if (issues.length > 0) return { ok: false, issues };
  const near: Layer[] = [];
  const far: Layer[] = [];
  for (const { layer, power, documents: chain } of chains) {
    const whole = layer.origin === "command-line";
    const stranger = isStrange(layer);
    for (const [depth, document] of chain.entries()) {
      // What a profile extends ranks below all layers; the administrator's stays together.
      const rank = depth === 0 || power === "bound" ? near : far;
      const standing = { power, whole, stranger, fallback: layer.fallback === true };
      const held = heldNow(document.body, { now: options.now, role, context });
      rank.push(...layersOf(document, standing, held));
    }
  }
  const layers = [...near, ...far];
  const schedules = documents.flatMap(({ body }) => body.schedule ?? []);
  return { ok: true, value: { layers: [...layers, ...levelLayers(layers)], role, schedules } };
}
