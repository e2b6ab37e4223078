export interface RoomCase {
  readonly name: string;
  /** Path below `src/` and text of every file. */
  readonly files: Readonly<Record<string, string>>;
  /** What each complaint speaks of, in order; none when all is well. */
  readonly problems: readonly string[];
}

const index = (name: string): string => `/** A room. */\nexport { x } from "./${name}";\n`;

export const roomCases: readonly RoomCase[] = [
  {
    name: "an arrow that points down",
    files: {
      "base/index.ts": index("x.ts"),
      "base/x.ts": "export const x = 1;\n",
      "setup/y.ts":
        'import { x } from "../base/index.ts";\nimport { z } from "smol-toml";\nimport { join } from "node:path";\n',
    },
    problems: [],
  },
  {
    name: "an arrow that points up",
    files: {
      "policy/index.ts": index("x.ts"),
      "policy/x.ts": "",
      "base/y.ts": 'import { x } from "../policy/index.ts";\n',
    },
    problems: ["may not import room `policy`"],
  },
  {
    name: "past the index",
    files: { "base/x.ts": "", "policy/y.ts": 'import type { x } from "../base/x.ts";\n' },
    problems: ["through its index.ts"],
  },
  {
    name: "an import over several lines",
    files: { "base/x.ts": "", "policy/y.ts": 'import {\n  a,\n  b,\n} from "../base/x.ts";\n' },
    problems: ["through its index.ts"],
  },
  {
    name: "a built-in in a pure room",
    files: { "policy/y.ts": 'import { readFileSync } from "node:fs";\n' },
    problems: ["node:fs"],
  },
  {
    name: "a built-in's part",
    files: { "policy/y.ts": 'import { open } from "node:fs/promises";\n' },
    problems: ["node:fs"],
  },
  {
    name: "a built-in without its prefix",
    files: { "run/y.ts": 'import { open } from "fs";\n' },
    problems: ["write `node:fs`"],
  },
  { name: "a re-export", files: { "base/y.ts": 'export { open } from "node:fs";\n' }, problems: ["node:fs"] },
  { name: "a dynamic import", files: { "base/y.ts": 'const fs = await import("node:fs");\n' }, problems: ["node:fs"] },
  {
    name: "a dynamic import of a made name",
    files: { "base/y.ts": "await import(name);\n" },
    problems: ["plain string"],
  },
  { name: "a way around", files: { "base/y.ts": 'process.getBuiltinModule("fs");\n' }, problems: ["only `import`"] },
  {
    name: "the parser outside of its room",
    files: { "policy/y.ts": 'import { parse } from "unbash";\n' },
    problems: ["unbash"],
  },
  { name: "the parser in its room", files: { "shell/y.ts": 'import { parse } from "unbash";\n' }, problems: [] },
  {
    name: "the environment",
    files: { "run/y.ts": "const home = process.env.HOME;\n" },
    problems: ["only the composition root"],
  },
  {
    name: "the environment by import",
    files: { "run/y.ts": 'import { env } from "node:process";\n' },
    problems: ["only the composition root"],
  },
  { name: "the environment in start.ts", files: { "start.ts": "const { HOME } = process.env;\n" }, problems: [] },
  { name: "the environment in a comment", files: { "run/y.ts": "// process.env is not read here\n" }, problems: [] },
  { name: "a room nobody knows", files: { "cellar/y.ts": "" }, problems: ["not in the table"] },
  { name: "a file beside the rooms", files: { "stray.ts": "" }, problems: ["not in the table"] },
  {
    name: "a file that is not there",
    files: { "run/y.ts": 'import { x } from "./x.ts";\n' },
    problems: ["does not exist"],
  },
  {
    name: "out of the house",
    files: { "run/y.ts": 'import { x } from "../../x.ts";\n' },
    problems: ["does not exist"],
  },
  {
    name: "code in an index",
    files: { "run/index.ts": "/** Run. */\nexport const x = 1;\n" },
    problems: ["only named re-exports"],
  },
  {
    name: "a star in an index",
    files: { "run/index.ts": '/** Run. */\nexport * from "./x.ts";\n', "run/x.ts": "" },
    problems: ["only named re-exports"],
  },
  {
    name: "an index that says nothing",
    files: { "run/index.ts": 'export { x } from "./x.ts";\n', "run/x.ts": "" },
    problems: ["doc comment"],
  },
  {
    name: "a door that imports a door",
    files: {
      "doors/cli/x.ts": 'import { y } from "../mcp/index.ts";\n',
      "doors/mcp/index.ts": index("y.ts"),
      "doors/mcp/y.ts": "",
    },
    problems: ["may not import door `mcp`"],
  },
  {
    name: "what all doors share",
    files: {
      "doors/cli/x.ts": 'import { y } from "../y.ts";\n',
      "doors/y.ts": "",
      "start.ts": 'import { y } from "./doors/y.ts";\n',
    },
    problems: [],
  },
  { name: "nothing at all", files: {}, problems: ["no file was scanned"] },
];
