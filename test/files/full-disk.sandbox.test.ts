import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { sandboxMissing } from "../run/workbench.ts";

const filler = new URL("filler.ts", import.meta.url).pathname;

describe.skipIf(sandboxMissing() !== undefined)("a medium that holds no more", () => {
  const fill = (...mount: readonly string[]): unknown =>
    JSON.parse(
      execFileSync("bwrap", ["--dev-bind", "/", "/", ...mount, process.execPath, filler, "/media"], {
        encoding: "utf8",
      }),
    );

  test("keeps the text that it had, and nothing half written", () => {
    expect(fill("--size", "1048576", "--tmpfs", "/media")).toEqual({
      answers: ["written", "written", "file/disk-full"],
      size: 10_000,
      names: ["file"],
    });
  });

  test("may be one that can't be written to", () => {
    const mount = ["--tmpfs", "/media", "--file", "9", "/media/file", "--remount-ro", "/media"];
    const shell = `exec bwrap --dev-bind / / ${mount.join(" ")} ${process.execPath} ${filler} /media 9< <(printf old)`;
    expect(JSON.parse(execFileSync("bash", ["-c", shell], { encoding: "utf8" }))).toEqual({
      answers: Array.from({ length: 3 }, () => "file/read-only-medium"),
      size: 3,
      names: ["file"],
    });
  });
});
