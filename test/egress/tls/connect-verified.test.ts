import { connect, createServer } from "node:net";
import type { TlsOptions } from "node:tls";
import { describe, expect, test } from "vitest";
import { connectVerified, createTrust } from "../../../src/egress/tls/connect-verified.ts";
import { createAuthority } from "../../../src/egress/tls/authority.ts";
import { parseHostName } from "../../../src/policy/index.ts";
import { listening, publicAuthority, serving, silentServer, tlsServer } from "./tls-servers.ts";

const trust = createTrust([publicAuthority]);

async function greet(port: number, name: string, ms = 5000): Promise<string> {
  const parsed = parseHostName(name);
  if (!parsed.ok) throw new Error(parsed.fault);
  const socket = connect({ host: "127.0.0.1", port });
  try {
    const secure = await connectVerified(socket, { host: parsed.host, trust, ms });
    await new Promise((done) => secure.write("secret", done));
    secure.end();
    return `${secure.getProtocol() ?? ""} ${secure.alpnProtocol || "none"}`;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  } finally {
    socket.destroy();
  }
}

describe("a server", () => {
  test("with a trusted certificate for its name is spoken to, in HTTP/1.1", async () => {
    await using server = await tlsServer({ ...serving("api.example.com"), ALPNProtocols: ["h2", "http/1.1"] });
    expect(await greet(server.port, "api.example.com")).toBe("TLSv1.3 http/1.1");
    await expect.poll(server.got).toBe("secret");
  });

  test("with a certificate for its address is spoken to by that address only", async () => {
    await using server = await tlsServer(serving("127.0.0.1"));
    expect(await greet(server.port, "127.0.0.1")).toBe("TLSv1.3 none");
    expect(await greet(server.port, "127.0.0.2")).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
    expect(await greet(server.port, "localhost")).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
    expect(server.got()).toBe("secret");
  });

  const refused: readonly (readonly [name: string, options: TlsOptions, code: string])[] = [
    ["another host's certificate", serving("other.example.com"), "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["a certificate of a host below", serving("x.api.example.com"), "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["a certificate whose time is over", serving("api.example.com", -5, -1), "CERT_HAS_EXPIRED"],
    [
      "a certificate of somebody else's authority",
      { SNICallback: (_, done) => done(null, createAuthority().contextFor("api.example.com")) },
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    ],
    [
      "h2 alone",
      { ...serving("api.example.com"), ALPNProtocols: ["h2"] },
      "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL",
    ],
    [
      "TLS 1.1",
      { ...serving("api.example.com"), maxVersion: "TLSv1.1", minVersion: "TLSv1" },
      "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
    ],
  ];
  test.for(refused)("with %s gets not a byte", async ([, options, code]) => {
    await using server = await tlsServer(options);
    expect(await greet(server.port, "api.example.com")).toBe(code);
    expect(server.got()).toBe("");
  });

  test("is verified although the environment says otherwise", async () => {
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    try {
      await using server = await tlsServer(serving("other.example.com"));
      expect(await greet(server.port, "api.example.com")).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
      expect(server.got()).toBe("");
    } finally {
      delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    }
  });

  test("that never answers is given up", async () => {
    await using server = await silentServer();
    expect(await greet(server.port, "api.example.com", 200)).toBe("net/timed-out");
  });

  test("that hangs up is reported", async () => {
    await using server = await listening(createServer((socket) => socket.end()));
    expect(await greet(server.port, "api.example.com")).toMatch(/ECONNRESET|closed the connection/u);
  });
});
