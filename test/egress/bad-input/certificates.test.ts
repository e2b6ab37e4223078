import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import type { TlsOptions } from "node:tls";
import { afterAll, describe, expect, test } from "vitest";
import { createAuthority } from "../../../src/egress/tls/authority.ts";
import { leafCertificate } from "../../../src/egress/tls/certificate.ts";
import { fetcher } from "../fetch/open-fetcher.ts";
import { authority, httpsServer, openFilter } from "../tls/open-filter.ts";
import { scratch, serving } from "../tls/tls-servers.ts";

const host = "api.example.com";
const files = scratch();
afterAll(() => files[Symbol.dispose]());
const ours = files.file("session.pem", authority.certificate);

/** Its own authority. */
function selfSigned(): TlsOptions {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const validity = { from: new Date(Date.now() - 1000), until: new Date(Date.now() + 3_600_000) };
  return {
    cert: leafCertificate({ name: host, ...keys }, host, keys.publicKey, validity),
    key: keys.privateKey.export({ type: "pkcs8", format: "pem" }),
  };
}

const kinds: readonly (readonly [name: string, options: TlsOptions, reason: RegExp])[] = [
  ["whose time is over", serving(host, -5, -1), /CERT_HAS_EXPIRED|certificate has expired/u],
  ["whose time is still to come", serving(host, 2, 5), /CERT_NOT_YET_VALID|not yet valid/u],
  ["of its own making", selfSigned(), /SELF_SIGNED|self-signed/u],
  ["for another host", serving("other.example.com"), /ALTNAME_INVALID|altnames/u],
  [
    "of an unknown authority",
    { SNICallback: (_, done) => done(null, createAuthority().contextFor(host)) },
    /UNABLE_TO_VERIFY|unable to verify/u,
  ],
];

/** What curl prints, errors and all. */
function curl(...argv: readonly string[]): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  execFile("curl", ["-sS", ...argv], (_error, stdout, stderr) => resolve(stdout + stderr));
  return promise;
}

describe.for(kinds)("a server with a certificate %s", ([, options, reason]) => {
  test("gets no request through an opened tunnel", async () => {
    await using server = await httpsServer(host, (_, response) => response.end("reached"), options);
    await using filter = await openFilter({ intercept: ["*"] });
    const url = `https://${host}:${server.port}/`;
    const answer = await curl("-i", "--cacert", ours, "-x", `http://127.0.0.1:${filter.port}`, url);
    expect(answer).toMatch(/HTTP\/1\.1 502 Bad Gateway/u);
    expect(/^x-sallyport-reason: (failed: .*)$/mu.exec(answer)?.[1]).toMatch(reason);
    expect(filter.entries.find((entry) => entry.door === "intercepted")).toMatchObject({
      code: "net/unreachable",
      status: 502,
    });
    expect(server.seen).toEqual([]);
  });

  test("gives no page", async () => {
    await using server = await httpsServer(host, (_, response) => response.end("reached"), options);
    const { fetch, entries } = fetcher({});
    const fetched = await fetch(`https://${host}:${server.port}/`);
    expect(fetched).toMatchObject({ kind: "failed", message: expect.stringMatching(reason) });
    expect(entries).toMatchObject([{ code: "net/unreachable" }]);
    expect(server.seen).toEqual([]);
  });
});

test("control: with a good certificate both get there", async () => {
  await using server = await httpsServer(host, (_, response) => response.end("reached"));
  await using filter = await openFilter({ intercept: ["*"] });
  const url = `https://${host}:${server.port}/`;
  expect(await curl("--cacert", ours, "-x", `http://127.0.0.1:${filter.port}`, url)).toBe("reached");
  expect(await fetcher({}).fetch(url)).toMatchObject({ kind: "page" });
});
