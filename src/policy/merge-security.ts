import { severities } from "../base/index.ts";
import type { EffectiveProfile } from "./effective-profile.ts";
import type { PickedFields } from "./pick-fields.ts";
import type { ProfileBody } from "./profile-schema.ts";

type Security = NonNullable<ProfileBody["security_policies"]>;
type Secrets = NonNullable<Security["secrets_detection"]>;
type Scanning = NonNullable<Security["vulnerability_scanning"]>;

const union = (ours: readonly string[] = [], theirs: readonly string[] = []): string[] => [
  ...new Set([...ours, ...theirs]),
];

/** Both searches at once: what either finds is found, and what is no secret to one is one to the other. */
export function narrowSecrets(ours: Secrets, theirs: Secrets): Secrets {
  if (!ours.enabled) return theirs;
  if (!theirs.enabled) return ours;
  return {
    enabled: true,
    tools: union(ours.tools, theirs.tools),
    block_on_detection: ours.block_on_detection === true || theirs.block_on_detection === true,
    alert_on_detection: ours.alert_on_detection !== false || theirs.alert_on_detection !== false,
    custom_patterns: union(ours.custom_patterns, theirs.custom_patterns),
    exclude_patterns: (ours.exclude_patterns ?? []).filter((pattern) => theirs.exclude_patterns?.includes(pattern)),
  };
}

/** `prevent_secrets_exposure` searches and stops by itself; `secrets_detection` says what else there is to find. */
export function secretSettings({ preventSecrets, secrets }: PickedFields): EffectiveProfile["secrets"] {
  const detection = secrets?.enabled === true ? secrets : undefined;
  return {
    search: preventSecrets || detection !== undefined,
    block: preventSecrets || detection?.block_on_detection === true,
    alert: detection?.alert_on_detection !== false,
    hideReads: preventSecrets,
    tools: detection?.tools ?? [],
    custom: detection?.custom_patterns ?? [],
    exclude: detection?.exclude_patterns ?? [],
  };
}

const vulnerabilityTools = ["npm-audit", "safety", "bandit"];
const codingTools = ["bandit", "eslint", "semgrep"];

const toolsOf = ({ tools = [] }: Scanning): readonly string[] => (tools.length > 0 ? tools : vulnerabilityTools);
const thresholdOf = ({ severity_threshold: named = "low" }: Scanning): number => severities.indexOf(named);

/** What either looks at is looked at, and what is severe to one is told. */
export function narrowScanning(ours: Scanning, theirs: Scanning): Scanning {
  if (!ours.enabled) return theirs;
  if (!theirs.enabled) return ours;
  return {
    enabled: true,
    tools: union(toolsOf(ours), toolsOf(theirs)),
    severity_threshold: severities[Math.min(thresholdOf(ours), thresholdOf(theirs))],
    block_on_high: ours.block_on_high === true || theirs.block_on_high === true,
    scan_dependencies: ours.scan_dependencies !== false || theirs.scan_dependencies !== false,
  };
}

/** `scan_for_vulnerabilities` and `enforce_secure_coding` scan by themselves; `vulnerability_scanning` says how. */
export function scanSettings({ scan, secureCoding, vulnerabilities }: PickedFields): EffectiveProfile["scan"] {
  const scanning = vulnerabilities?.enabled === true ? vulnerabilities : undefined;
  const chosen = scanning ?? (scan ? { enabled: true } : undefined);
  const named = chosen === undefined ? [] : toolsOf(chosen);
  const coding = secureCoding ? codingTools : [];
  return {
    tools: union(named, coding),
    dependencies: scanning?.scan_dependencies !== false,
    threshold: scanning?.severity_threshold ?? "low",
    block: scanning?.block_on_high === true,
    optional: coding.filter((tool) => !named.includes(tool)),
  };
}
