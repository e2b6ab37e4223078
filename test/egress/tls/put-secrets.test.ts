import { describe, expect, test } from "vitest";
import { loadSecrets } from "../../../src/egress/tls/load-secrets.ts";
import { putSecrets } from "../../../src/egress/tls/put-secrets.ts";
import { parseWebTarget } from "../../../src/egress/target.ts";
import { policyOf } from "../../policy/policy-of.ts";
import { secretRows } from "./put-secrets.cases.ts";

const credentials = [
  {
    variable: "TOKEN",
    placeholder: "placeholder-token",
    domains: ["api.example.com", "both.example.com", "local.example.com:8080"],
  },
  {
    variable: "KEY",
    placeholder: "placeholder-key",
    domains: ["both.example.com", "key.example.net"],
    headers: ["x-mine", "authorization"],
    from_file: "/etc/key",
  },
];
const requests = policyOf({ permissions: { network_access: { credentials } } });
const listed = requests.profile.network.credentials;
const env = new Map([["TOKEN", "s3cr3t"]]);
const readFile = (path: string): string | undefined => (path === "/etc/key" ? "$&k3y\nmore\n" : undefined);

describe("a placeholder", () => {
  const { secrets, missing } = loadSecrets(listed, { env, readFile });

  test("stands for a secret that was found", () => {
    expect(missing).toEqual([]);
    expect([...secrets]).toEqual([
      ["placeholder-token", "s3cr3t"],
      ["placeholder-key", "$&k3y"],
    ]);
  });

  test.for(secretRows)("in $name", ({ url, header, gets }) => {
    const target = parseWebTarget(url);
    if (!target.ok) throw new Error(target.fault);
    const raw = ["Accept", "placeholder-token", ...header];
    const sent = putSecrets(raw, target.value, { requests, secrets });
    expect(sent).toEqual(["Accept", "placeholder-token", header[0], gets ?? header[1]]);
  });
});

describe("a secret that is not there", () => {
  test.for([
    ["no variable and no file", [], undefined],
    ["nothing in them", [["TOKEN", ""]], "\n"],
    ["a line break", [["TOKEN", "a\r\nHost: b"]], "a\u0000b"],
    ["something other than ASCII", [["TOKEN", "schlüssel"]], "\u{1f511}"],
    ["blanks around it", [["TOKEN", " a"]], undefined],
  ] as const)("is said and not sent: %s", ([, variables, content]) => {
    const { secrets, missing } = loadSecrets(listed, { env: new Map(variables), readFile: () => content });
    expect(secrets.size).toBe(0);
    expect(missing.length).toBe(2);
    expect(missing.join()).not.toContain("Host: b");
    const target = parseWebTarget("https://api.example.com/");
    if (!target.ok) throw new Error(target.fault);
    const raw = ["Authorization", "placeholder-token"];
    expect(putSecrets(raw, target.value, { requests, secrets })).toEqual(raw);
  });
});
