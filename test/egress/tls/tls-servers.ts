import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer as createPlainServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type TlsOptions } from "node:tls";
import {
  authorityCertificate,
  type Issuer,
  leafCertificate,
  type Validity,
} from "../../../src/egress/tls/certificate.ts";

const day = 24 * 3600 * 1000;
const makeKeys = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
const issuer: Issuer = { name: "Public authority of the tests", ...makeKeys() };
const fromNow = (from: number, until: number): Validity => ({
  from: new Date(Date.now() + from * day),
  until: new Date(Date.now() + until * day),
});

/** The authority that "real" servers of these tests have their certificates from. PEM. */
export const publicAuthority = authorityCertificate(issuer, fromNow(-100, 100));

/** What makes a TLS server `host`, within days from now. */
export function serving(host: string, from = -1, until = 10): TlsOptions & Readonly<Record<"cert" | "key", string>> {
  const { publicKey, privateKey } = makeKeys();
  return {
    cert: leafCertificate(issuer, host, publicKey, fromNow(from, until)),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

export interface Running extends AsyncDisposable {
  readonly port: number;
}

export async function listening(server: Server): Promise<Running> {
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => undefined).once("close", () => open.delete(socket));
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  return {
    port,
    [Symbol.asyncDispose]: () => {
      for (const socket of open) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

/** A TLS server that says what it is for, and keeps what was sent to it. */
export async function tlsServer(options: TlsOptions): Promise<Running & { readonly got: () => string }> {
  const chunks: Buffer[] = [];
  const server = createServer(options, (socket) => {
    socket.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", () => undefined);
  });
  server.on("tlsClientError", () => undefined);
  return { ...(await listening(server)), got: () => Buffer.concat(chunks).toString() };
}

export function silentServer(): Promise<Running> {
  return listening(createPlainServer(() => undefined));
}

/** A folder that goes with the test, and files in it. */
export function scratch(): Disposable & { readonly file: (name: string, content: string) => string } {
  const folder = mkdtempSync(join(tmpdir(), "egress-tls-"));
  return {
    file: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
