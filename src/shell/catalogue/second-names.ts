/** Programs that are another one by a second name. */
const secondNames: ReadonlyMap<string, string> = new Map([
  ["docker-compose", "docker compose"],
  ["podman-compose", "podman compose"],
  ["nodejs", "node"],
  ["py.test", "pytest"],
  ["yarnpkg", "yarn"],
]);

const dashedGit = /^git-(?<sub>[a-z][a-z-]*)$/u;

/** The words that stand for a program's name where rules call it otherwise: `pip3.12` is `pip`, `git-push` is `git push`. */
export function usualWords(name: string): readonly string[] | undefined {
  if (/^pip[\d.]+$/u.test(name)) return ["pip"];
  const sub = dashedGit.exec(name)?.groups?.["sub"];
  return sub === undefined ? secondNames.get(name)?.split(" ") : ["git", sub];
}
