import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeRequest } from "../../src/policy/index.ts";
import { requestRows } from "./judge-request.cases.ts";
import { decideTool, policyOf } from "./policy-of.ts";

const body = (allow: readonly string[]) => ({ permissions: { network_access: { allowed_domains: ["*"], allow } } });

function judged(request: string, allow: readonly string[], overrides: readonly string[] = []): string | undefined {
  const [method = "", where = "", ...rest] = request.split(" ");
  const [, host = "", port = "443"] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/u.exec(where) ?? [];
  const target = { host, port: Number(port), method, target: rest.join(" "), overrides };
  const verdict = judgeRequest(target, policyOf(body(allow)));
  return verdict?.effect === "allow" ? "allow" : verdict?.code;
}

describe("a request", () => {
  for (const { name, allow, requests } of requestRows) {
    describe(name, () => {
      test.for(requests)("%s", ([request, verdict, overrides]) => {
        expect(judged(request, allow, overrides)).toBe(verdict);
      });
    });
  }

  test("names the rule that allowed it", () => {
    const target = { host: "a.test", port: 443, method: "GET", target: "/x" };
    expect(judgeRequest(target, policyOf(body(["PUT a.test/x", "GET a.test/x"])))?.rule).toMatchObject({
      text: "GET a.test/x",
      source: { pointer: "/permissions/network_access/allow/1" },
    });
  });

  test("that is fetched is judged as the GET it is", () => {
    const web = { ...body(["GET a.test/v1/**", "POST a.test/v2/**"]), allowed_tools: ["WebFetch"] };
    const fetched = (url: string) => decideTool("WebFetch", { url, prompt: "" }, web);
    expect(fetched("https://a.test/v1/x").effect).toBe("allow");
    expect(fetched("https://a.test/v2/x")).toMatchObject({
      effect: "deny",
      reasons: [{ code: "net/request-not-allowed" }],
    });
    expect(fetched("https://b.test/v2/x").effect).toBe("allow");
  });
});

describe("any path", () => {
  const piece = fc.constantFrom(
    "v1",
    "..",
    ".",
    "%2e",
    "%252e",
    "%2f",
    "/",
    ";",
    "%5c",
    "\\",
    "a",
    "%00",
    "%",
    " ",
    "",
  );
  const path = fc.array(piece, { maxLength: 9 }).map((pieces) => `/${pieces.join("")}`);

  test("that is allowed stays below the rule's folder however often it is decoded", () => {
    fc.assert(
      fc.property(path, (target) => {
        if (judged(`GET a.test ${target}`, ["GET a.test/v1/**"]) !== "allow") return;
        for (let text = target, layer = 0; layer < 4; layer += 1) {
          expect(new URL(text.replace(/^\/+/u, "/"), "http://a.test").pathname).toMatch(/^\/v1\//u);
          try {
            text = decodeURIComponent(text);
          } catch {
            break;
          }
        }
      }),
      { seed: 5, numRuns: 3000 },
    );
  });

  test("costs no more than its length allows", () => {
    const deep = `GET a.test/${"**/a/".repeat(50)}b`;
    expect(judged(`GET a.test /${"a/".repeat(8000)}`, [deep])).toBe("net/request-not-allowed");
  });
});
