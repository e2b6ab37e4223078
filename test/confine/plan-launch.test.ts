import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import { type HostFacts, type Launch, type Mount, planLaunch } from "../../src/confine/index.ts";
import { type EffectiveProfile, parseProfile, resolveProfile } from "../../src/policy/index.ts";
import { factsOf, hosts, places, requestOf } from "./fixtures.ts";
import { mountCases, problemCases } from "./plan-launch.cases.ts";
import { profileOf } from "./profile-of.ts";

const projectRoot = parseAbsolutePath("/home/user/project");
const shipped = globSync("sandbox-profiles/*.json").toSorted();

function load(file: string): ReturnType<typeof parseProfile> {
  return parseProfile(readFileSync(file, "utf8"), basename(file));
}

function shippedProfile(file: string): EffectiveProfile {
  const document = load(file);
  if (!document.ok) throw new Error(JSON.stringify(document.issues));
  const own = [places.state, places.runtime, places.cache, places.userFile, places.managedFile];
  const resolved = resolveProfile([{ origin: "chosen", document: document.value }], {
    variables: { project_root: projectRoot, workspace: projectRoot, home: places.home, temp: places.temp, own },
    load: (name) => load(`sandbox-profiles/${name}.json`),
    now: new Date(0),
  });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.issues));
  return resolved.value;
}

function launchOf(profile: EffectiveProfile, host: HostFacts = hosts.ordinary): Launch {
  const launch = planLaunch(requestOf(profile, host));
  if ("kind" in launch) throw new Error(launch.message);
  return launch;
}

/** A launch as stable text: bubblewrap's options one a line. */
function golden(launch: Launch): string {
  const { bwrap, env, mounts, egress, ...rest } = launch;
  const options = (bwrap?.argv ?? []).join(" ").replaceAll(" --", "\n--");
  expect(mounts.length + (rest.landlock?.read.length ?? 0)).toBeGreaterThan(0);
  return `${options}\n\n${JSON.stringify(
    {
      ...rest,
      env: Object.fromEntries(env),
      ...(egress && { egress: { ...egress, env: Object.fromEntries(egress.env) } }),
    },
    null,
    2,
  )}\n`;
}

describe("golden launches", () => {
  test("there is a profile to look at", () => expect(shipped.length).toBeGreaterThan(5));

  for (const file of shipped) {
    test.for(["ordinary", "root", "old bubblewrap, unmerged folders", "without namespaces"] as const)(
      `${basename(file)} on a host: %s`,
      async (name) => {
        const text = golden(launchOf(shippedProfile(file), hosts[name]));
        const short = name.split(/[ ,]/u)[0] ?? "";
        await expect(text).toMatchFileSnapshot(`golden/${basename(file, ".json")}.${short}.txt`);
      },
    );
  }
});

const spelling: Record<Mount["kind"], string> = {
  bind: "ro",
  private: "private",
  mask: "mask",
  "stand-in": "stand-in",
  script: "script",
  resolver: "resolver",
  link: "link",
  proc: "proc",
  dev: "dev",
  seal: "seal",
};

describe("mounts", () => {
  test.for(mountCases)("$name", ({ parts, tree, cwd: folder, links, wanted, guards }) => {
    const profile = profileOf(parts);
    const cwd = parseAbsolutePath(folder ?? "/usr/lib");
    const view = { profile, places, cwd, frameFiles: [] };
    const paths = factsOf(view, [...(tree ?? []), "/usr/lib/"], new Map(links));
    const launch = planLaunch({ ...requestOf(profile, hosts.ordinary), ...view, paths });
    if ("kind" in launch) throw new Error(launch.message);
    const shown = launch.mounts
      .filter(({ target }) => target.startsWith("/home/user") || target.startsWith("/real"))
      .map((mount) => `${mount.kind === "bind" && mount.writable ? "rw" : spelling[mount.kind]} ${mount.target}`);
    expect(shown).toEqual(wanted);
    const { guardFiles, guardFolders } = launch.traces;
    expect([...guardFiles.map((path) => `file ${path}`), ...guardFolders.map((path) => `folder ${path}`)]).toEqual(
      guards ?? [],
    );
  });
});

