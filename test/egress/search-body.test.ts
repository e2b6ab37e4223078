import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDetector } from "../../src/observe/index.ts";
import { secrets } from "../observe/secrets/samples.ts";
import { httpServer, type LoopbackFilter, openLoopbackFilter } from "./loopback-filter.ts";
import type { Running } from "./tls/tls-servers.ts";

const token = secrets.get("github") ?? "";
const detector = createDetector({ custom: [], exclude: [] });
const got: string[] = [];
let origin: Running;

beforeAll(async () => {
  origin = await httpServer((asked, answer) => {
    let body = "";
    asked.on("data", (chunk) => (body += String(chunk)));
    asked.on("close", () => got.push(body));
    asked.on("end", () => answer.end(`got ${body.length}`));
  });
});
afterAll(() => origin[Symbol.asyncDispose]());

async function post(
  filter: LoopbackFilter,
  parts: readonly string[],
): Promise<{ status: number | undefined; body: string }> {
  const path = `http://allowed.test:${origin.port}/x`;
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; body: string }>();
  const sent = request({
    host: "127.0.0.1",
    port: filter.port,
    method: "POST",
    path,
    headers: { host: `allowed.test:${origin.port}` },
  });
  sent.on("error", reject);
  sent.on(
    "response",
    (answer) => void text(answer).then((body) => resolve({ status: answer.statusCode, body }), reject),
  );
  for (const part of parts) {
    sent.write(part);
    await new Promise((done) => setImmediate(done));
  }
  sent.end();
  return promise;
}

test("a body that holds a secret does not go out, in whatever pieces it comes", async () => {
  await using filter = await openLoopbackFilter({ policy: { search: { detector, block: true } } });
  for (const parts of [[`{"k":"${token}"}`], [`{"k":"${token.slice(0, 9)}`, `${token.slice(9)}"}`]]) {
    const { status, body } = await post(filter, parts);
    expect(status).toBe(403);
    expect(body).toContain("the request to allowed.test, github-token: it holds a secret");
    expect(body).not.toContain(token);
    expect(filter.entries.at(-1)).toMatchObject({ verdict: "deny", code: "secret/found" });
  }
  expect(got.join("")).not.toContain(token.slice(9));
});

test("other bodies go out as they are; without a search all do", async () => {
  await using filter = await openLoopbackFilter({ policy: { search: { detector, block: true } } });
  expect(await post(filter, ["plain ", "words 12", "34"])).toEqual({ status: 200, body: "got 16" });
  await using silent = await openLoopbackFilter({ policy: { search: { detector, block: false } } });
  expect(await post(silent, [token])).toEqual({ status: 200, body: `got ${token.length}` });
  await using open = await openLoopbackFilter();
  expect(await post(open, [token])).toMatchObject({ status: 200 });
});
