import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDesk, type Desk } from "./command-line.ts";

let desk: Desk;
let server: Server;
let port = 0;
const asked: string[] = [];

beforeAll(async () => {
  desk = createDesk();
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url === "/away") return response.writeHead(302, { location: "http://evil.test/" }).end();
    if (request.url === "/moved") return response.writeHead(302, { location: "/" }).end();
    if (request.url === "/escape")
      return response.writeHead(200, { "content-type": "text/plain" }).end("# \u001b]0;x\u0007\u001b[31mred\u009b\r\n");
    return response
      .writeHead(request.url === "/" ? 200 : 404, { "content-type": "text/html" })
      .end("<h1>Hours</h1><p>daily");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
  const network_access = { allowed_domains: [`localhost:${port}`] };
  const profile = { permissions: { network_access }, permission_mode: "dontAsk" };
  writeFileSync(join(desk.project, "profile.json"), JSON.stringify(profile));
});
afterAll(() => {
  server.close();
  desk[Symbol.dispose]();
});

/** The server answers from this process, so that it must not wait. */
async function call(...argv: readonly string[]): Promise<readonly [status: number, stdout: string, stderr: string]> {
  const child = desk.start(["fetch", "--profile", "./profile.json", ...argv]);
  const read = async (stream: NodeJS.ReadableStream | null): Promise<string> => {
    let text = "";
    for await (const chunk of stream ?? []) text += String(chunk);
    return text;
  };
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr)]);
  const [status] = (await closed) as [number];
  return [status, stdout, stderr];
}

const at = (path: string): string => `http://localhost:${port}${path}`;

describe("sallyport fetch", () => {
  test("prints a page as Markdown", async () => {
    expect(await call(at("/"))).toEqual([0, "# Hours\n\ndaily\n", ""]);
    const [status, stdout, stderr] = await call(at("/moved"), "--json");
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      { url: at("/"), redirects: [at("/")], status: 200, format: "markdown" },
    ]);
    expect(stderr).toContain("redirected");
  });

  test("counts each request of its session, those of redirects too", async () => {
    const network_access = { allowed_domains: [`localhost:${port}`] };
    const agent_permissions = { resource_limits: { max_network_requests_per_session: 3 } };
    const profile = { permissions: { network_access, agent_permissions }, permission_mode: "dontAsk" };
    writeFileSync(join(desk.project, "counted.json"), JSON.stringify(profile));
    const counted = ["--profile", "./counted.json", "--session", "one"];
    expect(await call(...counted, at("/moved"))).toMatchObject([0, expect.anything(), expect.anything()]);
    const [status, , why] = await call(...counted, at("/moved"));
    expect([status, why]).toEqual([126, expect.stringContaining("at most 3")]);
  });

  test("takes a host of its own command line for one that may be fetched from", async () => {
    const argv = ["--profile", "workspace", at("/")];
    const [refused, , why] = await call(...argv);
    expect([refused, why]).toEqual([126, expect.stringContaining("--allow-domain localhost")]);
    expect(await call("--allow-domain", `localhost:${port}`, ...argv)).toEqual([0, "# Hours\n\ndaily\n", ""]);
  });

  test("lets no page speak to the terminal", async () => {
    expect(await call(at("/escape"))).toEqual([0, "# ]0;x[31mred\n", ""]);
  });

  test("says what the server said", async () => {
    expect(await call(at("/none"))).toEqual([
      1,
      "# Hours\n\ndaily\n",
      "sallyport: the server answered with status 404\n",
    ]);
  });

  test("refuses a host that is not allowed, also behind a redirect, with the host's name", async () => {
    const [status, stdout, stderr] = await call("http://evil.test/");
    expect([status, stdout]).toEqual([126, ""]);
    expect(stderr).toContain("evil.test");
    const [away, , line] = await call(at("/away"));
    expect([away, line.includes("evil.test")]).toEqual([126, true]);
  });

  test("leaves one record for the request, and one for each hop", async () => {
    const [, before] = [0, desk.call(["audit", "query"]).stdout.trim().split("\n").length];
    await call(at("/away"));
    const records = desk
      .call(["audit", "query"])
      .stdout.trim()
      .split("\n")
      .slice(before)
      .map((line) => JSON.parse(line) as { tool: string; verdict: string; id: string });
    expect(records.map(({ tool, verdict }) => `${tool} ${verdict}`)).toEqual([
      "Network allow",
      "Network deny",
      "WebFetch deny",
    ]);
    expect(new Set(records.map(({ id }) => id)).size).toBe(1);
  });

  test("wants one URL", async () => {
    expect((await call())[0]).toBe(2);
    expect((await call(at("/"), "--max-bytes", "0"))[0]).toBe(2);
    expect(asked).not.toContain("/never");
  });
});
