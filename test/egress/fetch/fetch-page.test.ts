import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { toMarkdown } from "../../../src/egress/fetch/to-markdown.ts";
import { httpsServer } from "../tls/open-filter.ts";
import { listening, serving, silentServer } from "../tls/tls-servers.ts";
import { badUrls, bodyRows } from "./fetch-page.cases.ts";
import { fetcher, httpServer } from "./open-fetcher.ts";

describe("what is shown of an answer", () => {
  test.for(bodyRows)("$name", async ({ headers, body, text, format, failure }) => {
    await using server = await httpServer((_, response) => response.writeHead(200, headers).end(body));
    const fetched = await fetcher({}).fetch(`http://a.example.com:${server.port}/`);
    if (failure !== undefined)
      expect(fetched).toMatchObject({ kind: "failed", message: expect.stringContaining(failure) });
    else expect(fetched).toMatchObject({ kind: "page", page: { text, status: 200, ...(format && { format }) } });
  });

  test("an error's text is shown with its status", async () => {
    await using server = await httpServer((_, response) =>
      response.writeHead(404, { "content-type": "text/plain" }).end("gone"),
    );
    const fetched = await fetcher({}).fetch(`http://a.example.com:${server.port}/x#part`);
    expect(fetched).toMatchObject({
      kind: "page",
      page: { status: 404, text: "gone", url: `http://a.example.com:${server.port}/x` },
    });
  });
});

describe("a URL", () => {
  test.for(badUrls)("with $name is refused and recorded", async ({ url }) => {
    const { fetch, entries } = fetcher({ allowed_domains: ["**.example.com", "*"] });
    expect(await fetch(url)).toMatchObject({ kind: "refused", refusal: { code: "net/bad-target" } });
    expect(entries).toMatchObject([{ door: "fetch", verdict: "deny", code: "net/bad-target" }]);
  });

  test("of a host that is not allowed is refused before anything is sent", async () => {
    await using server = await httpServer((_, response) => response.end("x"));
    const { fetch } = fetcher({});
    expect(await fetch(`http://evil.test:${server.port}/`)).toMatchObject({
      refusal: { code: "net/host-not-allowed" },
    });
    const unlisted = fetcher({ allowed_domains: ["*.example.com"] });
    expect(await unlisted.fetch(`http://a.example.com:${server.port}/`)).toMatchObject({
      refusal: { code: "net/address-refused" },
    });
    expect(server.asked).toEqual([]);
  });

  test("is judged by its method and path", async () => {
    await using server = await httpServer((_, response) => response.end("x"));
    const { fetch } = fetcher({ allow: ["GET a.example.com/v1/**", "POST a.example.com/v2/**"] });
    expect(await fetch(`http://a.example.com:${server.port}/v1/x`)).toMatchObject({ kind: "page" });
    expect(await fetch(`http://a.example.com:${server.port}/v2/x`)).toMatchObject({
      refusal: { code: "net/request-not-allowed" },
    });
    expect(server.asked).toEqual(["a.example.com /v1/x"]);
  });

  test("is sent in ASCII, and judged as it is sent", async () => {
    await using server = await httpServer((_, response) => response.end("x"));
    const { fetch } = fetcher({ allow: ["GET a.example.com/é/**"] });
    expect(await fetch(`http://a.example.com:${server.port}/é/€\ud800%41?q=日`)).toMatchObject({ kind: "page" });
    expect(await fetch(`http://a.example.com:${server.port}/è/€`)).toMatchObject({
      refusal: { code: "net/request-not-allowed" },
    });
    expect(server.asked).toEqual(["a.example.com /%C3%A9/%E2%82%AC%EF%BF%BD%41?q=%E6%97%A5"]);
  });

  test("with https leads to a verified server only", async () => {
    await using right = await httpsServer("a.example.com", (request, response) =>
      response.end(request.headers["user-agent"]),
    );
    await using wrong = await httpsServer(
      "a.example.com",
      (_, response) => response.end("x"),
      serving("b.example.com"),
    );
    const { fetch, entries } = fetcher({ user_agent: "Robot/1" });
    expect(await fetch(`https://a.example.com:${right.port}/x`)).toMatchObject({
      kind: "page",
      page: { text: "Robot/1" },
    });
    expect(await fetch(`https://a.example.com:${wrong.port}/x`)).toMatchObject({ kind: "failed" });
    expect(wrong.seen).toEqual([]);
    expect(entries).toMatchObject([
      {
        door: "fetch",
        method: "GET",
        host: "a.example.com",
        path: "/x",
        address: "127.0.0.1",
        status: 200,
        received: 7,
      },
      { code: "net/unreachable", verdict: "allow" },
    ]);
  });
});

