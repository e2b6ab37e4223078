import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listening, type Running } from "../tls/tls-servers.ts";

export const user = "me";
export const password = "s3cr3t-of-the-proxy";

/** A real tinyproxy that asks for a password. `next`: the port of a proxy that it asks itself, which knows every name. */
export async function tinyproxy(next?: number): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-tinyproxy-"));
  const port = await freePort();
  const settings = [
    `Port ${port}`,
    "Listen 127.0.0.1",
    "Timeout 60",
    "MaxClients 50",
    "DisableViaHeader Yes",
    `BasicAuth ${user} ${password}`,
    `LogFile "${join(folder, "log")}"`,
    ...(next === undefined ? [] : [`Upstream http 127.0.0.1:${next}`]),
  ];
  writeFileSync(join(folder, "tinyproxy.conf"), `${settings.join("\n")}\n`);
  const child = spawn("tinyproxy", ["-d", "-c", join(folder, "tinyproxy.conf")], { stdio: "ignore" });
  const closed = once(child, "close");
  await reachable(port);
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** tinyproxy can't be told to take any port. */
async function freePort(): Promise<number> {
  const held = await listening(createServer());
  await held[Symbol.asyncDispose]();
  return held.port;
}

async function reachable(port: number): Promise<void> {
  for (;;) {
    const socket = connect({ host: "127.0.0.1", port });
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
