import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import type { SecretLintRuleContext, SecretLintSourceCode } from "@secretlint/types";
import type { SecretMatch, SecretRule } from "./match.ts";

/**
 * `filter-comments` lets a text switch the search off for itself. `gcp` opens files by their path. Keys of both are found by
 * their borders, which reach further than the parts of a text that these rules are asked about.
 */
const leftOut: ReadonlySet<string> = new Set(["filter-comments", "gcp", "privatekey"]);

const prefix = "@secretlint/secretlint-rule-";

function sourceOf(content: string): SecretLintSourceCode {
  const unasked = (): never => {
    throw new Error("a rule asks for lines");
  };
  return {
    hasBOM: false,
    content,
    filePath: undefined,
    physicalFilePath: undefined,
    contentType: "text",
    ext: "",
    getFilePath: () => undefined,
    getPhysicalFilePath: () => undefined,
    locationToRange: unasked,
    rangeToLocation: unasked,
    positionToIndex: unasked,
    indexToPosition: unasked,
  };
}

/** The recommended rules of secretlint, run at once: its own runner is asynchronous, and heeds what the text says about it. */
export function createLibraryRules(): SecretRule {
  let found: SecretMatch[] = [];
  const contextFor = (kind: string): SecretLintRuleContext => ({
    sharedOptions: {},
    createTranslator: () => (messageId, data) => ({ messageId: String(messageId), message: "", data }),
    report: ({ range: [start, end] }) => void found.push({ kind, start, end }),
    ignore: () => undefined,
  });
  const handlers = rules.flatMap((rule) => {
    const kind = rule.meta.id.slice(prefix.length);
    return leftOut.has(kind) ? [] : [rule.create(contextFor(kind), {})];
  });
  return (text) => {
    found = [];
    const source = sourceOf(text);
    for (const handler of handlers) void handler.file?.(source);
    return found;
  };
}
