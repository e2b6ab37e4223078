import { createHash } from "node:crypto";
import { entriesOf, fieldOf, listOf, parseJson, textOf } from "../scanners/look-into.ts";

/** A secret that another program has found: where and what it is, never the secret. */
export interface ToldSecret {
  /** As the program calls it. */
  readonly file: string;
  /** From 1; nothing where the program does not say. */
  readonly line: number | undefined;
  readonly kind: string;
  /** SHA-1 of the secret, in hexadecimal: the same secret has the same one in every file. */
  readonly digest: string;
}

/** Reads what such a program has printed; nothing where that is no report of its kind. */
export type ReadSecrets = (printed: string) => readonly ToldSecret[] | undefined;

/** `detect-secrets scan`: a list of findings for each file. */
export const readDetectSecrets: ReadSecrets = (printed) => {
  const files = entriesOf(fieldOf(parseJson(printed), "results"));
  if (files === undefined || files.some(([, told]) => listOf(told) === undefined)) return undefined;
  return files.flatMap(([file, told]) =>
    (listOf(told) ?? []).map((secret) => ({
      file,
      line: lineOf(fieldOf(secret, "line_number")),
      kind: textOf(fieldOf(secret, "type")) ?? "secret",
      digest: textOf(fieldOf(secret, "hashed_secret")) ?? "",
    })),
  );
};

/** `trufflehog filesystem --json` of version 3, and the findings of version 2: an object in each line. */
export const readTruffleHog: ReadSecrets = (printed) => {
  const found = printed
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => readFinding(parseJson(line)));
  return found.some((one) => one === undefined) ? undefined : found.flatMap((one) => one ?? []);
};

function readFinding(told: unknown): readonly ToldSecret[] | undefined {
  const kind = textOf(fieldOf(told, "DetectorName")) ?? textOf(fieldOf(told, "reason"));
  if (kind === undefined) return undefined;
  const strings = listOf(fieldOf(told, "stringsFound"));
  if (strings !== undefined) {
    const file = textOf(fieldOf(told, "path")) ?? "";
    return strings.map((secret) => ({ file, line: undefined, kind, digest: digestOf(textOf(secret) ?? "") }));
  }
  // `Filesystem`, `Git` and so on, by what was searched.
  const [[, place] = []] = entriesOf(fieldOf(told, "SourceMetadata", "Data")) ?? [];
  const secret = textOf(fieldOf(told, "Raw"));
  if (place === undefined || secret === undefined) return undefined;
  const file = textOf(fieldOf(place, "file")) ?? "";
  return [{ file, line: lineOf(fieldOf(place, "line")), kind, digest: digestOf(secret) }];
}

function lineOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

export function digestOf(secret: string): string {
  return createHash("sha1").update(secret).digest("hex");
}
