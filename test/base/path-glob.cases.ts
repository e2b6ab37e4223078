export interface GlobCase {
  readonly name: string;
  readonly pattern: string;
  readonly reach: "inside" | "exact";
  readonly path: string;
  readonly matches: boolean;
}

type Row = readonly [pattern: string, path: string, matches: boolean, reach?: GlobCase["reach"]];

const rows: readonly Row[] = [
  ["src", "src", true],
  ["src", "src/a/b", true],
  ["src", "srcs", false],
  ["src/", "src/a", true],
  ["src/*", "src/a", true],
  ["src/*", "src/a/b", true],
  ["src/*", "src/a/b", false, "exact"],
  ["src/*/", "src/a/b", true, "exact"],
  ["src/**", "src", true, "exact"],
  ["src/**", "src/a/b", true, "exact"],
  ["src/**/x", "src/x", true],
  ["src/**/x", "src/a/b/x", true],
  ["src/**/x", "src/a/b/y", false],
  ["**/test/**", "a/test/b", true],
  ["**/test/**", "test", true],
  ["**/test/**", "a/tests/b", false],
  ["*.pem", "a.pem", true, "exact"],
  ["*.pem", "pem", false, "exact"],
  ["**/*.pem", "a/b/c.pem", true, "exact"],
  [".env.*", ".env.local", true],
  [".env.*", ".env", false],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["[ab]c", "bc", true],
  ["[!ab]c", "bc", false],
  ["[^ab]c", "xc", true],
  ["[a-c]x", "bx", true],
  ["[]]x", "]x", true],
  ["[x", "[x", true],
  ["a\\*b", "a*b", true],
  ["a\\*b", "axb", false],
  ["a**b", "axyb", true],
  ["", "anything/at/all", true],
];

export const globCases: readonly GlobCase[] = rows.map(([pattern, path, matches, reach = "inside"]) => ({
  pattern,
  path,
  matches,
  reach,
  name: `${pattern} ${matches ? "matches" : "does not match"} ${path} (${reach})`,
}));
