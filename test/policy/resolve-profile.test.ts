import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import {
  describeProfile,
  type EffectiveProfile,
  parseProfile,
  type ProfileDocument,
  type ProfileLayer,
  resolveProfile,
  type ResolveOptions,
} from "../../src/policy/index.ts";
import { enforcementRows, ruleRows, scheduleRows } from "./resolve-profile.cases.ts";

const shipped = join(import.meta.dirname, "../../sandbox-profiles");

const variables = {
  project_root: parseAbsolutePath("/home/me/project"),
  workspace: parseAbsolutePath("/home/me/project"),
  home: parseAbsolutePath("/home/me"),
  temp: parseAbsolutePath("/tmp"),
  own: [parseAbsolutePath("/home/me/.own")],
};

function document(body: object, file = "profile.json"): ProfileDocument {
  const parsed = parseProfile(JSON.stringify(body), file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

const load: ResolveOptions["load"] = (name) =>
  /^[a-z-]+$/u.test(name) ? parseProfile(readFileSync(join(shipped, `${name}.json`), "utf8"), name) : undefined;

function resolve(layers: readonly ProfileLayer[], options: Partial<ResolveOptions> = {}): EffectiveProfile {
  const resolved = resolveProfile(layers, { variables, load, now: new Date("2026-03-02T12:00:00Z"), ...options });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.issues));
  return resolved.value;
}

const layer = (origin: ProfileLayer["origin"], body: object, trusted = false): ProfileLayer => ({
  origin,
  document: document(body, `${origin}.json`),
  trusted,
});

const texts = ({ rules }: EffectiveProfile, effect: string): readonly string[] =>
  rules.filter((rule) => rule.effect === effect).map(({ text }) => text);
const paths = (entries: EffectiveProfile["files"]["allowed"]): readonly string[] =>
  entries.filter(({ source }) => source.file !== "built-in").map(({ path }) => path);

describe("hosts", () => {
  const hosts = (...allowed: readonly string[]): object => ({
    permissions: { network_access: { allowed_domains: allowed } },
  });
  test.for([
    [
      "flags add to the profile's",
      [
        ["command-line", hosts("a.test")],
        ["chosen", hosts("b.test")],
      ],
      ["a.test", "b.test"],
    ],
    ["flags where nobody else allows", [["command-line", hosts("a.test")]], ["a.test"]],
    ["no flags", [["chosen", hosts("b.test")]], ["b.test"]],
    [
      "not past the administrator",
      [
        ["managed", hosts("b.test")],
        ["command-line", hosts("a.test", "b.test")],
      ],
      ["b.test"],
    ],
    [
      "a stranger adds none",
      [
        ["command-line", hosts("a.test")],
        ["chosen", hosts("b.test")],
        ["project", hosts("c.test")],
      ],
      ["a.test", "b.test"],
    ],
  ] as const)("%s", ([, layers, expected]) => {
    const profile = resolve(layers.map(([origin, body]) => layer(origin, body)));
    expect([...new Set(profile.network.allowed.map(({ text }) => text))]).toEqual(expected);
  });
});

