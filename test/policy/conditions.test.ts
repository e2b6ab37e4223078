import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type EffectiveProfile, parseProfile, type ProfileLayer, resolveProfile } from "../../src/policy/index.ts";
import { context as host } from "./policy-of.ts";

interface Asked {
  readonly role?: string;
  readonly key?: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

const { home, projectRoot } = host;
const variables = { home, project_root: projectRoot, workspace: projectRoot, temp: projectRoot, own: [] };
const hash = (key: string): string => createHash("sha256").update(key).digest("hex");

function layer(body: object, origin: ProfileLayer["origin"]): ProfileLayer {
  const parsed = parseProfile(JSON.stringify(body), `${origin}.json`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return { origin, document: parsed.value };
}

function resolve(
  bodies: readonly ProfileLayer[],
  { role, key, context, env }: Asked,
): ReturnType<typeof resolveProfile> {
  return resolveProfile(bodies, {
    variables,
    load: () => undefined,
    now: new Date(0),
    ...(role === undefined ? {} : { role }),
    ...(key === undefined ? {} : { keyHash: hash(key) }),
    context: new Map(Object.entries(context ?? {})),
    env: new Map(Object.entries(env ?? {})),
  });
}

function resolved(bodies: readonly ProfileLayer[], asked: Asked): EffectiveProfile {
  const found = resolve(bodies, asked);
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value;
}

const texts = ({ rules }: EffectiveProfile, effect: string): readonly string[] =>
  rules.filter((rule) => rule.effect === effect).map(({ text }) => text);

const guarded = {
  allowed_tools: ["Read"],
  roles: { viewer: { tools: ["Read"] }, admin: { allowed_tools: ["Bash"], permission_mode: "acceptEdits" } },
  role_by: { keys: { [hash("sk-admin")]: "admin" }, context: "user_role", default: "viewer" },
};

describe("the role", () => {
  const rows: readonly (readonly [Asked, role: string | undefined])[] = [
    [{}, "viewer"],
    [{ role: "admin" }, "admin"],
    [{ context: { user_role: "admin" } }, "admin"],
    [{ key: "sk-admin" }, "admin"],
    [{ key: "sk-admin", role: "admin" }, "admin"],
    [{ key: "sk-admin", context: { user_role: "viewer" } }, "admin"],
    [{ role: "viewer", context: { user_role: "admin" } }, "viewer"],
    // refused
    [{ key: "sk-other" }, undefined],
    [{ key: "sk-admin", role: "viewer" }, undefined],
    [{ role: "owner" }, undefined],
    [{ context: { user_role: "owner" } }, undefined],
  ];
  test.for(rows)("of %j is %s", ([asked, role]) => {
    const found = resolve([layer(guarded, "chosen")], asked);
    expect(found.ok ? found.value.role : undefined).toBe(role);
    if (!found.ok) expect(JSON.stringify(found.issues)).not.toMatch(/sk-|[0-9a-f]{64}/u);
  });

  test("brings its lists and its mode", () => {
    const admin = resolved([layer(guarded, "chosen")], { role: "admin" });
    expect([texts(admin, "allow"), admin.mode, admin.tools]).toEqual([["Bash"], "acceptEdits", undefined]);
    expect(resolved([layer(guarded, "chosen")], {}).tools).toEqual(["Read"]);
  });

  test.for([
    [{ default: "owner" }, "/role_by/default"],
    [{ keys: { [hash("sk-owner")]: "owner" } }, `/role_by/keys/${hash("sk-owner")}`],
  ] as const)("%j that nobody defines is a mistake, whoever asks", ([role_by, pointer]) => {
    for (const asked of [{}, { role: "admin" }]) {
      const found = resolve([layer({ ...guarded, role_by }, "chosen")], asked);
      expect(found).toMatchObject({ ok: false, issues: [{ pointer, wanted: "one of viewer, admin" }] });
    }
  });

  test("of a stranger's project alone is nobody's", () => {
    const project = layer({ roles: { guest: { tools: ["Read"] } } }, "project");
    const found = resolve([layer(guarded, "user"), project], { role: "guest" });
    expect(found).toMatchObject({
      ok: false,
      issues: [{ pointer: "/role", message: expect.stringContaining("project.json"), wanted: "one of viewer, admin" }],
    });
    const trusted = resolved([layer(guarded, "user"), { ...project, trusted: true }], { role: "guest" });
    expect(trusted.role).toBe("guest");
  });

  test("is not for a stranger's project to give", () => {
    const project = layer({ role_by: { default: "admin" }, context_env: ["USER_ROLE"] }, "project");
    const user = layer({ allowed_tools: ["Read"], roles: guarded.roles }, "user");
    expect(resolved([user, project], {}).role).toBeUndefined();
  });
});

describe("conditions", () => {
  const body = {
    allowed_tools: ["Bash(make:*)"],
    context_env: ["ENVIRONMENT"],
    when: [
      { context: { ENVIRONMENT: "prod*|live" }, disallowed_tools: ["Bash(make deploy:*)"], ask_tools: ["Bash"] },
      {
        name: "both",
        context: { ENVIRONMENT: "dev", TEAM: "core" },
        allowed_tools: ["Bash"],
        permission_mode: "acceptEdits",
      },
    ],
  };
  const rows: readonly (readonly [Asked, allow: readonly string[], deny: readonly string[]])[] = [
    [{}, ["Bash(make:*)"], []],
    [{ context: { ENVIRONMENT: "production" } }, ["Bash(make:*)"], ["Bash(make deploy:*)"]],
    [{ context: { ENVIRONMENT: "live" } }, ["Bash(make:*)"], ["Bash(make deploy:*)"]],
    [{ context: { ENVIRONMENT: "alive" } }, ["Bash(make:*)"], []],
    [{ context: { environment: "live" } }, ["Bash(make:*)"], []],
    [{ env: { ENVIRONMENT: "production" } }, ["Bash(make:*)"], ["Bash(make deploy:*)"]],
    [{ env: { ENVIRONMENT: "production" }, context: { ENVIRONMENT: "dev" } }, ["Bash(make:*)"], []],
    [{ context: { ENVIRONMENT: "dev" } }, ["Bash(make:*)"], []],
    [{ context: { ENVIRONMENT: "dev", TEAM: "core" } }, ["Bash"], []],
    // no profile names this variable
    [{ env: { ENVIRONMENT: "dev", TEAM: "core" } }, ["Bash(make:*)"], []],
  ];
  test.for(rows)("of %j", ([asked, allow, deny]) => {
    const found = resolved([layer(body, "chosen")], asked);
    expect([texts(found, "allow"), texts(found, "deny")]).toEqual([allow, deny]);
  });

  test("of a stranger's project only take away", () => {
    const user = layer({ allowed_tools: ["Read"], context_env: ["STAGE"] }, "user");
    const project = layer(
      {
        when: [
          { context: { STAGE: "x" }, allowed_tools: ["Bash"], disallowed_tools: ["Edit"], permission_mode: "plan" },
        ],
      },
      "project",
    );
    const found = resolved([user, project], { env: { STAGE: "x" } });
    expect([texts(found, "allow"), texts(found, "deny"), found.mode]).toEqual([["Read"], ["Edit"], "plan"]);
  });
});

test("agents of a file that only takes away are none besides those of others", () => {
  const project = layer({ agents: { mine: {} } }, "project");
  const user = layer({ agents: { reviewer: {} } }, "user");
  expect(resolved([user, project], {}).agents).toEqual(["reviewer"]);
  expect(resolved([layer({}, "user"), project], {}).agents).toEqual(["mine"]);
  expect(resolved([layer({ agents: { mine: {} } }, "managed"), user], {}).agents).toEqual(["mine", "reviewer"]);
});

test("a stricter mode of a file that only takes away asks about nothing that was denied", () => {
  const user = layer({ permission_mode: "bypassPermissions", disallowed_tools: ["Bash(rm:*)"] }, "user");
  const project = layer({ permission_mode: "default" }, "project");
  expect(resolved([user, project], {})).toMatchObject({ mode: "default", outerModes: ["bypassPermissions"] });
  expect(resolved([user], {})).toMatchObject({ mode: "bypassPermissions", outerModes: [] });
});
