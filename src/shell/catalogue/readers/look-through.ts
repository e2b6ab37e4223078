import type { Word } from "../../../base/index.ts";
import { type Findings, nothingFound, type ScannedCommand } from "../findings.ts";
import { impliedWord, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** Sub-commands that hand their operands to another program, and how many operands come before. */
const handedOn: ReadonlyMap<string, { readonly program: string; readonly skip: number }> = new Map([
  ["pipx runpip", { program: "pip", skip: 1 }],
  ["minikube kubectl", { program: "kubectl", skip: 0 }],
  ["composer global", { program: "composer", skip: 0 }],
  ["yarn workspace", { program: "yarn", skip: 1 }],
  ["yarn workspaces foreach", { program: "yarn", skip: 0 }],
]);

/** The command that this one is by another name, so that a rule against the usual name holds: for deny only. */
export const synonymReader: Reader = {
  after: (command) => {
    const { name, sub, words, operands } = command;
    const path = [name, ...sub].join(" ");
    if (path.startsWith("uv pip")) return denyOnly("pip", words.slice(indexOf(words, "pip") + 1), command);
    const handed = handedOn.get(
      path.replace(/^(?:yarnpkg|composer\.phar)/u, (found) => (found === "yarnpkg" ? "yarn" : "composer")),
    );
    return handed === undefined ? nothingFound : denyOnly(handed.program, operands.slice(handed.skip), command);
  },
};

/** `corepack yarn@4 add x` is `yarn add x`. */
export const corepackReader: Reader = {
  after: (command) => {
    const at = command.words.findIndex((word) =>
      /^(?:npm|npx|pnpm|pnpx|yarn|yarnpkg)(?:@|$)/u.test(staticValue(word) ?? ""),
    );
    const name = staticValue(command.words[at])?.replace(/@.*$/su, "");
    return name === undefined ? nothingFound : denyOnly(name, command.words.slice(at + 1), command);
  },
};

/** The command stands after `--`; where options end at the first operand, else after that operand. */
export const afterDashesReader: Reader = {
  after: ({ operands, dashes, row }) => {
    const marked = dashes ?? indexOf(operands, "--") + 1;
    const start = marked > 0 || dashes !== undefined ? marked : row.style === "stop" ? 1 : operands.length;
    return startedAt(operands, start);
  },
};

/** `nvm exec 20 npm test`, `nvm run 20 app.js`, `fnm exec --using=20 npm test`. */
export const versionExecReader: Reader = {
  after: (command) => {
    const { name, sub, operands } = command;
    const versioned = /^(?:v?\d|lts|node$|stable$|default$|system$|iojs)/u.test(staticValue(operands[0]) ?? "");
    const skip = versioned && name === "nvm" ? 1 : 0;
    if (name === "nvm" && sub[0] === "run") return denyOnly("node", operands.slice(skip), command);
    return startedAt(operands, skip);
  },
};

/** `nix develop .#x -c cmd args`: the rest of the words is the command. */
export const nixCommandReader: Reader = {
  after: ({ words }) => {
    const at = words.findIndex((word) => /^(?:-c|--command)$/u.test(staticValue(word) ?? ""));
    return at < 0 ? nothingFound : startedAt(words, at + 1);
  },
};

/** What `tmux send-keys` types into a shell; names of keys are no text. */
export const sentKeysReader: Reader = {
  after: ({ operands }) => ({
    ...nothingFound,
    inner: operands
      .filter(
        (word) =>
          !/^(?:[CMS]-.+|Enter|KPEnter|Space|Tab|BSpace|Escape|Up|Down|Left|Right)$/u.test(staticValue(word) ?? ""),
      )
      .map((text) => ({ kind: "text", text, args: [] })),
  }),
};

/** `cargo +nightly build`: the toolchain is chosen before anything else. */
export const toolchainReader: Reader = {
  before: (words) => words.filter((word, index) => index !== 1 || !/^\+./u.test(staticValue(word) ?? "")),
};

function indexOf(words: readonly Word[], value: string): number {
  return words.findIndex((word) => staticValue(word) === value);
}

function startedAt(words: readonly Word[], start: number): Findings {
  const inner = words.slice(start);
  return inner.length === 0
    ? nothingFound
    : { ...nothingFound, inner: [{ kind: "words", words: inner, env: [], open: false }] };
}

function denyOnly(program: string, rest: readonly Word[], { words }: ScannedCommand): Findings {
  const names = program.split(" ").map((part) => impliedWord(part, words[0]));
  return {
    ...nothingFound,
    wrapper: "deny-only",
    inner: [{ kind: "words", words: [...names, ...rest], env: [], open: false }],
  };
}