describe("scripts", () => {
  const text = "echo hello\n";
  const planned = (name: string, links: readonly (readonly [string, string])[] = []): unknown => {
    const profile = profileOf({ allowed: [projectRoot], builtInDenied: ["/home/user/project/denied"] });
    const view = { profile, places, cwd: projectRoot, frameFiles: [], script: { name, text } };
    const tree = ["/home/user/project/", "/home/user/project/a.sh", "/home/user/project/denied/", "/elsewhere/b.sh"];
    const paths = factsOf(view, tree, new Map(links));
    const launch = planLaunch({ ...requestOf(profile, hosts.ordinary), ...view, paths });
    if ("kind" in launch) return launch.code;
    const target = launch.mounts.find(({ kind }) => kind === "script")?.target;
    return { path: launch.script?.path, target, guards: launch.traces.guardFiles };
  };
  const file = "/home/user/project/a.sh";

  test("in the working folder", () => {
    expect(planned("./a.sh")).toEqual({ path: file, target: file, guards: [file] });
  });
  test("behind a link that is shown", () => {
    const link = "/home/user/project/l.sh";
    expect(planned("l.sh", [[link, "/elsewhere/b.sh"]])).toEqual({ path: link, target: "/elsewhere/b.sh", guards: [] });
  });
  test("behind a link that is not shown", () => {
    const link = "/tmp/l.sh";
    expect(planned(link, [[link, "/elsewhere/b.sh"]])).toEqual({ path: link, target: link, guards: [] });
  });
  test("in a denied folder", () => expect(planned("denied/x.sh")).toBe("enforcement/start-failed"));
  test("without walls", () => {
    const profile = profileOf({ backend: "none" });
    const request = requestOf(profile, hosts.ordinary, { script: { name: "a.sh", text } });
    expect(planLaunch(request)).toMatchObject({ kind: "problem", code: "enforcement/start-failed" });
  });
});

describe("problems", () => {
  test.for(problemCases)("$name", ({ host, parts, cwd, tooMany, code, layer }) => {
    const request = requestOf(profileOf(parts), hosts[host], cwd === undefined ? {} : { cwd: parseAbsolutePath(cwd) });
    const paths =
      tooMany === undefined ? request.paths : { ...request.paths, tooMany: { pattern: "/p/**/x", limit: 5 } };
    expect(planLaunch({ ...request, paths })).toMatchObject({ kind: "problem", code, layer });
  });
});

describe("layers", () => {
  const held = (launch: Launch): readonly string[] =>
    launch.layers.filter((layer) => layer.held).map(({ name }) => name);

  test("a sandbox holds namespaces, mounts, network, capabilities, limits, landlock, seccomp and the exec gate", () => {
    expect(held(launchOf(profileOf({ allowed: [projectRoot] })))).toEqual([
      "namespaces",
      "mounts",
      "network",
      "capabilities",
      "limits",
      "landlock",
      "seccomp",
      "exec-gate",
    ]);
  });

  test("on a host without namespaces Landlock holds what it can", () => {
    expect(held(launchOf(profileOf({ allowed: [projectRoot] }), hosts["without namespaces"]))).toEqual([
      "capabilities",
      "limits",
      "landlock",
      "seccomp",
      "exec-gate",
    ]);
  });

  test("no sockets at all satisfy a required egress too", () => {
    const profile = profileOf({ allowed: [projectRoot], required: [["egress", "required"]] });
    expect(launchOf(profile, hosts["without namespaces"]).backend).toBe("landlock");
  });

  test("without one only limits hold", () => {
    expect(held(launchOf(profileOf({ allowed: [projectRoot], backend: "none" })))).toEqual(["limits"]);
  });

  test("root without a cgroup has no limit of processes, and a profile can insist", () => {
    const host = { ...hosts.root, cgroups: [] };
    const parts = { allowed: [projectRoot], limits: { processes: 10 } };
    expect(held(launchOf(profileOf(parts), host))).not.toContain("limits");
    expect(held(launchOf(profileOf(parts), hosts.root))).toContain("limits");
    const insisting = profileOf({ ...parts, required: [["limits", "required"]] });
    expect(planLaunch(requestOf(insisting, host))).toMatchObject({
      kind: "problem",
      code: "enforcement/layer-missing",
      layer: "limits",
    });
  });

  test("no network at all satisfies a required egress", () => {
    expect(held(launchOf(profileOf({ allowed: [projectRoot], required: [["egress", "required"]] })))).toContain(
      "network",
    );
  });
});

describe("environment, limits and time", () => {
  test("only what is passed and set is there", () => {
    const { env } = launchOf(profileOf({ allowed: [projectRoot], set: { CI: "1", PATH: "/opt/bin" } }));
    expect(Object.entries(Object.fromEntries(env)).toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([
      ["CI", "1"],
      ["HOME", "/home/user"],
      ["PATH", "/opt/bin"],
      ["SHELL", "/bin/bash"],
      ["SHLVL", "1"],
    ]);
  });

  test("limits come in the kernel's units, with room for what stands beside the command", () => {
    const limits = { processes: 10, memoryMb: 2, fileSizeMb: 3, openFiles: 4, cpuSeconds: 5 };
    expect(launchOf(profileOf({ allowed: [projectRoot], limits })).limits).toEqual({
      processes: 11,
      dataBytes: 2 << 20,
      fileSizeBytes: 3 << 20,
      openFiles: 4,
      cpuSeconds: 5,
    });
  });

  test("the shorter deadline holds", () => {
    const profile = profileOf({ allowed: [projectRoot], timeoutSeconds: 60 });
    const at = (timeoutSeconds: number | undefined): unknown =>
      planLaunch(requestOf(profile, hosts.ordinary, { timeoutSeconds }));
    expect(at(10)).toMatchObject({ timeoutSeconds: 10 });
    expect(at(100)).toMatchObject({ timeoutSeconds: 60 });
    expect(at(undefined)).toMatchObject({ timeoutSeconds: 60 });
  });
});