describe("the proxy to go through", () => {
  const through = (host: string, more: object = {}): object => ({
    permissions: { network_access: { proxy_config: { https_proxy: `http://me:pass%20word@${host}:8080`, ...more } } },
  });
  test.for([
    ["the profile's", [["chosen", through("a.test")]], "a.test"],
    ["nobody's", [["chosen", {}]], undefined],
    [
      "the administrator's",
      [
        ["managed", through("a.test")],
        ["command-line", through("b.test")],
        ["chosen", through("c.test")],
      ],
      "a.test",
    ],
    ["the user's", [["user", through("a.test")]], "a.test"],
    ["not a stranger's", [["project", through("evil.test")]], undefined],
    [
      "not a stranger's in place of the profile's",
      [
        ["chosen", through("a.test")],
        ["project", through("evil.test", { no_proxy: ["*"] })],
      ],
      "a.test",
    ],
  ] as const)("%s", ([, layers, expected]) => {
    const profile = resolve(layers.map(([origin, body]) => layer(origin, body)));
    const { proxy } = profile.network;
    expect(proxy?.https?.host).toEqual(expected && { kind: "name", name: expected });
    expect(proxy?.noProxy ?? []).toEqual([]);
    const strangers = layers.filter(([origin]) => origin === "project").length;
    expect(profile.notes.filter(({ message }) => message.includes("proxy_config"))).toHaveLength(strangers);
  });

  test("takes the file with its password away from commands", () => {
    const file = "/home/me/project/work.json";
    const denied = (body: object): readonly string[] => {
      const { files } = resolve([{ origin: "chosen", document: document(body, file) }]);
      return files.denied.map(({ path }) => path).filter((path) => path === file);
    };
    expect(denied(through("a.test"))).toEqual([file]);
    expect(denied(through("a.test", { https_proxy: "http://a.test:8080" }))).toEqual([]);
  });

  test("is shown without its password", () => {
    const profile = resolve([layer("chosen", through("a.test"))]);
    expect(profile.network.proxy?.https?.credentials).toBe("me:pass word");
    const shown = JSON.stringify(describeProfile(profile));
    expect(shown).toContain("http://a.test:8080");
    expect(shown).not.toMatch(/word|me:pass/u);
  });

  test("is an HTTP proxy's URL and nothing else, and no mistake in it repeats a password", () => {
    const wrong = (url: string): string => {
      const body = { permissions: { network_access: { proxy_config: { http_proxy: url } } } };
      const parsed = parseProfile(JSON.stringify(body), "profile.json");
      return parsed.ok ? "ok" : JSON.stringify(parsed.issues);
    };
    for (const url of ["http://a.test", "HTTPS://a.test:8443/", "http://[::1]:3128", "http://me:x@10.0.0.1:3128"])
      expect(wrong(url)).toBe("ok");
    for (const rest of ["a.test:8080/path", "a.test:99999", "a.test?x", "a_b c", "a.test\\x", "a.test:0"]) {
      const said = wrong(`http://me:s3cret@${rest}`);
      expect(said).toContain("is not the URL of an HTTP proxy");
      expect(said).not.toContain("s3cret");
    }
    for (const url of ["socks5://me:s3cret@a.test", "me:s3cret@a.test:8080", "http://me:%zz-s3cret@a.test"])
      expect(wrong(url)).toMatch(/^(?!.*s3cret).*is not the URL of an HTTP proxy/u);
  });
});

describe("TLS that does not show its server", () => {
  const access = (choice: string): object => ({
    permissions: { network_access: { missing_server_name: choice, encrypted_client_hello: choice } },
  });
  test.for([
    ["nobody speaks of it", [], "refuse"],
    ["the profile allows it", [["chosen", access("allow")]], "allow"],
    [
      "the administrator does not",
      [
        ["managed", access("refuse")],
        ["chosen", access("allow")],
      ],
      "refuse",
    ],
    [
      "a stranger narrows",
      [
        ["chosen", access("allow")],
        ["project", access("refuse")],
      ],
      "refuse",
    ],
    ["a stranger does not widen", [["project", access("allow")]], "refuse"],
  ] as const)("%s", ([, layers, expected]) => {
    const { network } = resolve(layers.map(([origin, body]) => layer(origin, body)));
    expect([network.missingServerName, network.hiddenServerName]).toEqual([expected, expected]);
  });
});

describe("rules", () => {
  test.for(ruleRows)("$name", ({ layers, allow, ask, deny }) => {
    const profile = resolve(layers.map(([origin, body, trusted]) => layer(origin, body, trusted)));
    expect({ allow: texts(profile, "allow"), ask: texts(profile, "ask"), deny: texts(profile, "deny") }).toEqual({
      allow,
      ask,
      deny,
    });
  });
});

