/** Programs that are another one by a second name. */
const secondNames: ReadonlyMap<string, string> = new Map([
  ["docker-compose", "docker compose"],
  ["podman-compose", "podman compose"],
  ["nodejs", "node"],
  ["py.test", "pytest"],
  ["yarnpkg", "yarn"],
]);

/** What `mkfs -t ext4` starts is as good as said by its own name. */
const byType = /^(?<front>mkfs|fsck|mount|umount)\.[\w.-]+$/u;
/** An interpreter with its whole version. */
const versioned = /^(?<plain>python[23]|perl|ruby|php|lua|tclsh)-?\d*\.\d[\d.]*$/u;

const dashedGit = /^git-(?<sub>[a-z][a-z-]*)$/u;

/** The words that stand for a program's name where rules call it otherwise: `pip3.12` is `pip`, `mkfs.ext4` is `mkfs`, `git-push` is `git push`. */
export function usualWords(name: string): readonly string[] | undefined {
  if (/^pip[\d.]+$/u.test(name)) return ["pip"];
  const { front } = byType.exec(name)?.groups ?? {};
  const { plain } = versioned.exec(name)?.groups ?? {};
  const whole = front ?? plain;
  if (whole !== undefined) return [whole];
  const sub = dashedGit.exec(name)?.groups?.["sub"];
  return sub === undefined ? secondNames.get(name)?.split(" ") : ["git", sub];
}
