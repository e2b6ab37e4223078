import { expect, test } from "vitest";
import { isHarmlessChange } from "../../src/run/harmless-change.ts";

const lfs = '[filter "lfs"]\n\tprocess = git-lfs filter-process\n';
const hooks = "[core]\n\thooksPath = .husky\n";

const rows = [
  { name: "nothing", before: "", now: "", harmless: true },
  { name: "a remote", before: "", now: '[remote "up"]\n\turl = ../x\n', harmless: true },
  {
    name: "a remote beside what starts something",
    before: lfs,
    now: `[remote "up"]\n\turl = x\n${lfs}`,
    harmless: true,
  },
  { name: "what starts something", before: "", now: lfs, harmless: false },
  { name: "another program", before: lfs, now: lfs.replace("git-lfs", "evil"), harmless: false },
  { name: "a second program", before: lfs, now: `${lfs}\tprocess = evil\n`, harmless: false },
  { name: "a program less", before: lfs, now: "", harmless: false },
  { name: "an included file", before: "", now: "[include]\n\tpath = ../x\n", harmless: false },
  {
    name: "the working tree",
    before: "[core]\n\tworktree = ../a\n",
    now: "[core]\n\tworktree = ../b\n",
    harmless: true,
  },
  {
    name: "the working tree that hooks count from",
    before: hooks,
    now: `${hooks}\tworktree = ../b\n`,
    harmless: false,
  },
  { name: "what git would not read", before: "", now: "[core\n", harmless: false },
  { name: "what git did not read before", before: "[core\n", now: "", harmless: false },
];

test.for(rows)("$name", ({ before, now, harmless }) => expect(isHarmlessChange(before, now)).toBe(harmless));
