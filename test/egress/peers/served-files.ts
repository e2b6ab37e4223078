/** What the real servers give: a repository and a package. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Names that the servers have certificates and packages for. */
export const hosts = ["allowed.test", "localhost"] as const;

/** Runs a program to its end, without anything of the user's own. */
export function run(cwd: string, program: string, ...argv: readonly string[]): void {
  const env = { PATH: process.env["PATH"], HOME: cwd, GIT_CONFIG_NOSYSTEM: "1" };
  const { status, stderr } = spawnSync(program, argv, { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}

/** Served by nginx as files, and by git itself. */
export function makeRepository(folder: string): void {
  const work = join(folder, "work");
  mkdirSync(work);
  writeFileSync(join(work, "hello"), "from the repository\n");
  run(work, "git", "-c", "init.defaultBranch=main", "init", "-q");
  run(work, "git", "add", ".");
  run(work, "git", "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "First");
  run(folder, "git", "clone", "-q", "--bare", "work", "repo.git");
  run(join(folder, "repo.git"), "git", "update-server-info");
  for (const host of hosts) symlinkSync("../repo.git", join(folder, host, "repo.git"));
}

/** A registry is a few files: the document of a package and its archive. */
export function makePackage(folder: string, port: number): void {
  const content = join(folder, "package");
  mkdirSync(content);
  writeFileSync(join(content, "package.json"), JSON.stringify({ name: "tiny", version: "1.0.0" }));
  writeFileSync(join(content, "index.js"), "module.exports = 'from the package';\n");
  run(folder, "tar", "-czf", "tiny.tgz", "package");
  const integrity = `sha512-${createHash("sha512")
    .update(readFileSync(join(folder, "tiny.tgz")))
    .digest("base64")}`;
  for (const host of hosts) {
    const dist = { tarball: `https://${host}:${port}/tiny.tgz`, integrity };
    const versions = { "1.0.0": { name: "tiny", version: "1.0.0", dist } };
    writeFileSync(
      join(folder, host, "tiny"),
      JSON.stringify({ name: "tiny", "dist-tags": { latest: "1.0.0" }, versions }),
    );
    writeFileSync(join(folder, host, "hello"), "from nginx\n");
    symlinkSync("../tiny.tgz", join(folder, host, "tiny.tgz"));
  }
}
