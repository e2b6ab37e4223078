/** The server that all contestants lead to: nginx, with a small page over HTTP and a large file over TLS. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { truncateSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { waitForPort } from "./wait-for-port.ts";

export interface Origin extends AsyncDisposable {
  readonly httpPort: number;
  readonly tlsPort: number;
  /** A ClientHello for it, as a client of this Node says it. */
  readonly hello: string;
  readonly fileBytes: number;
}

const fileBytes = 512 * 1024 * 1024;

/** Starts it in a folder of the caller's. */
export async function startOrigin(folder: string): Promise<Origin> {
  const [httpPort, tlsPort] = [await freePort(), await freePort()];
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem"];
  const name = ["-subj", "/CN=localhost", "-days", "2", "-out", "cert.pem"];
  execFileSync("openssl", ["req", "-x509", ...key, ...name], { cwd: folder, stdio: "ignore" });
  writeFileSync(join(folder, "small"), `${"x".repeat(1023)}\n`);
  writeFileSync(join(folder, "large"), "");
  truncateSync(join(folder, "large"), fileBytes);
  writeFileSync(join(folder, "nginx.conf"), configuration(folder, httpPort, tlsPort));
  const nginx = spawn("nginx", ["-p", folder, "-e", "/dev/null", "-c", join(folder, "nginx.conf")], {
    stdio: "inherit",
  });
  const ended = once(nginx, "exit");
  await waitForPort(tlsPort);
  const hello = join(folder, "hello");
  writeFileSync(hello, await recordHello());
  return {
    httpPort,
    tlsPort,
    hello,
    fileBytes,
    [Symbol.asyncDispose]: async () => {
      nginx.kill("SIGTERM");
      await ended;
    },
  };
}

function configuration(folder: string, httpPort: number, tlsPort: number): string {
  const listen = (port: number, how: string): string =>
    `listen 127.0.0.1:${port}${how} backlog=4096; listen [::1]:${port}${how} backlog=4096;`;
  const inFolder = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (each) => `${each}_temp_path ${folder}/tmp;`,
  );
  return `
    ${process.getuid?.() === 0 ? "user root;" : ""}
    daemon off; worker_processes auto; pid ${folder}/nginx.pid; error_log /dev/null;
    worker_rlimit_nofile 16384;
    events { worker_connections 8192; }
    http {
      ${inFolder.join(" ")}
      access_log off; sendfile on; keepalive_requests 1000000000; keepalive_timeout 600s; root ${folder};
      open_file_cache max=10 inactive=600s; open_file_cache_valid 600s;
      client_header_timeout 600s;
      server { ${listen(httpPort, "")} }
      server { ${listen(tlsPort, " ssl")} ssl_certificate cert.pem; ssl_certificate_key key.pem; }
    }`;
}

async function recordHello(): Promise<Buffer> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connectTls({ port: portOf(server.address()), host: "127.0.0.1", servername: "localhost" });
  client.on("error", () => undefined); // it never gets an answer
  try {
    const [socket] = await once(server, "connection");
    const [hello] = await once(socket, "data");
    return hello;
  } finally {
    client.destroy();
    server.close();
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the server does not listen on a port");
  return address.port;
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server.address());
  server.close();
  await once(server, "close");
  return port;
}
