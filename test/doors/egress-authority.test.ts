import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { httpsServer } from "../egress/tls/open-filter.ts";
import { publicAuthority } from "../egress/tls/tls-servers.ts";
import { createDesk, type Desk } from "./command-line.ts";
import { curl, type Running, serve, writeProfile } from "./serving.ts";

let desk: Desk;
let server: Awaited<ReturnType<typeof httpsServer>>;
let authority = "";
let address = "";

beforeAll(async () => {
  desk = createDesk();
  server = await httpsServer("localhost", (request, response) => response.end(request.headers["x-api-key"] ?? "none"));
  authority = join(desk.project, "authority.pem");
  writeFileSync(join(desk.project, "public.pem"), publicAuthority);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  desk[Symbol.dispose]();
});

function profile(): string {
  const host = `localhost:${server.port}`;
  const credentials = [
    { variable: "TOKEN", domains: [host], headers: ["x-api-key"], placeholder: "key_000000000000", from_env: "REAL" },
  ];
  return writeProfile(desk, "opened.json", { allowed_domains: [host], allow: [`GET ${host}/v1/**`], credentials });
}

const start = (...words: readonly string[]): Running =>
  serve(desk, ["--listen", "127.0.0.1:0", "--profile", profile(), ...words], {
    REAL: "the-real-secret",
    SSL_CERT_FILE: join(desk.project, "public.pem"),
  });

/** The body and the status of a request through the filter, by a client that trusts this file. */
const get = (path: string, trusted: string, ...words: readonly string[]): Promise<string> =>
  curl("-x", address, "--cacert", trusted, ...words, `https://localhost:${server.port}${path}`);

describe("egress serve --authority", () => {
  test("opens TLS for the profile's rules and credentials, and writes what clients must trust", async () => {
    await using running = start("--authority", authority);
    address = await running.line(/listening on (\S+)/u);
    expect(statSync(authority).mode & 0o777).toBe(0o644);
    expect(await get("/v1/a", authority, "-H", "x-api-key: key_000000000000")).toBe("the-real-secret 200");
    expect(await get("/v2/a", authority)).toMatch(/^denied: .* 403$/su);
    expect(await get("/v1/a", authority, "-X", "POST")).toMatch(/^denied: .* 403$/su);
    expect(await get("/v1/a", join(desk.project, "public.pem"))).toBe(" 000");
    expect(await running.stop()).toBe(0);
    expect(existsSync(authority)).toBe(false);
  });

  test("without it such hosts are refused, and that is said", async () => {
    await using running = start();
    expect(await running.line(/(--authority FILE) opens it/u)).toBe("--authority FILE");
    address = await running.line(/listening on (\S+)/u);
    expect(await get("/v1/a", join(desk.project, "public.pem"))).toBe(" 000");
    expect(server.seen.length).toBe(1);
  });

  test("the file of a killed process is replaced, and one that came in its place stays", async () => {
    const killed = start("--authority", authority);
    await killed.line(/listening on (\S+)/u);
    await killed.stop("SIGKILL");
    const left = readFileSync(authority, "utf8");
    await using running = start("--authority", authority);
    await running.line(/listening on (\S+)/u);
    expect(readFileSync(authority, "utf8")).not.toBe(left);
    writeFileSync(authority, "somebody else's");
    expect(await running.stop()).toBe(0);
    expect(readFileSync(authority, "utf8")).toBe("somebody else's");
  });

  test("a file of somebody else is never replaced", () => {
    writeFileSync(authority, publicAuthority);
    const words = ["egress", "serve", "--listen", "127.0.0.1:0", "--authority", authority];
    expect(desk.call(words)).toMatchObject({ status: 2 });
    expect(readFileSync(authority, "utf8")).toBe(publicAuthority);
  });
});