describe("a level's commands", () => {
  test("stay while nobody speaks of Bash", () => {
    const allowed = texts(resolve([layer("chosen", { level: "extended", allowed_tools: ["WebSearch"] })]), "allow");
    expect(allowed).toEqual(expect.arrayContaining(["WebSearch", "Bash(git:*)"]));
    expect(allowed).not.toContain("Edit");
  });

  test("go when flags list what is allowed", () => {
    const flags = layer("command-line", { allowed_tools: ["Read"] });
    expect(texts(resolve([flags, layer("chosen", { level: "extended" })]), "allow")).toEqual(["Read"]);
  });
});

describe("files", () => {
  const file = (access: object): object => ({ permissions: { file_access: access } });

  test("fills in the path variables and takes relative denied entries below the project", () => {
    const { files } = resolve([
      layer(
        "chosen",
        file({
          allowed_paths: ["${project_root}/src", "${temp}/x/"],
          denied_paths: [".env", "secrets/", "**/test/**", "${home}/.aws"],
        }),
      ),
    ]);
    expect(files.allowed).toMatchObject([
      {
        text: "${project_root}/src",
        path: "/home/me/project/src",
        glob: false,
        source: { file: "chosen.json", pointer: "/permissions/file_access/allowed_paths/0" },
      },
      { path: "/tmp/x", folder: true },
    ]);
    expect(files.denied.slice(0, 4)).toMatchObject([
      { path: "/home/me/project/.env", glob: false },
      { path: "/home/me/project/secrets", folder: true },
      { path: "/home/me/project/**/test/**", glob: true },
      { path: "/home/me/.aws" },
    ]);
  });

  test.for([{}, file({}), file({ allowed_paths: [] }), { name: "x", permissions: {} }])(
    "shows the project, readable only, when %j says nothing",
    (body) => {
      const { files } = resolve([layer("chosen", body)]);
      expect(files.allowed).toEqual([]);
      expect(files.readOnly.map(({ path }) => path)).toEqual(["/home/me/project"]);
    },
  );

  test("protects secrets wherever home is shown, and the own folders", () => {
    const shown = resolve([layer("chosen", file({ allowed_paths: ["${home}"] }))]).files.denied.map(({ path }) => path);
    expect(shown).toEqual(expect.arrayContaining(["/home/me/.ssh", "/home/me/.netrc", "/home/me/.own", "/etc/shadow"]));
    const hidden = resolve([layer("chosen", file({ allowed_paths: ["/srv"] }))]).files.denied.map(({ path }) => path);
    expect(hidden).toContain("/etc/shadow");
    expect(hidden).not.toContain("/home/me/.ssh");
  });

  test("protects what an allowed path lies in", () => {
    const { denied } = resolve([layer("chosen", file({ allowed_paths: ["${home}/.ssh/keys"] }))]).files;
    expect(denied.map(({ path }) => path)).toContain("/home/me/.ssh");
  });

  test("keeps what decides about later runs from being written", () => {
    const readOnly = resolve([layer("chosen", file({ allowed_paths: ["${project_root}"] }))]).files.readOnly.map(
      ({ path }) => path,
    );
    expect(readOnly).toEqual(
      expect.arrayContaining(
        [".sallyport.json", ".git/hooks", ".git/config", ".vscode", "**/.git/hooks"].map(
          (name) => `/home/me/project/${name}`,
        ),
      ),
    );
    expect(readOnly.filter((path) => !path.startsWith("/home/me/project/"))).toEqual([]);
  });

  test("a level's read-only entries yield to what a profile allows", () => {
    const { files } = resolve([
      layer("chosen", { level: "standard", ...file({ allowed_paths: ["${project_root}"] }) }),
    ]);
    expect(paths(files.allowed)).toEqual(["/home/me/project"]);
    expect(paths(files.readOnly)).not.toContain("/home/me/project");
  });

  test("an untrusted project can take writing away and show nothing new", () => {
    const project = file({
      allowed_paths: ["/srv"],
      read_only_paths: ["${project_root}/vendor", "/opt/data"],
      denied_paths: ["private"],
    });
    const untrusted = resolve([layer("project", project)]);
    expect(paths(untrusted.files.allowed)).toEqual(["/home/me/project"]);
    expect(paths(untrusted.files.readOnly)).toEqual(["/home/me", "/home/me/project/vendor"]);
    expect(paths(untrusted.files.denied)).toContain("/home/me/project/private");
    expect(untrusted.notes.map(({ source }) => source.pointer)).toContain("/permissions/file_access/allowed_paths");
    expect(paths(resolve([layer("project", project, true)]).files.allowed)).toEqual(["/srv"]);
  });

  test("the administrator's paths bound the rest", () => {
    const managed = file({ allowed_paths: ["${project_root}/src"], read_only_paths: ["${project_root}/docs"] });
    const user = file({
      allowed_paths: ["${project_root}", "${project_root}/docs/own", "/srv"],
      read_only_paths: ["${home}"],
    });
    const { files, notes } = resolve([layer("managed", managed), layer("user", user)]);
    expect(paths(files.allowed)).toEqual(["/home/me/project/src"]);
    expect(paths(files.readOnly).every((path) => path.startsWith("/home/me/project/"))).toBe(true);
    expect(paths(files.readOnly)).toContain("/home/me/project/docs/own");
    expect(notes.some(({ message }) => message.includes("/srv"))).toBe(true);
  });
});

