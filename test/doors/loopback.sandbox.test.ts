import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation } from "./installation.ts";

const missing = sandboxMissing();

/** Serves one connection inside, then asks for it as any text would. */
const inside = [
  'python3 -c \'import socket; s = socket.create_server(("127.0.0.1", 8123)); open("up", "w").close(); c = s.accept()[0]; c.send(b"inside\\n"); c.close()\' &',
  "until [ -e up ]; do sleep 0.05; done",
  "exec 3<>/dev/tcp/127.0.0.1/8123 && cat <&3; wait",
].join("\n");

describe.skipIf(missing !== undefined).each(users)("the loopback address, as $name", (user) => {
  let place: Installation;
  let server: Server;
  let port = 0;
  beforeAll(async () => {
    place = install(user);
    server = createServer((socket) => socket.end("outside\n"));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const address = server.address();
    if (address !== null && typeof address === "object") port = address.port;
  });
  afterAll(() => {
    server.close();
    place[Symbol.dispose]();
  });

  test("a server of the command's own answers", () => {
    expect(place.call(["--profile", "development", "-c", inside])).toEqual({
      status: 0,
      stdout: "inside\n",
      stderr: "",
    });
  });

  const connect = (): string => `exec 3<>/dev/tcp/127.0.0.1/${port} && echo connected`;

  test("control, without a sandbox: the host's server is there", () => {
    expect(place.bash(["-c", connect()]).stdout).toBe("connected\n");
  });

  test("the host's server is not there", () => {
    const { status, stdout, stderr } = place.call(["--profile", "development", "-c", connect()]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("Connection refused");
  });
});
