import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followPolicy } from "../../src/engine/follow-policy.ts";
import { judgeTool, openSession, type Session, watchPolicy } from "../../src/engine/index.ts";
import { underSettings } from "../../src/engine/under-settings.ts";
import { hostPolicyOf, judgeHost } from "../../src/policy/index.ts";
import { createSallyport } from "../../src/index.ts";

let home = "";
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-time-")));
  mkdirSync(join(home, "project/.git"), { recursive: true });
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(home, { recursive: true, force: true });
});

const base = {
  name: "base",
  schedule: {
    time_zone: "Europe/Berlin",
    windows: [
      { name: "night", from: "22:00", to: "06:00", disallowed_tools: ["Edit", "WebFetch(domain:example.com)"] },
    ],
  },
};
const profile = { name: "hours", extends: "./base.json", allowed_tools: ["Read", "Edit", "WebFetch"] };

/** When it changes, and what holds before: in summer, in winter, and on the days on which clocks change. */
const changes = [
  ["2026-06-15T20:00:00Z", "allow"],
  ["2026-06-16T04:00:00Z", "deny"],
  ["2026-12-15T21:00:00Z", "allow"],
  ["2026-12-16T05:00:00Z", "deny"],
  ["2026-03-29T04:00:00Z", "deny"],
  ["2026-10-25T05:00:00Z", "deny"],
] as const;
const other = { allow: "deny", deny: "allow" } as const;
const edit = { file_path: "a.txt", old_string: "a", new_string: "b" };

function write(name: string, text: string): string {
  const file = join(home, name);
  writeFileSync(file, text);
  return file;
}

function open(): Session {
  write("base.json", JSON.stringify(base));
  const packageRoot = fileURLToPath(new URL("../..", import.meta.url));
  const user = { uid: process.getuid?.() ?? 0, home };
  const surroundings = { env: new Map([["HOME", home]]), cwd: join(home, "project"), packageRoot, user };
  return openSession(surroundings, { profile: write("hours.json", JSON.stringify(profile)) });
}

/** Opened before each change, and asked again after it. */
async function throughTime(ask: () => string | Promise<string>): Promise<void> {
  for (const [at, before] of changes) {
    vi.setSystemTime(Date.parse(at) - 1);
    expect([at, await ask()]).toEqual([at, before]);
    vi.setSystemTime(Date.parse(at));
    expect([at, await ask()]).toEqual([at, other[before]]);
  }
}

const told: string[] = [];
const say = (line: string): void => void told.push(line);

test("a session that lasts obeys the schedule as time goes on", async () => {
  vi.setSystemTime(Date.parse(changes[0][0]) - 1);
  await using watched = await watchPolicy(open(), say);
  await throughTime(() => judgeTool(watched.current(), "Edit", edit).decision.effect);
});

test("so it does when its profile has become one that can't be read", async () => {
  vi.setSystemTime(Date.parse(changes[0][0]) - 1);
  const session = open();
  const following = followPolicy(session);
  expect(following()).toBe(session.loaded.policy);
  for (const name of ["hours.json", "base.json"]) write(name, "{ broken");
  const denied = (): string => (following().deny.tools.has("Edit") ? "deny" : "allow");
  await throughTime(denied);
});

test("what was denied for a session stays so, whatever its profile says meanwhile", () => {
  vi.setSystemTime(Date.parse(changes[0][0]) - 1);
  const rules = [{ text: "WebFetch(domain:example.org)", effect: "deny" }] as const;
  const session = underSettings(open(), { rules, directories: [] });
  if (session === undefined) throw new Error("the rule can't be read");
  const following = followPolicy(session);
  const denied = (): readonly boolean[] => {
    const policy = hostPolicyOf(following());
    return ["example.org", "example.com", "example.net"].map(
      (name) => judgeHost(policy, { kind: "name", name }, 443).code === "rule/denied",
    );
  };
  expect(denied()).toEqual([true, false, false]);
  vi.setSystemTime(Date.parse(changes[0][0]));
  expect(denied()).toEqual([true, true, false]);
  write("hours.json", JSON.stringify({ ...profile, disallowed_tools: ["WebFetch(domain:example.net)"] }));
  expect(denied()).toEqual([true, true, true]);
});

test("a program that has Sallyport inside of it", async () => {
  vi.setSystemTime(Date.parse(changes[0][0]) - 1);
  write("base.json", JSON.stringify(base));
  const hours = write("hours.json", JSON.stringify(profile));
  await using sallyport = createSallyport({ env: { HOME: home }, cwd: join(home, "project"), profile: hours });
  await throughTime(async () => (await sallyport.decide("Edit", edit)).behavior);
});
