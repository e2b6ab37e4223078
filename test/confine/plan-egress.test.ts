import { describe, expect, test } from "vitest";
import { type Launch, planLaunch } from "../../src/confine/index.ts";
import { factsOf, hosts, requestOf } from "./fixtures.ts";
import { egressCases } from "./plan-egress.cases.ts";
import { profileOf } from "./profile-of.ts";

const allowed = ["/home/user/project"];

function launchOf(...[parts, host, more]: Parameters<typeof requestOf>): Launch {
  const launch = planLaunch(requestOf(parts, host, more));
  if ("kind" in launch) throw new Error(launch.message);
  return launch;
}

describe("the way out", () => {
  test.for(egressCases)("$name", ({ parts, host = "ordinary", facts, more, ports, backend = "bubblewrap" }) => {
    const launch = launchOf(profileOf(parts), { ...hosts[host], ...facts }, more);
    expect(launch.backend).toBe(backend);
    expect(launch.egress?.loopbackPorts).toEqual(ports);
    expect(launch.layers.find(({ name }) => name === "egress")?.held).toBe(ports !== undefined);
    // Somebody makes the namespace: bubblewrap where nothing leads out of it.
    const made = launch.bwrap?.argv.includes("--unshare-net");
    const walled = backend === "bubblewrap";
    expect(made).toBe(walled ? ports === undefined : undefined);
    expect(launch.mounts.some(({ kind }) => kind === "resolver")).toBe(walled && ports !== undefined);
  });

  test("no secret is in the plan, and the profile's own variables win", () => {
    const set = { HTTP_PROXY: "http://own.example:1", PATH: "/usr/bin" };
    const { egress, env } = launchOf(profileOf({ allowed, hosts: ["*"], set }), hosts.ordinary);
    expect(env.get("HTTP_PROXY")).toBe(set.HTTP_PROXY);
    expect(egress?.env.has("HTTP_PROXY")).toBe(false);
    expect(egress?.env.get("http_proxy")).toBe(`http://{credentials}@127.0.0.1:${egress?.port}`);
    expect(egress?.env.get("no_proxy")).toBe("localhost,127.0.0.1,::1");
  });

  test("a proxy port that no command can take", () => {
    expect(launchOf(profileOf({ allowed, hosts: ["*"] }), hosts.ordinary).egress?.port).toBeLessThan(1024);
  });

  test("where names are asked for is mounted behind the host's links", () => {
    const view = requestOf(profileOf({ allowed, hosts: ["*"] }), hosts.ordinary);
    const real = "/run/systemd/resolve/stub-resolv.conf";
    const paths = factsOf(view, ["/home/user/project/", real], new Map([["/etc/resolv.conf", real]]));
    const launch = planLaunch({ ...view, paths });
    if ("kind" in launch) throw new Error(launch.message);
    expect(launch.mounts.find(({ kind }) => kind === "resolver")?.target).toBe(real);
  });
});
