/** At each step that changes anything on the disk: the process dies, or the host refuses the step, or all from there. */
import * as files from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import {
  type ClientName,
  clientNames,
  installClient,
  type Installing,
  uninstallClient,
  ways,
} from "../../src/setup/index.ts";

/** The step at which it happens, and whether what would come after it comes. */
const fate = vi.hoisted(() => ({ at: 0, kind: "dies" as "dies" | "refused" | "stuck", steps: 0 }));

vi.mock("node:fs", async (original) => {
  const real = await original<typeof files>();
  const steps = [
    "writeFileSync",
    "renameSync",
    "symlinkSync",
    "rmSync",
    "fsyncSync",
    "mkdirSync",
    "fchmodSync",
  ] as const;
  const fated =
    <A extends readonly unknown[], R>(work: (...args: A) => R) =>
    (...args: A): R => {
      fate.steps += fate.at === 0 ? 0 : 1;
      const isNow = fate.kind === "refused" ? fate.steps === fate.at : fate.steps >= fate.at;
      if (fate.at > 0 && isNow && !(fate.kind === "stuck" && work.name === "rmSync"))
        throw new Error("ENOSPC: no space left on device");
      return work(...args);
    };
  const opened = fated(real.openSync);
  const openSync = (...args: Parameters<typeof real.openSync>): number =>
    args[1] === "wx" ? opened(...args) : real.openSync(...args);
  const fsyncSync = fated(() => undefined); // slow, and of no use to a test
  return {
    ...real,
    openSync,
    ...Object.fromEntries(steps.map((name) => [name, fated(real[name] as () => unknown)])),
    fsyncSync,
  };
});

type Kind = typeof fate.kind;

let base: string;
beforeEach(() => {
  base = files.mkdtempSync(join(tmpdir(), "sallyport-setup-"));
  onTestFinished(() => files.rmSync(base, { recursive: true, force: true }));
});

const asking = (client: ClientName, folder: string): Installing => ({
  client,
  ways: [...ways[client].keys()],
  state: join(folder, "state"),
  isDry: false,
  setting: {
    scope: "user",
    home: join(folder, "home"),
    project: join(folder, "project"),
    env: new Map(),
    packageRoot: "/opt/sallyport",
    words: [],
    variables: {},
    shellFolder: join(folder, "state/shell"),
  },
});

const own: Readonly<Record<string, string>> = {
  ".claude/settings.json": '{\n  // mine\n  "model": "opus",\n  "env": { "CLAUDE_CODE_SHELL": "/bin/zsh" },\n}\n',
  ".claude.json": '{"a":1}',
  ".codex/config.toml": 'model = "x"\n',
  ".codex/hooks.json": '{"hooks":{}}',
  ".config/opencode/opencode.json": '{ "shell": "/bin/sh" }',
  ".gemini/settings.json": '{"x": [1]}\n',
};

function makeHome(folder: string, isUsed: boolean): void {
  files.mkdirSync(join(folder, "home"), { recursive: true });
  for (const [name, text] of isUsed ? Object.entries(own) : []) {
    files.mkdirSync(dirname(join(folder, "home", name)), { recursive: true });
    files.writeFileSync(join(folder, "home", name), text);
  }
}

/** What there is, and what is in it; folders that are empty count for nothing. */
function allIn(folder: string): Readonly<Record<string, string>> {
  const entries = files.existsSync(folder) ? files.readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const paths = entries.filter((one) => !one.isDirectory()).map((one) => join(one.parentPath, one.name));
  return Object.fromEntries(
    paths.map((path) => {
      const isLink = files.lstatSync(path).isSymbolicLink();
      return [relative(folder, path), isLink ? files.readlinkSync(path) : files.readFileSync(path, "utf8")];
    }),
  );
}

/** Comes back with what was said, when it happened in the course of the work. */
function fatedAt(at: number, kind: Kind, work: () => unknown): string | undefined {
  Object.assign(fate, { at, kind, steps: 0 });
  try {
    work();
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    fate.at = 0;
  }
}

interface Call {
  readonly before?: (asked: Installing) => unknown;
  readonly work: (asked: Installing) => unknown;
}

const calls: Readonly<Record<string, Call>> = {
  install: { work: installClient },
  uninstall: { before: installClient, work: uninstallClient },
  "another install": {
    before: installClient,
    work: (asked) =>
      installClient({ ...asked, ways: asked.ways.slice(1), setting: { ...asked.setting, words: ["--profile=x"] } }),
  },
};

/** Comes back with how many steps there were. */
function tryEach(client: ClientName, isUsed: boolean, { kind, before: prepare, work }: Call & { kind: Kind }): number {
  for (let at = 1; ; at += 1) {
    const folder = join(base, String(at));
    makeHome(folder, isUsed);
    const home = join(folder, "home");
    const before = allIn(home);
    const asked = asking(client, folder);
    prepare?.(asked);
    const installed = allIn(home);
    const said = fatedAt(at, kind, () => work(asked));
    if (kind === "refused" && said !== undefined) {
      expect(said).toContain("nothing was changed");
      expect(allIn(home), `step ${at}`).toEqual(installed);
    }
    // Nothing but removing goes on from there: what is said of it is so.
    if (kind === "stuck" && said?.includes("nothing was changed") === true) expect(allIn(home)).toEqual(installed);
    expect(uninstallClient(asked).left, `step ${at}: ${said}`).toEqual([]);
    expect(allIn(home), `step ${at}: ${said}`).toEqual(before);
    expect(Object.keys(allIn(asked.state)), `step ${at}: ${said}`).toEqual(["installed.lock"]);
    files.rmSync(folder, { recursive: true });
    if (said === undefined) return at - 1;
  }
}

const rows = clientNames.flatMap((client) =>
  Object.entries(calls).flatMap(([verb, call]) =>
    (["dies", "refused", "stuck"] as const).map((kind) => ({ client, verb, kind, call })),
  ),
);

describe("nothing is lost, and uninstall takes everything", () => {
  test.for(rows)("$client: $verb $kind at any step", ({ client, kind, call }) => {
    expect(tryEach(client, true, { ...call, kind })).toBeGreaterThan(kind === "stuck" ? 0 : 5);
  });
  test.for(rows.filter(({ client }) => client === "claude"))(
    "$verb $kind where there was nothing",
    ({ kind, call }) => {
      expect(tryEach("claude", false, { ...call, kind })).toBeGreaterThan(kind === "stuck" ? 0 : 2);
    },
  );
});