describe("requests and secrets", () => {
  const network = (access: object): object => ({ permissions: { network_access: access } });
  const token = { variable: "TOKEN", domains: ["api.example.com"] };
  const listed = ({ network: { requests } }: EffectiveProfile): readonly (readonly string[])[] =>
    requests.map((rules) => rules.map(({ text }) => text));

  test("every layer opens hosts, and excepts from its own list only", () => {
    const { network: merged } = resolve([
      layer("user", network({ intercept: ["*"], intercept_except: ["bank.example"] })),
      layer("project", network({ intercept: ["bank.example"], intercept_except: ["a.test"] })),
    ]);
    const texts = merged.intercept.map(({ domains, except }) =>
      [domains, except].map((list) => list.map(({ text }) => text)),
    );
    expect(texts).toEqual([
      [["*"], ["bank.example"]],
      [["bank.example"], ["a.test"]],
    ]);
  });

  test("the nearest list of requests counts, and the administrator's and an untrusted project's beside it", () => {
    const rules = (origin: ProfileLayer["origin"], rule: string, trusted = false): ProfileLayer =>
      layer(origin, network({ allow: [rule] }), trusted);
    const [user, managed] = [rules("user", "* a.test/u/**"), rules("managed", "GET a.test")];
    expect(listed(resolve([user]))).toEqual([["* a.test/u/**"]]);
    expect(listed(resolve([managed]))).toEqual([["GET a.test"]]);
    expect(listed(resolve([rules("command-line", "PUT a.test"), user]))).toEqual([["PUT a.test"]]);
    expect(listed(resolve([managed, user, rules("project", "* *")]))).toEqual([
      ["* a.test/u/**"],
      ["GET a.test"],
      ["* *"],
    ]);
    expect(listed(resolve([rules("project", "* b.test", true)]))).toEqual([["* b.test"]]);
  });

  test("a placeholder takes the place of the secret's variables, and its file is hidden", () => {
    const credentials = [
      { ...token, from_env: "REAL" },
      { variable: "KEY", domains: ["b.test"], from_file: "${home}/key", placeholder: "key-00000000" },
    ];
    const profile = resolve([
      layer("chosen", { ...network({ credentials }), sandbox: { env: { set: { TOKEN: "x" } } } }),
    ]);
    expect([...profile.sandbox.env.set]).toEqual([
      ["TOKEN", "sallyport-placeholder-token"],
      ["REAL", "sallyport-placeholder-token"],
      ["KEY", "key-00000000"],
    ]);
    expect(profile.files.denied.map(({ path }) => path)).toContain("/home/me/key");
    expect(profile.network.credentials.map(({ from }) => from)).toMatchObject([
      { kind: "env", name: "REAL" },
      { kind: "file", path: { path: "/home/me/key" } },
    ]);
  });

  test.for([
    ["the same", { ...token }, "api.example.com"],
    ["another host", { ...token, domains: ["evil.test"] }, ""],
    ["another host beside it", { ...token, domains: ["api.example.com", "evil.test"] }, "api.example.com"],
    ["a wider host", { ...token, domains: ["*.example.com"] }, "api.example.com"],
    ["another header", { ...token, headers: ["x-mine"] }, ""],
    ["fewer headers", { ...token, headers: ["x-api-key"] }, "api.example.com"],
    ["another secret", { ...token, from_env: "ROOT_KEY" }, ""],
    ["another name for it", { ...token, variable: "MINE", from_env: "TOKEN" }, "api.example.com"],
    ["a file", { ...token, from_file: "/key" }, ""],
  ] as const)("the administrator's secrets bound the user's: %s", ([, credential, hosts]) => {
    const managed = layer("managed", network({ credentials: [token] }));
    const profile = resolve([managed, layer("user", network({ credentials: [credential] }))]);
    const kept = profile.network.credentials.flatMap(({ domains }) => domains.map(({ text }) => text));
    expect(kept.join(" ")).toBe(hosts);
    expect(profile.notes.length).toBe(hosts === "" ? 1 : 0);
  });

  test("an untrusted project gets no secrets, and its variables stay", () => {
    const project = layer("project", network({ credentials: [{ ...token, from_env: "HOME" }] }));
    const profile = resolve([project]);
    expect(profile.network.credentials).toEqual([]);
    expect(profile.sandbox.env.set.size).toBe(0);
    expect(profile.notes.map(({ source }) => source.pointer)).toEqual(["/permissions/network_access/credentials"]);
    expect(resolve([layer("project", network({ credentials: [token] }), true)]).network.credentials.length).toBe(1);
  });
});

