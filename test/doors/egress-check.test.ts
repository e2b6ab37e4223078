import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { checkCases } from "../egress/check-line.cases.ts";
import { createDesk, type Desk } from "./command-line.ts";

let desk: Desk;
beforeAll(() => {
  desk = createDesk();
});
afterAll(() => desk[Symbol.dispose]());

const answers = z.array(
  z.object({ id: z.unknown(), behavior: z.string(), reasons: z.array(z.object({ code: z.string() })).min(1) }),
);

function readAnswers(text: string): readonly (readonly unknown[])[] {
  const lines = text.trim().split("\n");
  return answers
    .parse(lines.map((line): unknown => JSON.parse(line)))
    .map(({ id, behavior, reasons }) => [id, behavior, reasons[0]?.code]);
}

describe("egress check --batch", () => {
  test("answers every line in order, as the filter does", () => {
    const rows = checkCases.filter(
      ([, , { allowed = [], blocked = [] }]) => ![...allowed, ...blocked].includes("@npm"),
    );
    const lines = rows.map(
      ([kind, target, { allowed = ["example.com"], blocked = [], https = false, headers = {} }], id) =>
        JSON.stringify({
          id,
          kind,
          target,
          allowed_domains: allowed,
          blocked_domains: blocked,
          require_https: https,
          headers,
        }),
    );
    const { status, stdout } = desk.call(["egress", "check", "--batch"], `${lines.join("\n")}\n{ not json\n`);
    expect(status).toBe(0);
    const expected = rows.map(([, , , effect, code], id) => [id, effect, code]);
    expect(readAnswers(stdout)).toEqual([...expected, [null, "deny", "tool/bad-input"]]);
  });
});

test("a line stays one line for readers that know more ends of a line", () => {
  const line = JSON.stringify({ id: "a\u2028b\u2029c\u0085d", kind: "connect", target: "x\u2028y:443" });
  const { stdout } = desk.call(["egress", "check", "--batch"], `${line}\n`);
  expect(readAnswers(stdout)).toEqual([["a\u2028b\u2029c\u0085d", "deny", "net/bad-target"]]);
  expect(stdout).not.toMatch(/[\u0085\u2028\u2029]/u);
});

describe("egress check URL", () => {
  const profile = {
    name: "x",
    permissions: {
      network_access: {
        allowed_domains: ["localhost:8080"],
        require_https: true,
        intercept: ["localhost"],
        allow: ["GET localhost:8080/x"],
      },
    },
  };
  const rows = [
    ["https://localhost:8080/x", "allow", "net/allowed"],
    ["localhost:8080", "allow", "net/allowed"],
    ["GET https://localhost:8080/x", "allow", "net/allowed"],
    ["POST https://localhost:8080/x", "deny", "net/request-not-allowed"],
    ["https://localhost:8080/y", "deny", "net/request-not-allowed"],
    ["http://localhost:8080/x", "deny", "net/not-https"],
    ["https://localhost/", "deny", "net/host-not-allowed"],
    ["https://127.0.0.1:8080/", "deny", "net/address-not-listed"],
    ["https://u@localhost:8080/", "deny", "net/bad-target"],
    ["ftp://localhost:8080/", "deny", "net/bad-target"],
  ] as const;

  test("says each verdict under the profile", () => {
    const file = join(desk.project, "net.json");
    writeFileSync(file, JSON.stringify(profile));
    const urls = rows.map(([url]) => url);
    const { status, stdout } = desk.call(["egress", "check", "--profile", file, "--json", ...urls]);
    expect(readAnswers(stdout)).toEqual(rows);
    expect(status).toBe(126);
    expect(desk.call(["egress", "check", "--profile", file, "localhost:8080"])).toMatchObject({ status: 0 });
  });

  test("the port is named where other ports of the host are allowed", () => {
    const file = join(desk.project, "net.json");
    writeFileSync(file, JSON.stringify(profile));
    const { stdout } = desk.call(["egress", "check", "--profile", file, "https://localhost:9090/"]);
    expect(stdout).toContain("--allow-domain localhost:9090");
    expect(stdout).toContain("other ports");
  });

  test("a rule for a group of hosts holds for each of them", () => {
    const file = join(desk.project, "group.json");
    writeFileSync(
      file,
      JSON.stringify({
        name: "x",
        allowed_tools: ["WebFetch(domain:*.mine.test)"],
        disallowed_tools: ["WebFetch(domain:@npm)"],
      }),
    );
    const argv = ["egress", "check", "--profile", file, "--json", "https://npm.mine.test/", "https://pip.mine.test/"];
    writeFileSync(join(desk.home, ".npmrc"), "registry=https://npm.mine.test/\n");
    const { stdout } = desk.call(argv);
    expect(readAnswers(stdout).map(([, , code]) => code)).toEqual(["rule/denied", "net/unresolved"]);
  });

  test.for([["egress"], ["egress", "check"], ["egress", "look"], ["egress", "check", "--batch", "x"]])(
    "%j is a mistake of usage",
    (argv) => expect(desk.call(argv).status).toBe(2),
  );
});
