import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation, writeAs } from "./installation.ts";

/** Profiles that deny what is not there, or guard it. */
const profiles = ["workspace", "development", "extended"] as const;

const walks = [
  { name: "a copy", text: "cp -a . /tmp/copy" },
  { name: "Node's copy", text: `node -e 'fs.cpSync(".", "/tmp/copy", { recursive: true })'`, needs: "node" },
  { name: "permissions", text: "chmod -R u+w ." },
  { name: "new times for everything", text: "find . -exec touch {} +" },
  { name: "new times for what a list says", text: "find . -type f -print0 | xargs -0 touch" },
  { name: "a package", text: "npm pack --silent --dry-run", needs: "npm" },
] as const;

const possible = walks.filter((walk) => !("needs" in walk) || spawnSync("which", [walk.needs]).status === 0);
const rows = profiles.flatMap((profile) => possible.map((walk) => ({ ...walk, profile })));

describe.skipIf(sandboxMissing() !== undefined).each(users)("walks through a project, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    writeAs(user, `${place.project}/package.json`, '{ "name": "x", "version": "1.0.0" }');
  });
  afterAll(() => place[Symbol.dispose]());

  test.for(rows)("$profile: $name", ({ profile, text }) => {
    const before = readdirSync(place.project);
    const { status, stderr } = place.call(["--profile", profile, "--mode", "bypassPermissions", "-c", text]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(readdirSync(place.project)).toEqual(before);
  });
});