describe("single values", () => {
  test("the nearest layer decides, the administrator bounds, the untrusted project narrows", () => {
    const body = (seconds: number, mode?: string): object => ({
      permissions: { tool_permissions: { bash: { timeout_seconds: seconds } } },
      ...(mode === undefined ? {} : { permission_mode: mode }),
    });
    expect(resolve([layer("command-line", body(30)), layer("user", body(90))]).bash.timeoutSeconds).toBe(30);
    expect(resolve([layer("managed", body(60)), layer("user", body(90))]).bash.timeoutSeconds).toBe(60);
    expect(resolve([layer("managed", body(60)), layer("user", body(30))]).bash.timeoutSeconds).toBe(30);
    expect(resolve([layer("user", body(30)), layer("project", body(90))]).bash.timeoutSeconds).toBe(30);
    expect(resolve([layer("user", body(30)), layer("project", body(10))]).bash.timeoutSeconds).toBe(10);
    expect(resolve([layer("project", body(10, "bypassPermissions"))]).mode).toBe("default");
    expect(resolve([layer("project", body(10, "dontAsk"))]).mode).toBe("dontAsk");
    expect(resolve([layer("project", body(10, "bypassPermissions"), true)]).mode).toBe("bypassPermissions");
  });

  test("a list of the administrator's keeps modes from allowing more", () => {
    const managed = layer("managed", { allowed_tools: ["Bash(git:*)"] });
    expect(resolve([managed, layer("command-line", { permission_mode: "bypassPermissions" })]).mode).toBe("default");
  });

  test("an untrusted project sets no variables, sockets or wider limits", () => {
    const sandbox = {
      env: { set: { A: "1" }, pass: ["SECRET", "PATH"] },
      unix_sockets: ["/run/x.sock"],
      limits: { processes: 10 },
    };
    const profile = resolve([layer("project", { sandbox })]);
    expect(profile.sandbox.env.set.size).toBe(0);
    expect(profile.sandbox.env.pass).toEqual(["PATH"]);
    expect(profile.sandbox.unixSockets).toEqual([]);
    expect(profile.sandbox.limits.processes).toBe(10);
    expect(profile.notes.map(({ source }) => source.pointer)).toEqual(
      expect.arrayContaining(["/sandbox/env/set", "/sandbox/env/pass", "/sandbox/unix_sockets"]),
    );
  });

  test("sizes and session times hold for each command", () => {
    const profile = resolve([
      layer("chosen", {
        permissions: {
          file_access: { max_file_size_mb: 10 },
          agent_permissions: {
            resource_limits: { session_timeout_minutes: 2 },
            parallel_execution: { max_concurrent_agents: 1, timeout_seconds: 5, memory_limit_mb: 512 },
          },
        },
      }),
    ]);
    expect(profile.sandbox.limits).toMatchObject({ fileSizeMb: 10, memoryMb: 512 });
    expect(profile.bash.timeoutSeconds).toBe(120);
  });
});

