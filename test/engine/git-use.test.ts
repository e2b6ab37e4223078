import { describe, expect, test } from "vitest";
import { readAdded } from "../../src/engine/added-lines.ts";
import { gitUseOf } from "../../src/engine/git-use.ts";
import { readGit } from "../../src/engine/git-words.ts";

const use = (
  command: string,
  config: Readonly<Record<string, readonly string[]>> = {},
): ReturnType<typeof gitUseOf> => {
  const words = readGit(command.split(" "));
  return words && gitUseOf(words, new Map(Object.entries(config)));
};

/** The revisions that are looked at, of the first use of git that shows something. */
function sources(command: string, config?: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const argv = use(command, config)?.shows[0]?.argv ?? [];
  const from = argv.indexOf("--dst-prefix=b/") + 1;
  return argv.slice(from, argv.indexOf("--not"));
}

describe("a push makes known", () => {
  test.for([
    ["git push", ["HEAD"]],
    ["git -C sub push origin", ["HEAD"]],
    ["git push origin main +next:x HEAD~2:refs/heads/y", ["main", "next", "HEAD~2"]],
    ["git push --follow-tags origin main", ["main", "--tags"]],
    ["git push --tags", ["HEAD", "--tags"]],
    ["git push --all origin", ["--branches"]],
    ["git push --mirror origin", ["--all"]],
    ["git push origin tag v1", ["v1"]],
    ["git push origin :", ["--branches"]],
    ["git push origin refs/notes/*:refs/notes/*", ["--glob=refs/notes/*"]],
    ["git push origin main :old ^other", ["main"]],
    ["git push origin :old", []],
    ["git push -d origin old", []],
    ["git send-pack remote.git main", ["main"]],
  ] as const)("%s", ([command, expected]) => {
    expect(sources(command)).toEqual(expected);
  });

  test.for([
    ["git push", { "push.default": ["matching"] }, ["--branches"]],
    ["git push", { "push.followtags": ["true"] }, ["HEAD", "--tags"]],
    ["git push", { "push.followtags": ["false"] }, ["HEAD"]],
    ["git push origin", { "remote.origin.push": ["main", "refs/x/*:refs/x/*"] }, ["main", "--glob=refs/x/*"]],
    ["git push other", { "remote.origin.push": ["main"] }, ["HEAD"]],
    ["git push origin next", { "remote.origin.push": ["main"] }, ["next"]],
    ["git push", { "remote.origin.mirror": ["true"] }, ["--all"]],
  ] as const)("%s, configured %j", ([command, config, expected]) => {
    expect(sources(command, config)).toEqual(expected);
  });

  test("what it says to the remote, and not by what it is let in", () => {
    expect(use("git push -o ci.skip https://u:p@h.test/x main:made --push-option=a")?.words).toEqual([
      "main:made",
      "ci.skip",
      "--push-option=a",
    ]);
  });
});

describe("what is recorded is read", () => {
  test.for([
    ["git commit -m x", 1, false],
    ["git commit -am x", 2, false],
    ["git commit -F message", 2, false],
    ["git commit --file=message", 2, false],
    ["git commit -qF -", 1, true],
    ["git commit -F /dev/fd/63", 1, true],
    ["git tag -a v1 -Fmessage", 1, false],
    ["git notes add -m x", 0, false],
    ["git commit-tree abc", 1, true],
    ["git commit-tree abc -p HEAD -m x", 1, false],
    ["git stash push -m x", 0, false],
    ["git mktag", 0, true],
  ] as const)("%s", ([command, shows, fromInput]) => {
    expect(use(command)?.shows).toHaveLength(shows);
    expect(use(command)).toMatchObject({ fromInput });
  });

  test.for(["git status", "git add x", "git log -p", "git fetch"])("nothing by: %s", (command) => {
    expect(use(command)).toBeUndefined();
  });
});

test("names of new files are read, and those of files that are gone", () => {
  const diff = [
    "diff --git a/gone b/gone",
    "deleted file mode 100644",
    "diff --git a/some new/x b/some new/x",
    "new file mode 100644",
    "--- /dev/null",
    "+++ b/some new/x",
    "@@ -0,0 +1,2 @@",
    "+one",
    "+two",
    "diff --git a/empty b/empty",
    "new file mode 100644",
    "diff --git a/old b/old",
    "@@ -3 +3 @@",
    "-was",
    "+is",
  ].join("\n");
  const removed = "gone\nwas";
  expect(readAdded(diff).filter(({ text }) => text !== "")).toMatchObject([
    { place: "the name of a file", text: "some new/x", lines: [1], removed },
    { place: "some new/x", text: "one\ntwo", lines: [1, 2], removed },
    { place: "the name of a file", text: "empty", lines: [1], removed },
    { place: "old", text: "is", lines: [3], removed },
  ]);
});
