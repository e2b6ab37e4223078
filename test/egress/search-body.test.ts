import { request } from "node:http";
import { text } from "node:stream/consumers";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
    asked.on("data", (chunk: Buffer) => (body += chunk.toString("latin1")));
    asked.on("close", () => got.push(body));
    asked.on("end", () => answer.end(`got ${body.length}`));
  });
});
afterAll(() => origin[Symbol.asyncDispose]());

async function post(
  filter: LoopbackFilter,
  parts: readonly (string | Buffer)[],
  coding?: string,
): Promise<{ status: number | undefined; body: string }> {
  const path = `http://allowed.test:${origin.port}/x`;
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; body: string }>();
  const sent = request({
    host: "127.0.0.1",
    port: filter.port,
    method: "POST",
    path,
    headers: { host: `allowed.test:${origin.port}`, ...(coding !== undefined && { "content-encoding": coding }) },
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
  await using telling = await openLoopbackFilter({ policy: { search: { detector, block: false } } });
  expect(await post(telling, [token])).toEqual({ status: 200, body: `got ${token.length}` });
  expect(telling.entries.at(-1)).toMatchObject({
    verdict: "allow",
    code: "secret/found",
    message: expect.stringContaining("the request to allowed.test, github-token"),
  });
  await using open = await openLoopbackFilter();
  expect(await post(open, [token])).toMatchObject({ status: 200 });
});

describe("a compressed body", () => {
  const words = Buffer.from(`some words, ${token}, and more of them`.repeat(50));
  const harmless = Buffer.from("some words and more of them ".repeat(5000));
  const codings = [
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
    ["zstd", zstdCompressSync],
  ] as const;
  const inPieces = (bytes: Buffer): readonly Buffer[] => [bytes.subarray(0, 20), bytes.subarray(20)];

  test.for(codings)("is searched, and goes out whole or not at all: %s", async ([coding, compress]) => {
    await using filter = await openLoopbackFilter({ policy: { search: { detector, block: true } } });
    const before = got.length;
    for (const body of [compress(words), Buffer.concat([compress(harmless), words])]) {
      expect(await post(filter, inPieces(body), coding)).toMatchObject({ status: 403 });
      expect(filter.entries.at(-1)).toMatchObject({ verdict: "deny", code: "secret/found" });
    }
    expect(got.slice(before).join("")).toBe("");
    const sent = compress(harmless);
    expect(await post(filter, inPieces(sent), coding.toUpperCase())).toEqual({
      status: 200,
      body: `got ${sent.length}`,
    });
    expect(got.at(-1)).toBe(sent.toString("latin1"));
    await using telling = await openLoopbackFilter({ policy: { search: { detector, block: false } } });
    expect(await post(telling, inPieces(compress(words)), coding)).toMatchObject({ status: 200 });
    expect(telling.entries.at(-1)).toMatchObject({ verdict: "allow", code: "secret/found" });
  });

  test.for([
    ["of an unknown coding", "compress", Buffer.from("words")],
    ["with two of them", "gzip, br", brotliCompressSync(gzipSync(harmless))],
    ["that is none", "gzip", Buffer.from("words")],
    ["that is cut", "gzip", gzipSync(harmless).subarray(0, -9)],
    ["with more behind it", "deflate", Buffer.concat([deflateSync(harmless), deflateSync(words)])],
    ["that unpacks to too much", "gzip", gzipSync(Buffer.alloc(33 * 1024 * 1024, "words "))],
  ] as const)("%s can't be searched: refused, or said", async ([, coding, body]) => {
    await using filter = await openLoopbackFilter({ policy: { search: { detector, block: true } } });
    expect(await post(filter, inPieces(body), coding)).toMatchObject({ status: 403 });
    expect(filter.entries.at(-1)).toMatchObject({ verdict: "deny", code: "secret/unsearched" });
    await using telling = await openLoopbackFilter({ policy: { search: { detector, block: false } } });
    expect(await post(telling, inPieces(body), coding)).toEqual({ status: 200, body: `got ${body.length}` });
    expect(telling.entries.at(-1)).toMatchObject({ verdict: "allow", code: "secret/unsearched" });
  });
});
