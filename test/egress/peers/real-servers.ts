/** Servers as they are installed everywhere, on loopback ports, with what clients of all kinds ask them for. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { serving } from "../tls/tls-servers.ts";
import { hosts, makePackage, makeRepository, run } from "./served-files.ts";
import { postgresPeer } from "./postgres-peer.ts";

const nobody = 65534;

export interface RealServers extends AsyncDisposable {
  /** nginx: `/hello`, `/repo.git` and an npm registry at `/`. */
  readonly https: number;
  readonly git: number;
  readonly ssh: number;
  /** Whom the ssh server lets in, by which key. */
  readonly login: Login;
  readonly postgres: number;
}

export interface Login {
  readonly user: string;
  readonly key: string;
}

export async function startServers(): Promise<RealServers> {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-servers-"));
  chmodSync(folder, 0o755);
  const [https, git, ssh] = [await freePort(), await freePort(), await freePort()];
  for (const host of hosts) mkdirSync(join(folder, host));
  makeRepository(folder);
  makePackage(folder, https);
  const postgres = await postgresPeer();
  const children = [startNginx(folder, https), startGit(folder, git), startSsh(folder, ssh)];
  await Promise.all([https, git, ssh].map((port, at) => answering(port, children[at])));
  return {
    https,
    git,
    ssh,
    login: {
      user: process.getuid?.() === 0 ? "nobody" : userInfo().username,
      key: readFileSync(join(folder, "id"), "utf8"),
    },
    postgres: postgres.port,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(children.map(stop));
      await postgres[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startNginx(folder: string, port: number): ChildProcess {
  const blocks = hosts.map((host) => {
    const { cert, key } = serving(host);
    writeFileSync(join(folder, `${host}.pem`), cert);
    writeFileSync(join(folder, `${host}.key`), key, { mode: 0o600 });
    return `server { listen 127.0.0.1:${port} ssl; server_name ${host};
      ssl_certificate ${folder}/${host}.pem; ssl_certificate_key ${folder}/${host}.key; root ${folder}/${host}; }`;
  });
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr error; events {}
    http { access_log off; default_type application/json;
      ${places.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")} ${blocks.join("\n")} }`,
  );
  return spawn("/usr/sbin/nginx", ["-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")], {
    stdio: "ignore",
  });
}

function startGit(folder: string, port: number): ChildProcess {
  const argv = [
    "daemon",
    "--reuseaddr",
    "--listen=127.0.0.1",
    `--port=${port}`,
    `--base-path=${folder}`,
    "--export-all",
  ];
  return spawn("git", argv, { stdio: "ignore", env: { PATH: process.env["PATH"], HOME: folder } });
}

/** Lets its own user in, for files alone: those take no shell. It wants no root, nor a folder of the system's. */
function startSsh(folder: string, port: number): ChildProcess {
  for (const key of ["host", "id"]) run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
  const lines = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${folder}/host`,
    `AuthorizedKeysFile ${folder}/id.pub`,
    "PasswordAuthentication no",
    "PidFile none",
    "StrictModes no",
    "Subsystem sftp internal-sftp",
    // Without it who has no password counts as locked out.
    "UsePAM yes",
  ];
  writeFileSync(join(folder, "sshd.conf"), `${lines.join("\n")}\n`);
  const argv = ["-D", "-e", "-f", join(folder, "sshd.conf")];
  if (process.getuid?.() !== 0) return spawn("/usr/sbin/sshd", argv, { stdio: "ignore" });
  chownSync(join(folder, "host"), nobody, nobody);
  return spawn("/usr/sbin/sshd", argv, { stdio: "ignore", uid: nobody, gid: nobody });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Waits until somebody listens there. */
async function answering(port: number, child: ChildProcess | undefined): Promise<void> {
  for (;;) {
    if (child === undefined || child.exitCode !== null) throw new Error(`${child?.spawnargs.join(" ")} has ended`);
    const socket = connect({ host: "127.0.0.1", port });
    const { promise, resolve } = Promise.withResolvers<boolean>();
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    const there = await promise;
    socket.destroy();
    if (there) return;
    await new Promise((wait) => setTimeout(wait, 20));
  }
}
