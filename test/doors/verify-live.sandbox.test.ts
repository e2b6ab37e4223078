import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { fakeClient } from "./fake-client.ts";
import { install, type Installation, readText } from "./installation.ts";

const missing = sandboxMissing();

interface Verified {
  readonly holds: boolean;
  readonly findings: readonly { readonly way: string; readonly state: string; readonly note: string }[];
}

describe.skipIf(missing !== undefined).for(users)("verify --live for $name", (user) => {
  let place: Installation;
  let program: string;
  beforeAll(() => {
    place = install(user);
    program = join(dirname(place.home), "fake-client.mjs");
    const launcher = place.argv([]).at(-1) ?? "";
    writeFileSync(program, fakeClient(join(dirname(launcher), "../node_modules/node/bin/node")));
    chmodSync(program, 0o755);
    expect(place.call(["install", "claude"]).status).toBe(0);
  });
  afterAll(() => place[Symbol.dispose]());

  const verify = (manner: string, more: readonly string[] = []): { status: number | null; live: unknown } => {
    const env = { FAKE_CLIENT: manner, ANTHROPIC_API_KEY: "the user's own", https_proxy: "http://192.0.2.1:9" };
    const words = ["verify", "claude", "--live", "--program", program, "--json", ...more];
    const { status, stdout } = place.call(words, { env });
    expect(existsSync(readText(join(place.home, "was-in")))).toBe(false);
    const { findings } = JSON.parse(stdout) as Verified;
    return { status, live: findings.find(({ way }) => way === "live") };
  };
  const note = (text: RegExp): unknown => expect.stringMatching(text);

  test("a client that asks its hook holds, by the record", () => {
    const found = verify("honest");
    expect(found).toMatchObject({
      status: 0,
      live: { state: "holds", note: note(/its own Edit refused .*ran what may run$/u) },
    });
  });

  test("one that does not is open, whatever its settings say", () => {
    expect(verify("deaf")).toMatchObject({
      status: 1,
      live: { state: "open", note: note(/ran what must be refused/u) },
    });
  });

  test("so is one that asks about commands, and not about files", () => {
    const files = /^its own Read and its own Write and its own Edit ran what must be refused/u;
    expect(verify("asks about commands")).toMatchObject({ status: 1, live: { state: "open", note: note(files) } });
    expect(existsSync(join(place.home, ".config"))).toBe(false);
  });

  test("one that refuses by itself proves nothing", () => {
    expect(verify("refuses by itself")).toMatchObject({
      status: 1,
      live: { state: "unproven", note: note(/no record/u) },
    });
  });

  test("nor does one of which nothing is recorded", () => {
    const profile = join(place.home, "silent.json");
    writeFileSync(profile, JSON.stringify({ extends: "workspace", security_policies: { audit_logging: false } }));
    chmodSync(profile, 0o644);
    expect(place.call(["install", "claude", "--profile", profile]).status).toBe(0);
    expect(verify("honest")).toMatchObject({ status: 1, live: { state: "unproven", note: note(/audit_logging/u) } });
    expect(place.call(["install", "claude", "--profile", "restricted"]).status).toBe(0);
    expect(verify("honest")).toMatchObject({
      status: 0,
      live: { state: "holds", note: note(/ran nothing else either/u) },
    });
    expect(place.call(["install", "claude"]).status).toBe(0);
  });

  test("one that asks no model, offers no shell, dies or hangs is said to", () => {
    expect(verify("wants a login")).toMatchObject({
      status: 1,
      live: { state: "unproven", note: note(/login.*\/login/u) },
    });
    expect(verify("has no shell")).toMatchObject({
      status: 1,
      live: { state: "unproven", note: note(/offers.*neither/u) },
    });
    expect(verify("dies")).toMatchObject({
      status: 1,
      live: { state: "unproven", note: note(/before its own shell/u) },
    });
    const late = verify("hangs", ["--timeout", "2.01"]);
    expect(late).toMatchObject({ status: 1, live: { state: "unproven", note: note(/came to no end/u) } });
  });

  test("one that is not there, or can't be started, is named", () => {
    const none = JSON.parse(place.call(["verify", "claude", "--live", "--json"]).stdout) as Verified;
    expect(none.findings.at(-1)).toMatchObject({ state: "unproven", note: note(/no claude on the PATH/u) });
    const words = ["verify", "claude", "--live", "--program", "/nowhere", "--json"];
    const gone = JSON.parse(place.call(words).stdout) as Verified;
    expect(gone.findings.at(-1)).toMatchObject({ state: "unproven", note: note(/nowhere/u) });
    expect(place.call(["verify", "claude", "--program", program]).status).toBe(2);
  });
});
