import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { sandboxMissing } from "../../run/workbench.ts";

const world = fileURLToPath(new URL("rebinding-world.ts", import.meta.url));

/** Addresses of every kind lead to this machine, and its name server is the test's. */
const script = `set -e
mount --bind "$1/resolv.conf" /etc/resolv.conf
[ ! -e /etc/nsswitch.conf ] || mount --bind "$1/nsswitch.conf" /etc/nsswitch.conf
ip link set lo up
for range in 203.0.113.0/24 169.254.169.254/32 10.0.0.0/8; do ip route add local "$range" dev lo; done
exec "$2" "$3"`;

test.skipIf(sandboxMissing() !== undefined)(
  "a name that turns inward reaches nothing, by the machine's own look-up",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "sallyport-rebinding-"));
    try {
      writeFileSync(join(folder, "resolv.conf"), "nameserver 127.0.0.1\n");
      writeFileSync(join(folder, "nsswitch.conf"), "hosts: files dns\n");
      const argv = ["--user", "--map-root-user", "--net", "--mount", "bash", "-c", script, "bash", folder];
      const { stdout, stderr } = spawnSync("unshare", [...argv, process.execPath, world], {
        encoding: "utf8",
        timeout: 100_000,
      });
      expect(stderr).toBe("");
      expect(JSON.parse(stdout)).toEqual({
        // First the filter, twice; then a client without it, which the same name leads astray.
        turned: {
          "127.0.0.1": ["203.0.113.7", "403", "127.0.0.1"],
          "169.254.169.254": ["203.0.113.7", "403", "169.254.169.254"],
          "10.0.0.1": ["203.0.113.7", "403", "10.0.0.1"],
        },
        alternating: ["203.0.113.7"],
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
