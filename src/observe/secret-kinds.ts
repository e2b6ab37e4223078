/** One kind of credential that shows what it is by its own form. */
export interface SecretKind {
  readonly kind: string;
  /** What every match begins with: a text without it needs no closer look. */
  readonly hint: string;
  /** Global; begins with a literal and never nests quantifiers, so that a pass over a text is linear. */
  readonly pattern: RegExp;
  /** A further test of what matched. */
  readonly accept?: (match: string) => boolean;
}

const hasDigit = (text: string): boolean => /\d/u.test(text);

/** A prefix that no longer word runs into, then a run of token characters. */
function prefixed(kind: string, prefix: string, tail: string, accept?: SecretKind["accept"]): SecretKind {
  const pattern = new RegExp(`(?<![A-Za-z0-9_-])(?:${prefix})${tail}`, "gu");
  return accept === undefined ? { kind, hint: prefix, pattern } : { kind, hint: prefix, pattern, accept };
}

const vendorPrefixes = [
  "gsk_",
  "xai-",
  "pplx-",
  "r8_",
  "sbp_",
  "lin_api_",
  "PMAK-",
  "NRAK-",
  "dckr_pat_",
  "sntrys_",
  "sntryu_",
  "figd_",
  "nfp_",
  "fo1_",
  "tskey-",
  "dp\\.(?:pt|st|ct)\\.",
];

/** In order: the more telling name comes first. */
export const secretKinds: readonly SecretKind[] = [
  {
    kind: "private-key",
    hint: "-----BEGIN",
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/gu,
  },
  prefixed("jwt", "eyJ", "[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*)*"),
  prefixed("anthropic-key", "sk-ant-", "[A-Za-z0-9_-]{16,}"),
  prefixed("openai-key", "sk-(?:proj|svcacct|admin|None|or-v1)-", "[A-Za-z0-9_-]{16,}"),
  prefixed("api-key", "sk-", "[A-Za-z0-9_-]{20,}", hasDigit),
  prefixed("github-token", "gh[pousr]_", "[A-Za-z0-9]{20,}"),
  prefixed("github-token", "github_pat_", "[A-Za-z0-9_]{20,}"),
  prefixed("gitlab-token", "gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct)-", "[A-Za-z0-9_.-]{16,}"),
  prefixed("slack-token", "xox[abeoprs]-|xapp-", "[A-Za-z0-9-]{10,}", hasDigit),
  {
    kind: "slack-webhook",
    hint: "hooks\\.slack",
    pattern: /hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/]{16,}/gu,
  },
  {
    kind: "discord-webhook",
    hint: "discord",
    pattern: /discord(?:app)?\.com\/api\/webhooks\/\d+\/[A-Za-z0-9_-]{20,}/gu,
  },
  prefixed("aws-access-key-id", "AKIA|ASIA|ABIA|ACCA", "[A-Z2-7]{16}(?![A-Za-z0-9])"),
  prefixed("google-api-key", "AIza", "[A-Za-z0-9_-]{35}"),
  prefixed("google-token", "ya29\\.|GOCSPX-", "[A-Za-z0-9_-]{16,}"),
  prefixed("npm-token", "npm_", "[A-Za-z0-9]{30,}"),
  { kind: "npm-token", hint: "_authToken=", pattern: /(?<=_authToken=)[A-Za-z0-9+/_-]{20,}=*/gu },
  prefixed("pypi-token", "pypi-", "[A-Za-z0-9_-]{32,}"),
  prefixed("huggingface-token", "hf_|api_org_", "[A-Za-z0-9]{20,}"),
  prefixed("stripe-key", "[sr]k_(?:live|test)_|whsec_", "[A-Za-z0-9]{16,}"),
  prefixed("sendgrid-key", "SG\\.", "[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,}"),
  prefixed("twilio-key", "SK|AC", "[0-9a-f]{32}(?![A-Za-z0-9])"),
  prefixed("digitalocean-token", "do[opr]_v1_", "[0-9a-f]{40,}"),
  prefixed("shopify-token", "shp(?:at|ca|pa|ss)_", "[0-9A-Fa-f]{32}"),
  prefixed("vault-token", "hv[sbr]\\.", "[A-Za-z0-9_-]{20,}"),
  prefixed("databricks-token", "dapi", "[0-9a-f]{32}"),
  prefixed("telegram-token", "\\d{8,10}:AA", "[A-Za-z0-9_-]{33}"),
  prefixed("atlassian-token", "ATATT3|ATCTT3", "[A-Za-z0-9_=-]{20,}"),
  prefixed("age-key", "AGE-SECRET-KEY-1", "[0-9A-Z]{50,}"),
  ...vendorPrefixes.map((prefix) => prefixed("vendor-token", prefix, "[A-Za-z0-9_-]{20,}", hasDigit)),
];