describe("a redirect", () => {
  const to = (where: (port: number) => string, hops = 1) => {
    const ports: number[] = [];
    const open = async () => {
      const server = await httpServer((request, response) => {
        const left = hops - Number(/\d+$/u.exec(request.url ?? "")?.[0] ?? 0);
        if (left <= 0) response.end("arrived");
        else response.writeHead(302, { location: where(ports[0] ?? 0).replace("NEXT", String(hops - left + 1)) }).end();
      });
      ports.push(server.port);
      return server;
    };
    return open();
  };

  test("is followed by its own judgement, with one record for each hop", async () => {
    await using server = await to((port) => `http://b.example.com:${port}/NEXT`);
    const { fetch, entries } = fetcher({});
    const fetched = await fetch(`http://a.example.com:${server.port}/0`);
    expect(fetched).toMatchObject({ page: { text: "arrived", redirects: [`http://b.example.com:${server.port}/1`] } });
    expect(entries.map(({ host, status }) => `${host} ${status ?? ""}`)).toEqual([
      "a.example.com 302",
      "b.example.com 200",
    ]);
  });

  test.for([
    ["a host that is not allowed", (port: number) => `http://evil.test:${port}/NEXT`, "net/host-not-allowed"],
    ["an address that is not listed", (port: number) => `http://127.0.0.2:${port}/NEXT`, "net/address-not-listed"],
    ["another spelling of an address", (port: number) => `http://0x7f.2:${port}/NEXT`, "net/address-not-listed"],
    ["another scheme", () => "file:///etc/passwd", "net/bad-target"],
    ["a user name", (port: number) => `http://me@a.example.com:${port}/NEXT`, "net/bad-target"],
    ["a path that no rule allows", () => "/no/NEXT", "net/request-not-allowed"],
  ] as const)("to %s is refused", async ([, where, code]) => {
    await using server = await to(where);
    const { fetch } = fetcher({ allow: ["GET a.example.com/*"] });
    const fetched = await fetch(`http://a.example.com:${server.port}/0`);
    expect(fetched).toMatchObject({ kind: "refused", refusal: { code } });
    expect(server.asked).toEqual(["a.example.com /0"]);
  });

  test("to plain HTTP is refused where the profile requires HTTPS", async () => {
    await using plain = await httpServer((_, response) => response.end("x"));
    await using server = await httpsServer("a.example.com", (_, response) =>
      response.writeHead(301, { location: `http://a.example.com:${plain.port}/` }).end(),
    );
    const fetched = await fetcher({ require_https: true }).fetch(`https://a.example.com:${server.port}/`);
    expect(fetched).toMatchObject({ kind: "refused", refusal: { code: "net/not-https" } });
    expect(plain.asked).toEqual([]);
  });

  test.for([
    [2, 2, "page"],
    [3, 2, "refused"],
    [9999, undefined, "refused"],
  ] as const)("%i in a row where %s are allowed: %s", async ([hops, most, kind]) => {
    await using server = await to(() => "NEXT", hops);
    const { fetch } = fetcher(most === undefined ? {} : { max_redirects: most });
    const fetched = await fetch(`http://a.example.com:${server.port}/0`);
    expect(fetched.kind).toBe(kind);
    if (fetched.kind === "refused") expect(fetched.refusal.code).toBe("net/too-many-redirects");
    expect(server.asked.length).toBe((most ?? 20) + 1);
  });
});

describe("an answer without end", () => {
  test("is cut at the cap", async () => {
    await using server = await httpServer((_, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      const fill = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", fill);
      fill();
    });
    const fetched = await fetcher({}).fetch(`http://a.example.com:${server.port}/`, { maxBytes: 100_000 });
    expect(fetched).toMatchObject({ kind: "page", page: { truncated: true } });
    if (fetched.kind === "page") expect(fetched.page.text.length).toBe(100_000);
  });

  test("that unpacks from little is cut there too", async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000, "x"));
    await using server = await httpServer((_, response) =>
      response.writeHead(200, { "content-type": "text/plain", "content-encoding": "gzip" }).end(bomb),
    );
    const fetched = await fetcher({}).fetch(`http://a.example.com:${server.port}/`, { maxBytes: 100_000 });
    expect(fetched).toMatchObject({ kind: "page", page: { truncated: true } });
    if (fetched.kind === "page") expect(fetched.page.text.length).toBe(100_000);
  });

  const late = { kind: "failed", message: expect.stringContaining("longer than allowed") };

  test("or without start is given up in time", async () => {
    await using silent = await silentServer();
    const { fetch, entries } = fetcher({ timeout_seconds: 1 });
    expect(await fetch(`http://a.example.com:${silent.port}/`)).toMatchObject(late);
    expect(entries).toMatchObject([{ code: "net/timed-out" }]);
  });

  test("that comes in drops is given up in time", async () => {
    await using server = await httpServer((_, response) => {
      const timer = setInterval(() => response.write("x"), 50);
      response.once("close", () => clearInterval(timer));
    });
    expect(await fetcher({ timeout_seconds: 1 }).fetch(`http://a.example.com:${server.port}/`)).toMatchObject(late);
  });

  test("of the resolver is given up in time", async () => {
    const { fetch } = fetcher({ timeout_seconds: 1 }, () => new Promise(() => undefined));
    expect(await fetch("http://a.example.com/")).toMatchObject({
      kind: "failed",
      message: expect.stringContaining("longer than allowed"),
    });
  });

  test("that is cut off by the server is no page", async () => {
    await using server = await listening(
      createServer((socket) =>
        socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf")),
      ),
    );
    expect(await fetcher({}).fetch(`http://a.example.com:${server.port}/`)).toMatchObject({ kind: "failed" });
  });
});

describe("a page that was made to cost time or memory", () => {
  test.for([
    ["nesting", "<div>".repeat(400_000), { ms: 500, memoryMb: 256 }],
    ["its length", "<p>x</p>".repeat(500_000), { ms: 20_000, memoryMb: 16 }],
  ] as const)("by %s is not converted, and stops nothing", async ([, page, limits]) => {
    expect(await toMarkdown(page, limits)).toBeUndefined();
  });
});
