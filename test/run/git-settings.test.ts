import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatGitSettings, type GitSetting, parseGitSettings } from "../../src/run/git-settings.ts";
import { isHarmless } from "../../src/run/safe-git-settings.ts";
import { settingsTexts } from "./git-settings.cases.ts";

const folder = mkdtempSync("/tmp/sallyport-settings-");
afterAll(() => rmSync(folder, { recursive: true }));

/** What git reads; nothing when it refuses to. */
function askGit(text: string): readonly string[] | undefined {
  const file = join(folder, "config");
  writeFileSync(file, text);
  const { status, stdout } = spawnSync("git", ["config", "-z", "--no-includes", "-f", file, "--list"], {
    encoding: "utf8",
  });
  return status === 0 ? blanksAlike(stdout.split("\0").slice(0, -1)) : undefined;
}

/** Versions of git differ in whether blanks within a value become spaces. */
function blanksAlike(settings: readonly string[]): readonly string[] {
  return settings.map((setting) => setting.replace(/(?<=\n[^]*)[\t\r]/gu, " "));
}

function spell(settings: readonly GitSetting[] | undefined): readonly string[] | undefined {
  const spelled = settings?.map(({ section, middle, key, value }) => {
    const name = [section, ...(middle === undefined ? [] : [middle]), key].join(".");
    return value === undefined ? name : `${name}\n${value}`;
  });
  return spelled && blanksAlike(spelled);
}

test.for(settingsTexts)("git reads the same: $name", ({ text, unread }) => {
  const read = parseGitSettings(text);
  const wanted = askGit(text);
  expect(spell(read)).toEqual(unread === true ? undefined : wanted);
  if (read !== undefined) expect(askGit(formatGitSettings(read))).toEqual(wanted);
});

/** Numbers that look random and are the same each time. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

test("what git reads of any text is seen, or the text counts as unreadable", () => {
  const pieces = [
    "[core]",
    "[a.b]",
    '[r "x"]',
    "\n",
    "\n",
    " ",
    "\t",
    "k",
    "pager",
    "=",
    "= ",
    "v",
    '"',
    "\\",
    "\\\n",
    "#",
    ";",
    "\r",
    "\r\n",
    "]",
    "[",
    "-",
    "1",
    ".",
  ];
  const dice = createDice(7);
  let readable = 0;
  for (let round = 0; round < 400; round += 1) {
    const text = `[core]\n${Array.from({ length: 1 + dice(14) }, () => pieces[dice(pieces.length)]).join("")}`;
    const read = parseGitSettings(text);
    if (read === undefined) continue;
    readable += 1;
    expect({ text, read: spell(read) }).toEqual({ text, read: askGit(text) });
  }
  expect(readable).toBeGreaterThan(50);
});

const harmful = [
  "core.fsmonitor",
  "core.hookspath",
  "core.sshcommand",
  "core.pager",
  "core.editor",
  "core.askpass",
  "core.gitproxy",
  "core.attributesfile",
  "diff.external",
  "diff.x.textconv",
  "diff.x.command",
  "filter.x.clean",
  "filter.x.smudge",
  "filter.x.process",
  "merge.x.driver",
  "mergetool.x.cmd",
  "difftool.x.cmd",
  "alias.st",
  "include.path",
  "includeif.gitdir:x.path",
  "credential.helper",
  "gpg.program",
  "gpg.ssh.program",
  "sequence.editor",
  "remote.x.uploadpack",
  "remote.x.receivepack",
  "remote.x.vcs",
  "remote.x.proxy",
  "init.templatedir",
  "gc.recentobjectshook",
  "pager.log",
  "browser.x.cmd",
  "man.x.cmd",
  "instaweb.httpd",
  "uploadpack.packobjectshook",
  "lfs.customtransfer.x.path",
  "trailer.x.command",
  "tar.x.command",
  "interactive.difffilter",
  "protocol.ext.allow",
  "url.x.insteadof",
  "sendemail.smtpserver",
  "hook.x.command",
  "commit.hook",
];

test.for(harmful)("%s is taken away", (name) => {
  const parts = name.split(".");
  const [section = "", key = ""] = [parts[0], parts.at(-1)];
  const middle = parts.length > 2 ? parts.slice(1, -1).join(".") : undefined;
  expect(isHarmless({ section, middle, key, value: "x" })).toBe(false);
});

test("a submodule's way of updating may be named, but no program", () => {
  const update = (value: string): boolean => isHarmless({ section: "submodule", middle: "x", key: "update", value });
  expect([update("merge"), update("!x")]).toEqual([true, false]);
});
