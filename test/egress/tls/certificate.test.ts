import { execFileSync } from "node:child_process";
import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createAuthority } from "../../../src/egress/tls/authority.ts";
import { authorityCertificate } from "../../../src/egress/tls/certificate.ts";
import { integer, objectId, time } from "../../../src/egress/tls/der.ts";
import { certificateRows } from "./certificate.cases.ts";

const folder = mkdtempSync(join(tmpdir(), "egress-certificates-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const authority = createAuthority();
const authorityFile = join(folder, "authority.pem");
writeFileSync(authorityFile, authority.certificate);

function leafFile(host: string): string {
  const file = join(folder, `${host.slice(0, 80).replaceAll(":", "-")}.pem`);
  writeFileSync(file, authority.leafFor(host));
  return file;
}

/** What openssl says about a certificate, by the strict reading of RFC 5280. */
function verify(file: string, ...argv: readonly string[]): string {
  const strict = ["-x509_strict", "-purpose", "sslserver", "-check_ss_sig", "-CAfile", authorityFile];
  try {
    return execFileSync("openssl", ["verify", ...strict, ...argv, file], { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const openssl = (...argv: readonly string[]): string => execFileSync("openssl", argv, { encoding: "utf8" });

describe("a leaf", () => {
  test.for(certificateRows)("for $name is valid for it, and for nothing else", ({ host, kind }) => {
    const file = leafFile(host);
    const [flag, other] = kind === "name" ? ["-verify_hostname", "other.example"] : ["-verify_ip", "192.0.2.1"];
    expect(verify(file, flag, host)).toContain(": OK");
    expect(verify(file, flag, other)).not.toContain(": OK");
  });

  test.for(certificateRows)("for $name carries it as its only alternative name", ({ host, subject }) => {
    const leaf = new X509Certificate(authority.leafFor(host));
    expect(leaf.subject ?? "").toBe(subject);
    expect(leaf.subjectAltName).toMatch(/^(?:DNS|IP Address):[^,]+$/u);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkIssued(new X509Certificate(authority.certificate))).toBe(true);
    const text = openssl("x509", "-in", leafFile(host), "-noout", "-text");
    expect(text.includes("X509v3 Subject Alternative Name: critical")).toBe(subject === "");
    expect(text).toContain("TLS Web Server Authentication");
    expect(text).toContain("Digital Signature");
    expect(text).toContain("Version: 3 (0x2)");
  });

  test("has a serial number of its own, and already holds for clocks that lag", () => {
    const serials = new Set(
      Array.from({ length: 50 }, (_, index) => new X509Certificate(authority.leafFor(`${index}.test`)).serialNumber),
    );
    expect(serials.size).toBe(50);
    const { validFromDate, validToDate } = new X509Certificate(authority.leafFor("0.test"));
    expect(validFromDate.getTime()).toBeLessThan(Date.now() - 24 * 3600 * 1000);
    expect(validToDate.getTime()).toBeGreaterThan(Date.now() + 30 * 24 * 3600 * 1000);
    const authorityFrom = new X509Certificate(authority.certificate).validFromDate;
    expect(authorityFrom.getTime()).toBeLessThanOrEqual(validFromDate.getTime());
  });

  test("of another session's authority is not trusted", () => {
    const stranger = join(folder, "stranger.pem");
    writeFileSync(stranger, createAuthority().leafFor("api.example.com"));
    expect(verify(stranger, "-verify_hostname", "api.example.com")).not.toContain(": OK");
  });

  test("can't issue certificates itself", () => {
    const text = openssl("x509", "-in", leafFile("api.example.com"), "-noout", "-purpose");
    expect(text).toContain("SSL server CA : No");
    expect(openssl("x509", "-in", authorityFile, "-noout", "-purpose")).toContain("SSL server CA : Yes");
  });
});

describe("the cache of leaves", () => {
  test("serves one certificate until half of its life is over", () => {
    let now = Date.now();
    const own = createAuthority(() => now);
    const first = own.leafFor("a.test");
    expect(own.leafFor("a.test")).toBe(first);
    now += 46 * 24 * 3600 * 1000;
    const second = own.leafFor("a.test");
    expect(second).not.toBe(first);
    expect(new X509Certificate(second).validToDate.getTime()).toBeGreaterThan(now);
  });

  test("forgets the host that was not asked for the longest", () => {
    const own = createAuthority();
    const kept = own.leafFor("kept.test");
    const gone = own.leafFor("gone.test");
    for (let index = 0; index < 1023; index += 1) {
      own.leafFor(`${index}.test`);
      if (index === 500) expect(own.leafFor("kept.test")).toBe(kept);
    }
    expect(own.leafFor("kept.test")).toBe(kept);
    expect(own.leafFor("gone.test")).not.toBe(gone);
  });
});

describe("DER", () => {
  test.for([
    ["zero", integer(Buffer.of(0)), "020100"],
    ["a leading one bit", integer(Buffer.of(0x80)), "02020080"],
    ["leading zeros", integer(Buffer.of(0, 0, 1)), "020101"],
    ["an object identifier", objectId("1.2.840.10045.4.3.2"), "06082a8648ce3d040302"],
    ["the last second of two-digit years", time(new Date("2049-12-31T23:59:59Z")), "170d3439313233313233353935395a"],
    ["the first of four", time(new Date("2050-01-01T00:00:00Z")), "180f32303530303130313030303030305a"],
  ] as const)("%s", ([, bytes, hex]) => {
    expect(bytes.toString("hex")).toBe(hex);
  });

  test("is read back by openssl whatever the key", () => {
    for (let index = 0; index < 20; index += 1) {
      const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const validity = { from: new Date(0), until: new Date("2060-01-01T00:00:00Z") };
      const read = new X509Certificate(authorityCertificate({ name: "test", ...keys }, validity));
      expect(read.verify(keys.publicKey)).toBe(true);
      expect(read.checkPrivateKey(createPrivateKey(keys.privateKey.export({ type: "sec1", format: "pem" })))).toBe(
        true,
      );
      expect(read.validToDate.getUTCFullYear()).toBe(2060);
    }
  });
});
