import { printable } from "../base/index.ts";
import type { PlacedFault } from "./schema-issues.ts";

type Path = readonly PropertyKey[];
type Found = (key: readonly PropertyKey[], message: string, wanted: string) => PlacedFault;

/** What one document's list of secrets gets wrong although each value is well-formed. */
export function credentialFaults(list: unknown, path: Path): readonly PlacedFault[] {
  if (!Array.isArray(list)) return [];
  const seen = new Set<unknown>();
  return list.flatMap((item: unknown, index) => {
    if (typeof item !== "object" || item === null) return [];
    const written = new Map<string, unknown>(Object.entries(item));
    const fault: Found = (key, message, wanted) => ({
      path: [...path, index, ...key],
      code: "ConflictingRulesError",
      message,
      wanted,
      atKey: false,
    });
    const faults = [
      ...sourceFaults(written, fault),
      ...doubledFaults(written, seen, fault),
      ...hostFaults(written, fault),
    ];
    seen.add(written.get("variable")).add(written.get("placeholder"));
    return faults;
  });
}

type Written = ReadonlyMap<string, unknown>;

function sourceFaults(written: Written, fault: Found): readonly PlacedFault[] {
  const both = written.has("from_env") && written.has("from_file");
  return both ? [fault(["from_file"], "the secret has two sources", "either from_env or from_file")] : [];
}

function doubledFaults(written: Written, seen: ReadonlySet<unknown>, fault: Found): readonly PlacedFault[] {
  return ["variable", "placeholder"].flatMap((key) => {
    const value = written.get(key);
    if (typeof value !== "string" || !seen.has(value)) return [];
    return [fault([key], `\`${printable(value)}\` stands for two secrets`, `a ${key} of its own`)];
  });
}

function hostFaults(written: Written, fault: Found): readonly PlacedFault[] {
  const domains = written.get("domains");
  if (!Array.isArray(domains)) return [];
  return domains.flatMap((host: unknown, index) =>
    typeof host === "string" && /^\*(?::\d+)?$/u.test(host)
      ? [fault(["domains", index], "a secret for every host is none", "the hosts that it belongs to")]
      : [],
  );
}