describe("extends", () => {
  const chain = (bodies: Record<string, object>): ReturnType<typeof resolveProfile> =>
    resolveProfile([{ origin: "chosen", document: document({ extends: "a" }, "start.json") }], {
      variables,
      now: new Date(0),
      load: (name) => (name in bodies ? { ok: true, value: document(bodies[name] ?? {}, name) } : undefined),
    });

  test.for([
    ["a missing profile", {}, "start.json"],
    ["a circle", { a: { extends: "b" }, b: { extends: "a" } }, "b"],
    [
      "a chain without end",
      Object.fromEntries("abcdefghijkl".split("").map((name, at, all) => [name, { extends: all[at + 1] ?? "z" }])),
      "g",
    ],
  ] as const)("refuses %s", ([, bodies, file]) => {
    const resolved = chain(bodies);
    expect(resolved).toMatchObject({
      ok: false,
      issues: [{ code: "SchemaValidationError", pointer: "/extends", file }],
    });
  });

  test("an untrusted project names shipped profiles only, so that no other file is read on its word", () => {
    const options = { variables, load, now: new Date(0) };
    const other = resolveProfile([layer("project", { extends: "/etc/shadow" })], options);
    expect(other).toMatchObject({ ok: false, issues: [{ pointer: "/extends" }] });
    expect(resolveProfile([layer("project", { extends: "readonly" })], options)).toMatchObject({ ok: true });
  });

  test("the nearer profile decides, denials unite", () => {
    const resolved = chain({
      a: { extends: "b", disallowed_tools: ["Bash(x:*)"], allowed_tools: ["Read"] },
      b: { allowed_tools: ["Bash"], disallowed_tools: ["Edit"] },
    });
    if (!resolved.ok) throw new Error("not resolved");
    expect(texts(resolved.value, "allow")).toEqual(["Read"]);
    expect(texts(resolved.value, "deny")).toEqual(["Bash(x:*)", "Edit"]);
  });
});

