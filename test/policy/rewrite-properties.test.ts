import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isBeneath, parseAbsolutePath } from "../../src/base/index.ts";
import { respell } from "../../src/engine/respell.ts";
import { rewriteRequest } from "../../src/policy/index.ts";
import { readScript } from "../../src/shell/index.ts";
import { context, policyOf } from "./policy-of.ts";

const roots = ["/home/ann/box", "/home/ann/my box's $HOME"] as const;

function rewrite(command: string, root: string): string | undefined {
  const request = { id: "1", session: "s", tool: "Bash", input: { command }, cwd: context.cwd };
  const policy = policyOf({ sandbox: { root } });
  const respelled = respell(request, rewriteRequest(request, readScript(command), policy, context));
  const text = respelled?.updatedInput["command"];
  return typeof text === "string" ? text : undefined;
}

/** Ways to write the same value; each is one piece of a word. */
const quotings = [
  (value: string): string => value.replace(/[^\w/.-]/gu, "\\$&"),
  (value: string): string => `'${value.replaceAll("'", String.raw`'\''`)}'`,
  (value: string): string => `"${value.replace(/[\\"$`]/gu, String.raw`\$&`)}"`,
  (value: string): string => `$'${value.replace(/[\\']/gu, String.raw`\$&`)}'`,
] as const;

const quoting = fc.constantFrom(...quotings);
const name = fc.string({
  unit: fc.constantFrom("a", "b", " ", "'", '"', "$", "\\", "*", "~", "{", ",", "ü", "-"),
  minLength: 1,
  maxLength: 4,
});
const start = fc.constantFrom(
  "/",
  "/",
  "/",
  "//",
  "/usr/",
  "/etc/",
  "/dev/",
  "",
  "./",
  "~/",
  ...roots.map((root) => `${root}/`),
);
const path = fc
  .tuple(start, fc.array(fc.oneof({ weight: 5, arbitrary: name }, fc.constant("..")), { minLength: 1, maxLength: 4 }))
  .map(([first, names]) => `${first}${names.join("/")}`);

/** One word in two pieces, so that quotes open and close anywhere. */
const written = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(value, fc.nat(), quoting, quoting).map(([text, at, one, other]) => {
    const cut = at % (text.length + 1);
    return `${one(text.slice(0, cut))}${other(text.slice(cut))}`;
  });
const withStart = (lead: string): fc.Arbitrary<string> => written(path.map((text) => `${lead}${text}`));

const command = fc.oneof(
  fc.tuple(withStart(""), withStart("")).map(([one, other]) => `cat -- ${one} ${other}`),
  fc.tuple(withStart("-o"), withStart("")).map(([option, file]) => `sort ${option} -- ${file}`),
  withStart("--output=").map((option) => `sort ${option} x`),
  fc.tuple(withStart("if="), withStart("of=")).map(([from, to]) => `dd ${from} ${to}`),
  fc.tuple(start, name).map(([first, last]) => `cat ${first.replace(/[^\w/.~-]/gu, "\\$&")}{x,${quotings[1](last)}}/y`),
);

const programs = ["cat", "sort", "dd"].map((program) => `${program}() { printf '%s\\0' "$@"; }`).join("\n");

/** What each command would be given. */
function wordsOf(texts: readonly string[]): readonly (readonly string[])[] {
  const script = `${programs}\n${texts.join("\nprintf '\\1'\n")}`;
  const { stdout } = spawnSync("bash", ["-f"], {
    input: script,
    encoding: "utf8",
    env: { HOME: context.home },
    cwd: "/",
  });
  return stdout.split("\u0001").map((words) => words.split("\0").slice(0, -1));
}

function mapped(word: string, root: string): string {
  const [, lead = "", spelled = ""] = /^(-o|--output=|[io]f=)?(.*)$/su.exec(word) ?? [];
  if (!spelled.startsWith("/")) return word;
  const normal = parseAbsolutePath(spelled);
  const stays = [root, "/usr", "/etc", "/dev"].some((folder) => isBeneath(normal, parseAbsolutePath(folder)));
  return stays
    ? word
    : `${lead}${spelled.split("/").includes("..") ? parseAbsolutePath(`${root}/${normal}`) : root + spelled}`;
}

test.for(roots)("paths are mapped into %s for bash, and nothing else is another", (root) => {
  fc.assert(
    fc.property(fc.array(command, { minLength: 30, maxLength: 30 }), (texts) => {
      const once = texts.map((text) => rewrite(text, root) ?? text);
      expect(wordsOf(once)).toEqual(wordsOf(texts).map((words) => words.map((word) => mapped(word, root))));
      expect(once.map((text) => rewrite(text, root))).toEqual(once.map(() => undefined));
    }),
    { numRuns: 12 },
  );
});
