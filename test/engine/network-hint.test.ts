import { expect, test } from "vitest";
import { networkHint } from "../../src/engine/network-hint.ts";

type Asked = Parameters<typeof networkHint>;

const cutOff = { egress: undefined, backend: "bubblewrap" } as unknown as Asked[0];
const ran = (...argv: readonly string[]): Asked[2] => ({
  allow: 1,
  deny: 0,
  listed: [
    {
      argv,
      words: argv.length,
      file: undefined,
      chain: [],
      verdict: "allow",
      code: "rule/allowed",
      rule: undefined,
      times: 1,
    },
  ],
});

const rows: readonly (readonly [argv: readonly string[], words: string | undefined])[] = [
  [["npm", "ci"], "@npm"],
  [["/usr/bin/node", "/usr/lib/node_modules/npm/bin/npm-cli.js", "install"], "@npm"],
  [["npm", "test"], undefined],
  [["python3", "/usr/bin/pip", "install", "six"], "@pip"],
  [["git", "-C", "x", "fetch"], "HOST"],
  [["git", "-c", "a.b=push", "--git-dir", "x", "--no-pager", "push", "origin"], "HOST"],
  [["git", "status"], undefined],
  [["git", "stash", "push"], undefined],
  [["git", "remote", "add", "x", "y"], undefined],
  [["git", "-C", "fetch", "commit", "-m", "pull"], undefined],
  [["/usr/bin/curl", "-sS", "x"], "HOST"],
  [["make"], undefined],
];

test.for(rows)("%j that failed without a network: %s", ([argv, words]) => {
  const hint = networkHint(cutOff, 1, ran(...argv));
  if (words === undefined) expect(hint).toBeUndefined();
  else expect(hint).toContain(`--allow-domain ${words}`);
});

test("nothing is said where it did not fail, or where there is a network", () => {
  expect(networkHint(cutOff, 0, ran("curl"))).toBeUndefined();
  expect(networkHint({ ...cutOff, egress: { port: 1 } } as unknown as Asked[0], 1, ran("curl"))).toBeUndefined();
  expect(networkHint(cutOff, 1, undefined)).toBeUndefined();
});
