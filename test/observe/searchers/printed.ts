/** What the real programs print, with what stands for the secrets in them. */
import { createHash } from "node:crypto";

interface Found {
  readonly file: string;
  readonly line: number;
  readonly secret: string;
}

/** `detect-secrets scan --all-files`, of version 1. */
export function detectSecretsPrints(found: readonly Found[]): string {
  const results = Map.groupBy(found, ({ file }) => file);
  const told = [...results].map(([filename, secrets]) => [
    filename,
    secrets.map(({ line, secret }) => ({
      type: "Secret Keyword",
      filename,
      hashed_secret: createHash("sha1").update(secret).digest("hex"),
      is_verified: false,
      line_number: line,
    })),
  ]);
  const settings = {
    plugins_used: [{ name: "AWSKeyDetector" }, { name: "KeywordDetector", keyword_exclude: "" }],
    filters_used: [{ path: "detect_secrets.filters.allowlist.is_line_allowlisted" }],
  };
  const report = {
    version: "1.5.0",
    ...settings,
    results: Object.fromEntries(told),
    generated_at: "2024-01-01T00:00:00Z",
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** `trufflehog filesystem --json`, of version 3. */
export function truffleHogPrints(found: readonly Found[]): string {
  const lines = found.map(({ file, line, secret }) =>
    JSON.stringify({
      SourceMetadata: { Data: { Filesystem: { file, line } } },
      SourceID: 1,
      SourceType: 15,
      SourceName: "trufflehog - filesystem",
      DetectorType: 17,
      DetectorName: "URI",
      DetectorDescription: "This detector identifies URLs with embedded credentials.",
      DecoderName: "PLAIN",
      Verified: false,
      VerificationFromCache: false,
      Raw: secret,
      RawV2: `${secret}/`,
      Redacted: "https://*****:*****@example.com",
      ExtraData: null,
      StructuredData: null,
    }),
  );
  return lines.map((line) => `${line}\n`).join("");
}

/** `trufflehog --json`, of version 2. */
export function oldTruffleHogPrints(found: readonly Found[]): string {
  const lines = found.map(({ file, secret }) =>
    JSON.stringify({
      branch: "origin/main",
      commit: "Add a file",
      commitHash: "288f35ed2e73145e3578207e896a4cf1600bea45",
      date: "2021-01-30 19:50:09",
      diff: `@@ -0,0 +1 @@\n+${secret}\n`,
      path: file,
      printDiff: `\u001b[93m${secret}\u001b[0m`,
      reason: "Generic Secret",
      stringsFound: [secret],
    }),
  );
  return lines.map((line) => `${line}\n`).join("");
}