describe("roles and times", () => {
  const roles = {
    roles: { viewer: { allowed_tools: ["Read"] }, admin: { allowed_tools: ["Bash"] } },
    allowed_tools: ["Bash(git:*)"],
  };

  test("a role's list takes the place of the profile's", () => {
    expect(texts(resolve([layer("chosen", roles)], { role: "viewer" }), "allow")).toEqual(["Read"]);
    expect(texts(resolve([layer("chosen", roles)]), "allow")).toEqual(["Bash(git:*)"]);
  });

  test("a role that nobody defines is a mistake", () => {
    const resolved = resolveProfile([layer("chosen", roles)], { variables, load, now: new Date(0), role: "owner" });
    expect(resolved).toMatchObject({ ok: false, issues: [{ pointer: "/role", wanted: "one of viewer, admin" }] });
  });

  test.for([
    ["no window", { windows: [] }, "/schedule/windows"],
    [
      "a window on no day",
      { windows: [{ from: "01:00", to: "02:00", days: [], tools: [] }] },
      "/schedule/windows/0/days",
    ],
    [
      "a zone that is none",
      { time_zone: "Mars/Olympus", windows: [{ from: "01:00", to: "02:00", tools: [] }] },
      "/schedule/time_zone",
    ],
  ] as const)("%s is a mistake", ([, schedule, pointer]) => {
    const parsed = parseProfile(JSON.stringify({ schedule }), "profile.json");
    expect(parsed).toMatchObject({ ok: false, issues: [{ code: "SchemaValidationError", pointer }] });
  });

  test.for(scheduleRows)("$name", ({ window, zone, now, holds }) => {
    const body = { schedule: { time_zone: zone, windows: [{ ...window, disallowed_tools: ["Edit"] }] } };
    const profile = resolve([layer("chosen", body)], { now: new Date(now) });
    expect(texts(profile, "deny")).toEqual(holds ? ["Edit"] : []);
  });
});

describe("what is not enforced yet", () => {
  test.for(enforcementRows)("$name", ({ body, unenforced }) => {
    const profile = resolve([layer("chosen", body)]);
    expect(profile.unenforced.map(({ pointer, withholds }) => [pointer, withholds])).toEqual(unenforced);
    expect(profile.unenforced.every(({ note }) => note.length > 10)).toBe(true);
  });

  const names = [
    "ci",
    "development",
    "egress-only",
    "extended",
    "production",
    "readonly",
    "research",
    "restricted",
    "standard",
    "testing",
    "trusted",
    "workspace",
  ];
  test.for(names)("the shipped profile %s can run", (name) => {
    const loaded = load(name, "");
    if (loaded?.ok !== true) throw new Error("not loaded");
    const profile = resolve([{ origin: "chosen", document: loaded.value }]);
    expect(profile.name).toBe(name);
    expect(profile.unenforced.filter(({ withholds }) => !withholds)).toEqual([]);
    expect(profile.notes).toEqual([]);
    expect(describeProfile(profile).length).toBeGreaterThan(10);
  });
});

describe("properties", () => {
  const rule = fc.constantFrom("Bash", "Bash(git:*)", "Bash(git push:*)", "Read", "Edit", "WebFetch");
  const body = fc.record(
    {
      allowed_tools: fc.array(rule, { maxLength: 3 }),
      permission_mode: fc.constantFrom("plan", "dontAsk", "default", "acceptEdits", "bypassPermissions"),
      permissions: fc.record({
        file_access: fc.record({
          allowed_paths: fc.subarray(["${home}", "${project_root}", "/srv"]),
          read_only_paths: fc.subarray(["/opt/x", "${project_root}/a"]),
        }),
        network_access: fc.record({ allowed_domains: fc.subarray(["*", "example.com"]) }),
      }),
    },
    { requiredKeys: [] },
  );

  test("an untrusted project never adds what may be done", () => {
    fc.assert(
      fc.property(body, body, (user, project) => {
        const without = resolve([layer("user", user)]);
        const both = resolve([layer("user", user), layer("project", project)]);
        expect(texts(both, "allow")).toEqual(texts(without, "allow"));
        expect(paths(both.files.allowed)).toEqual(paths(without.files.allowed));
        expect(both.network.allowed).toEqual(without.network.allowed);
        const visible = [...paths(without.files.allowed), ...paths(without.files.readOnly), "/home/me/project"];
        expect(
          paths(both.files.readOnly).every((path) =>
            visible.some((open) => path === open || path.startsWith(`${open}/`)),
          ),
        ).toBe(true);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
