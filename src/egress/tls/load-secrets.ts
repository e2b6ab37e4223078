import type { CredentialEntry } from "../../policy/index.ts";
import type { Secrets } from "./put-secrets.ts";

export interface SecretSource {
  readonly env: ReadonlyMap<string, string>;
  /** The content of a file, or nothing when it can't be read. */
  readonly readFile: (path: string) => string | undefined;
}

export interface LoadedSecrets {
  readonly secrets: Secrets;
  /** Of each secret that is not there one line that says where it was looked for. */
  readonly missing: readonly string[];
}

/** Looks every secret of a profile up where its operator keeps it. */
export function loadSecrets(credentials: readonly CredentialEntry[], source: SecretSource): LoadedSecrets {
  const secrets = new Map<string, string>();
  const missing: string[] = [];
  for (const { variable, placeholder, from } of credentials) {
    const found = from.kind === "env" ? source.env.get(from.name) : firstLine(source.readFile(from.path.path));
    const place = from.kind === "env" ? `the variable ${from.name}` : `the file ${from.path.path}`;
    if (found === undefined || found === "")
      missing.push(`there is no secret for ${variable}: ${place} is empty or not there`);
    else if (!isFieldText(found)) missing.push(`the secret for ${variable} can't stand in a header: look at ${place}`);
    else secrets.set(placeholder, found);
  }
  return { secrets, missing };
}

function firstLine(text: string | undefined): string | undefined {
  return text?.split(/\r?\n/u, 1)[0]?.trim();
}

/** Visible ASCII with blanks inside: what every server reads as one value. */
function isFieldText(text: string): boolean {
  return /^[!-~](?:[ -~]*[!-~])?$/u.test(text);
}
