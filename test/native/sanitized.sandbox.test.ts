import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { helloBytes, serverNames } from "../../src/egress/check/hello-bytes.ts";
import { openLoopbackFilter, rawServer } from "../egress/loopback-filter.ts";
import { createWorkbench, type RunCase, sandboxMissing, users } from "../run/workbench.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Row {
  readonly name: string;
  readonly script: string;
  readonly wanted?: RunCase;
  readonly status: number;
  readonly stdout?: string;
  /** Nothing of it holds without walls. */
  readonly walls?: true;
}

/** A walk through the helper's files; what a sanitizer finds ends it, and so changes the status. */
const rows: readonly Row[] = [
  { name: "a status", script: "exit 7", status: 7 },
  { name: "a signal", script: "kill -SEGV $$", status: 139 },
  { name: "no such program", script: "", wanted: { argv: ["no-such-program"] }, status: 127 },
  { name: "programs through the gate", script: "for i in {1..40}; do /bin/true || exit 1; done", status: 0 },
  { name: "programs side by side", script: "for i in {1..40}; do /bin/true & done; wait", status: 0 },
  {
    name: "a refused program",
    script: "id; echo $?",
    wanted: { denied: ["id"] },
    status: 0,
    stdout: "126\n",
    walls: true,
  },
  {
    name: "a script as a program",
    script: "printf '#!/bin/sh\\necho hi' > s; chmod +x s; ./s",
    status: 0,
    stdout: "hi\n",
  },
  { name: "many words", script: "/bin/echo {1..5000} | wc -w", status: 0, stdout: "5000\n" },
  {
    name: "connections to other hosts",
    script:
      "for port in 1 22 443; do exec 3<>/dev/tcp/192.0.2.1/$port; tail -n 1 <&3; done; getent ahostsv4 a.example | head -n 1 | cut -c 1-12",
    wanted: { network: "answering", profile: { hosts: ["*"] } },
    status: 0,
    stdout: "192.0.2.1 1\n192.0.2.1 22\n192.0.2.1 443\n198.18.0.16 \n",
    walls: true,
  },
  { name: "a daemon", script: "(setsid sleep 60 &); sleep 0.1; exit 4", status: 4 },
  {
    name: "a deadline",
    script: "trap '' TERM; sleep 60",
    wanted: { timeoutSeconds: 1, graceSeconds: 0.1 },
    status: 124,
  },
  {
    name: "stand-ins",
    script: "echo x > absent",
    wanted: { profile: { denied: ["absent", "no/such/folder/"] } },
    status: 1,
    walls: true,
  },
  {
    name: "named pipes",
    script: "rm -f p q; mkfifo p q; cat < p > q & cat < q & echo hi > p; wait",
    status: 0,
    stdout: "hi\n",
  },
  { name: "a pipe that nobody opens", script: "rm -f r; mkfifo r; timeout 0.3 bash -c 'echo > r'", status: 124 },
  {
    name: "a unix socket",
    script: `rm -f u; python3 -c 'import socket; s = socket.socket(socket.AF_UNIX); s.bind("u"); s.listen(); socket.socket(socket.AF_UNIX).connect("u")'`,
    status: 0,
  },
  {
    name: "a server",
    script: `python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(); socket.create_connection(s.getsockname())'`,
    status: 0,
  },
  { name: "a new terminal", script: "script -qec 'echo hi > $(tty)' /dev/null", status: 0, stdout: "hi\r\n" },
  {
    name: "a named semaphore",
    script: `python3 -c 'import multiprocessing; lock = multiprocessing.Lock(); lock.acquire(); lock.release()'`,
    status: 0,
  },
  {
    name: "limits",
    script: "ulimit -n",
    wanted: { profile: { limits: { processes: 100, cpuSeconds: 20, openFiles: 50 } } },
    status: 0,
    stdout: "50\n",
  },
];

/** A record as it starts the answer to a hello. */
const serverHello = Buffer.concat([Buffer.of(0x16, 3, 3, 0, 76, 2, 0, 0, 72, 3, 3), Buffer.alloc(70, "w")]);

const backends = ["auto", "landlock", "none"] as const;

const isMissing = sandboxMissing() !== undefined;

beforeAll(() => {
  if (isMissing) return;
  const { status, stderr } = spawnSync(process.execPath, ["scripts/build-native.ts", "--sanitize"], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
}, 300_000);

describe.skipIf(isMissing).for(users)("with sanitizers, as $name", (user) => {
  const bench = createWorkbench(user);
  const warden = join(bench.folder, "warden-asan");
  beforeAll(() => {
    copyFileSync(join(root, "dist/warden-asan"), warden);
    chmodSync(warden, 0o755);
  });
  afterAll(() => bench[Symbol.dispose]());

  test("what the filter by itself carries", async () => {
    await using server = await rawServer((socket) => {
      socket
        .on("error", () => undefined)
        .on("data", (said: Buffer) => {
          const answers = said.toString("latin1").split("\r\n\r\n").length - 1;
          socket.write(
            said[0] === 0x16 ? serverHello : `HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi`.repeat(answers),
          );
        });
    });
    await using filter = await openLoopbackFilter({ relayed: warden });
    const to = (method: string, target: string, more = ""): string =>
      `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`;
    const host = `allowed.test:${server.port}`;
    const get = to("GET", `http://${host}/`);
    const post = to("POST", `http://${host}/`, "Content-Length: 0\r\n");
    expect(await filter.talk(get.repeat(3) + post, /(?:hi[^]*){4}/u)).toMatch(/^HTTP\/1\.1 200 OK/u);
    expect(await filter.talk(to("GET", "http://blocked.test/"))).toMatch(/^HTTP\/1\.1 403 /u);
    const hello = helloBytes({
      names: [serverNames(["allowed.test"])],
      hidden: false,
      protocols: [],
      size: 0,
      recordSize: 16_384,
    });
    expect(await filter.talk(Buffer.concat([Buffer.from(to("CONNECT", host)), hello]), /w{9}/u)).toContain(
      "Established",
    );
  });

  for (const backend of backends) {
    const fitting = rows.filter(({ walls }) => backend !== "none" || walls === undefined);
    test.for(fitting)(`$name, backend ${backend}`, ({ script, wanted, status, stdout }) => {
      const denied = wanted?.profile?.denied?.map((path) => join(bench.project, path)) ?? [];
      const profile = { ...wanted?.profile, allowed: [bench.project], denied, backend };
      const ended = bench.run(script, { ...wanted, warden, profile });
      expect(ended.stderr).not.toMatch(/Sanitizer|runtime error/u);
      expect(ended.status, ended.stderr).toBe(status);
      if (stdout !== undefined) expect(ended.stdout).toBe(stdout);
    });
  }
});
