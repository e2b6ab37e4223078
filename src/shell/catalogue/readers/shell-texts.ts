import { nothingFound } from "../findings.ts";
import { staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** Without `-c` these feed their standard input to a shell: `script`, `at`. */
export const stdinShellReader: Reader = {
  after: ({ options }) =>
    options.some(({ name }) => name === "--command" || name === "-f" || name === "-l" || name === "-r")
      ? nothingFound
      : { ...nothingFound, safe: false, inner: [{ kind: "stdin" }] },
};

/** Every operand is shell text of its own: `hyperfine 'a' 'b'`. */
export const textsReader: Reader = {
  after: ({ operands }) => ({
    ...nothingFound,
    inner: operands.map((text) => ({ kind: "text", text, args: [] })),
  }),
};

/** `setarch x86_64 cmd`, but `linux32 cmd`. */
export const setarchReader: Reader = {
  before: (words) => {
    const [name, arch, ...rest] = words;
    const named = staticValue(name)?.endsWith("setarch") === true && !(staticValue(arch) ?? "-").startsWith("-");
    return named && name !== undefined ? [name, ...rest] : words;
  },
};
