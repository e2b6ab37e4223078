import { createServer, type Server } from "node:net";
import { chmodSync, copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users, type Workbench } from "../run/workbench.ts";

describe.skipIf(sandboxMissing() !== undefined).for(users)("the kernel, as $name", (user) => {
  let bench: Workbench;
  let server: Server;
  let port = 0;
  const abstract = `sallyport-test-${process.pid}-${user.uid}`;
  const servers: Server[] = [];

  beforeAll(async () => {
    bench = createWorkbench(user);
    server = createServer((socket) => socket.end("reached\n")).listen(0, "127.0.0.1");
    const other = createServer().listen(`\0${abstract}`);
    servers.push(server, other);
    await Promise.all(servers.map(async (each) => each.listening || (await once(each, "listening"))));
    const address = server.address();
    port = typeof address === "object" && address !== null ? address.port : 0;
  });
  afterAll(() => {
    for (const each of servers) each.close();
    bench[Symbol.dispose]();
  });

  const probe = (words: string): string => bench.run(`./probe ${words}`).stdout.trim();
  /** What the same words give for a user who may do everything; run outside, in namespaces of their own. */
  const probeOutside = (words: string): string => bench.control(`${bench.probe} ${words}`).stdout.trim();

  test("no capability is left, and none can be gained", () => {
    const { stdout } = bench.run("grep -E '^(Cap|NoNewPrivs)' /proc/self/status");
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.split(":\t")[1]),
    ).toEqual([...Array(5).fill("0000000000000000"), "1"]);
  });

  test("the first process can't be traced, read or killed", () => {
    const { stdout } = bench.run(
      "./probe attach 1; kill -9 1; kill -TERM 1; cat /proc/1/environ; readlink /proc/1/fd/* /proc/1/exe /proc/1/cwd; echo here",
    );
    expect(stdout).toBe("EPERM\nhere\n");
  });

  test("mounting and unmounting are refused", () => {
    const words = [
      "mount /tmp",
      "bind /usr /tmp",
      "remount /usr",
      "remount /proc/sys",
      "umount /proc/sys",
      "umount /usr",
      "chroot /tmp",
    ];
    expect(words.map(probe)).toEqual(words.map(() => "EPERM"));
    if (user.uid === 0) expect(bench.control(`unshare -m ${bench.probe} mount /mnt`).stdout).toBe("ok\n");
  });

  test("new namespaces are refused", () => {
    expect(probe("userns")).toBe("EPERM");
    expect(probe("mountns")).toBe("EPERM");
    expect(probeOutside("userns")).toBe("ok");
  });

  test("what belongs to the machine can't be written", () => {
    const before = readFileSync("/proc/sys/kernel/core_pattern", "utf8");
    const paths = ["/proc/sys/kernel/core_pattern", "/proc/sys/vm/drop_caches", "/proc/sys/kernel/hostname"];
    const answers = paths.map((path) => probe(`write ${path}`));
    expect(answers).toEqual(paths.map(() => (user.uid === 0 ? "EROFS" : "EACCES")));
    for (const path of ["/proc/sysrq-trigger", "/proc/irq/default_smp_affinity"].filter((each) => existsSync(each))) {
      expect(["EROFS", "EACCES"]).toContain(probe(`write ${path}`));
    }
    expect(readFileSync("/proc/sys/kernel/core_pattern", "utf8")).toBe(before);
    if (user.uid === 0) expect(probeOutside("write /proc/sys/kernel/core_pattern")).toBe("ok");
  });

  test("there is no /sys and no cgroup to write", () => {
    expect(probe("open /sys/kernel")).toBe("ENOENT");
    expect(bench.run("ls -d /sys/fs/cgroup; mkdir -p /sys/fs/cgroup/x").stdout).toBe("");
    expect(bench.run("grep -c cgroup /proc/self/mounts").stdout).toBe("0\n");
  });

  test("there are only harmless devices, and none can be made", () => {
    const { stdout } = bench.run(
      "stat -c '%F %n' /dev/* | grep special | cut -d/ -f3 | tr '\\n' ' '; touch /dev/x 2>&1",
    );
    expect(stdout).toBe("full null random tty urandom zero touch: cannot touch '/dev/x': Read-only file system\n");
    // Landlock, where the kernel has it, answers before the lack of privileges does.
    expect(["EACCES", "EPERM"]).toContain(probe("device disk 8 0"));
    expect(bench.run("echo x > /dev/shm/x && cat /dev/shm/x").stdout).toBe("x\n");
  });

  test("the host's network can't be reached", () => {
    const connect = `exec 3<>/dev/tcp/127.0.0.1/${port} && echo connected`;
    expect(bench.control(connect).stdout).toBe("connected\n");
    const inside = bench.run(connect);
    expect(inside.stdout).toBe("");
    expect(inside.stderr).toContain("Connection refused");
    expect(bench.run("cat /proc/net/dev | tail -n +3 | cut -d: -f1 | tr -d ' '").stdout).toBe("lo\n");
    expect(bench.run("exec 3<>/dev/tcp/192.0.2.1/80").stderr).toContain("Network is unreachable");
  });

  test("the host's abstract sockets can't be reached", async () => {
    const child = spawn(bench.probe, ["abstract", abstract], { stdio: ["ignore", "pipe", "inherit"] });
    const [outside] = await once(child.stdout, "data");
    expect(String(outside)).toBe("ok\n");
    expect(probe(`abstract ${abstract}`)).toBe("ECONNREFUSED");
  });

  test("a listed socket of the host's can be reached, no other", async () => {
    const path = join(bench.folder, "listed.sock");
    const listening = createServer().listen(path);
    servers.push(listening);
    await once(listening, "listening");
    chmodSync(path, 0o777);
    const socket = `socket ${path}`;
    // The server can't answer while this process waits, but the kernel lets one in.
    expect(bench.run(`./probe ${socket}`, { profile: { allowed: [bench.project], unixSockets: [path] } }).stdout).toBe(
      "ok\n",
    );
    expect(probe(socket)).toBe("ENOENT");
  });

  test("the host's processes can be neither seen nor signalled", () => {
    expect(bench.run("ls /proc | grep -c '^[0-9]'").stdout.trim()).toMatch(/^[1-6]$/u);
    expect(probe(`kill ${process.pid}`)).toBe("ESRCH");
    if (user.uid === 0) expect(probeOutside(`kill ${process.pid}`)).toBe("ok");
    // The process group is the caller's no more: this must not reach the test runner.
    expect(bench.run("kill -TERM 0; echo still").status).toBe(143);
    expect(bench.run("kill -KILL -1; echo here").stdout).toBe("here\n");
  });

  test("no other user can be become, with a set-user-ID program or without", () => {
    expect(probe("setuid 1")).toBe("EINVAL"); // no such user in this namespace
    const copy = join(bench.project, "id-as-root");
    copyFileSync("/usr/bin/id", copy);
    chmodSync(copy, 0o4755);
    expect(bench.run("./id-as-root -u").stdout).toBe(`${user.uid}\n`);
    // Only root can make a program that another user's call turns into root.
    if (user.uid !== 0 && process.getuid?.() === 0) expect(bench.control("./id-as-root -u").stdout).toBe("0\n");
  });

  test("the environment is built from nothing", () => {
    const env = {
      SECRET_TOKEN: "x",
      ANTHROPIC_API_KEY: "x",
      LC_ALL: "C",
      LD_PRELOAD: "",
      BASH_ENV: "/x",
      LANGUAGE: "x",
      npm_config_x: "x",
    };
    const wanted = { env, profile: { allowed: [bench.project], set: { CI: "1", LC_ALL: "POSIX" } } };
    const names = bench.run("env", wanted).stdout.trim().split("\n").toSorted();
    expect(names).toEqual(
      [
        "CI=1",
        `HOME=${bench.home}`,
        "LC_ALL=POSIX",
        "PATH=/usr/local/bin:/usr/bin:/bin",
        `PWD=${bench.project}`,
        "SHLVL=1",
        "_=/usr/bin/env",
      ].toSorted(),
    );
  });

  test("nothing can be put into the terminal's input", () => {
    const { stdout } = bench.runOnTerminal("./probe inject 0; ./probe inject 1; exit 3");
    expect(stdout.replaceAll("\r", "")).toBe("EPERM\nEPERM\n");
  });
});
