import { pointerOf } from "./locate.ts";
import { normalRule, splitRule } from "./rule-spelling.ts";
import type { PlacedFault } from "./schema-issues.ts";

/** What contradicts itself in a list of rewritings: each refuses with a word, or changes commands. */
export function rewriteFaults(rewrite: unknown): readonly PlacedFault[] {
  if (!Array.isArray(rewrite)) return [];
  return rewrite.flatMap((entry: unknown, index): readonly PlacedFault[] => {
    if (typeof entry !== "object" || entry === null) return [];
    const path = ["rewrite", index];
    const told = { path, code: "SchemaValidationError", atKey: false } as const;
    const changes = ["strip", "wrap"].filter((key) => key in entry);
    const refuses = "instead" in entry;
    if (refuses === changes.length > 0)
      return [
        {
          ...told,
          message: refuses
            ? `\`${pointerOf(path)}\` both refuses commands and changes them`
            : `\`${pointerOf(path)}\` does not say what to do`,
          wanted: "`instead` with a word, or `strip`, `wrap` or both",
        },
      ];
    const strip: unknown = "strip" in entry ? entry.strip : undefined;
    const empty = Array.isArray(strip) && strip.length === 0;
    if (empty) {
      const wanted = "options such as --force, or no `strip`";
      return [{ ...told, path: [...path, "strip"], message: "it leaves nothing out", wanted }];
    }
    const match: unknown = "match" in entry ? entry.match : undefined;
    const tool = typeof match === "string" ? splitRule(normalRule(match))?.tool : "Bash";
    if (refuses || tool === "Bash") return [];
    return [
      {
        ...told,
        path: [...path, "match"],
        message: "only commands can be changed",
        wanted: "a rule such as Bash(git push:*)",
      },
    ];
  });
}
