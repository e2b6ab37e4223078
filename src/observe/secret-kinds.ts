/** One kind of credential that shows what it is by its own form, or by what stands right before it. */
export interface SecretKind {
  readonly kind: string;
  /** Each match has one of them in it or right before it: a text without any needs no closer look. Three signs or more. */
  readonly anchors: readonly string[];
  /** Global; begins with a literal and never nests quantifiers, so that a pass over a text is linear. */
  readonly pattern: RegExp;
  /** A further test of what matched. */
  readonly accept?: (match: string) => boolean;
  /** Sticky: from an anchor on to a match's end, where more than one word lies between. */
  readonly reach?: RegExp;
}

const hasDigit = (text: string): boolean => /\d/u.test(text);

/** A prefix that no longer word runs into, then a run of token characters. */
function prefixed(kind: string, prefixes: readonly string[], tail: string, accept?: SecretKind["accept"]): SecretKind {
  const starts = prefixes.map((prefix) => prefix.replaceAll(".", "\\.")).join("|");
  const pattern = new RegExp(`(?<![A-Za-z0-9_-])(?:${starts})${tail}`, "gu");
  return { kind, anchors: prefixes, pattern, ...(accept && { accept }) };
}

/** What a setting gives a value with: `NAME=`, `"name": "`, `name => '`. */
const givenAs = String.raw`\\?["']?\s{0,64}(?::|=>|=)\s{0,64}\\?["']?`;

/** A value that only its name tells to be a secret. */
function named(kind: string, anchors: readonly string[], { name, value }: Readonly<Record<"name" | "value", string>>) {
  return {
    kind,
    anchors,
    pattern: new RegExp(`(?<=${name}${givenAs})${value}`, "gu"),
    reach: new RegExp(String.raw`[\w-]{3,64}${givenAs}[\w+/=-]*`, "uy"),
  } satisfies SecretKind;
}

/** `between("a", "bc", "d")` is `abd acd`. */
const between = (before: string, signs: string, after = ""): string[] =>
  Array.from(signs, (sign) => before + sign + after);
const hexDigits = "0123456789abcdef";
const cased = (word: string): string[] => [word, word.toUpperCase(), `${word.charAt(0).toUpperCase()}${word.slice(1)}`];

const urlPassword = String.raw`[^\s/@"'<>]{6,512}`;

/** False for what stands for a password in examples, and for what is put in only later. */
function isPassword(text: string): boolean {
  return text.length >= 8 && hasDigit(text) && /[A-Za-z]/u.test(text) && !/\$|[{}]|%[A-Z_]{2,}%|password/iu.test(text);
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
  "HRKU-",
  "dckr_pat_",
  "sntrys_",
  "sntryu_",
  "figd_",
  "nfp_",
  "fo1_",
  "fm2_",
  "tskey-",
  "dp.pt.",
  "dp.st.",
  "dp.ct.",
  "ops_ey",
  "sq0atp-",
  "sq0csp-",
  "shippo_live_",
  "rubygems_",
  "pscale_tkn_",
  "pscale_pw_",
  "pul-",
  "dt0c01.",
];

/** In order: the more telling name comes first. */
export const secretKinds: readonly SecretKind[] = [
  {
    kind: "private-key",
    anchors: ["-----BEGIN"],
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/gu,
  },
  prefixed("jwt", ["eyJ"], "[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*)*"),
  prefixed("anthropic-key", ["sk-ant-"], "[A-Za-z0-9_-]{16,}"),
  prefixed("openai-key", ["sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-", "sk-or-v1-"], "[A-Za-z0-9_-]{16,}"),
  prefixed("api-key", ["sk-"], "[A-Za-z0-9_-]{20,}", hasDigit),
  prefixed("github-token", between("gh", "pousr", "_"), "[A-Za-z0-9]{20,}"),
  prefixed("github-token", ["github_pat_"], "[A-Za-z0-9_]{20,}"),
  prefixed(
    "gitlab-token",
    ["pat", "dt", "rt", "cbt", "ptt", "ft", "imt", "agent", "oas", "soat", "ffct"].map((name) => `gl${name}-`),
    "[A-Za-z0-9_.-]{16,}",
  ),
  prefixed("slack-token", [...between("xox", "abeoprs", "-"), "xapp-"], "[A-Za-z0-9-]{10,}", hasDigit),
  {
    kind: "slack-webhook",
    anchors: ["hooks.slack.com/"],
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/]{16,}/gu,
  },
  {
    kind: "discord-webhook",
    anchors: ["discord.com/api/webhooks/", "discordapp.com/api/webhooks/"],
    pattern: /discord(?:app)?\.com\/api\/webhooks\/\d+\/[A-Za-z0-9_-]{20,}/gu,
  },
  prefixed("aws-access-key-id", ["AKIA", "ASIA", "ABIA", "ACCA"], "[A-Z2-7]{16}(?![A-Za-z0-9])"),
  named(
    "aws-secret-access-key",
    cased("secret").flatMap((secret) => cased("access").flatMap((access) => [secret + access, `${secret}_${access}`])),
    {
      name: "(?:SECRET|secret|Secret)_?(?:ACCESS|access|Access)_?(?:KEY|key|Key)",
      value: "[A-Za-z0-9/+=]{40}(?![A-Za-z0-9/+=])",
    },
  ),
  prefixed("google-api-key", ["AIza"], "[A-Za-z0-9_-]{35}"),
  prefixed("google-token", ["ya29.", "GOCSPX-"], "[A-Za-z0-9_-]{16,}"),
  prefixed("npm-token", ["npm_"], "[A-Za-z0-9]{30,}"),
  { kind: "npm-token", anchors: ["_authToken="], pattern: /(?<=_authToken=)[A-Za-z0-9+/_-]{20,}=*/gu },
  prefixed("pypi-token", ["pypi-"], "[A-Za-z0-9_-]{32,}"),
  prefixed("huggingface-token", ["hf_", "api_org_"], "[A-Za-z0-9]{20,}"),
  prefixed("stripe-key", ["sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"], "[A-Za-z0-9]{16,}"),
  prefixed("sendgrid-key", ["SG."], "[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,}"),
  prefixed("twilio-key", [...between("SK", hexDigits), ...between("AC", hexDigits)], "[0-9a-f]{31}(?![A-Za-z0-9])"),
  prefixed("digitalocean-token", between("do", "opr", "_v1_"), "[0-9a-f]{40,}"),
  named("linode-token", cased("linode"), {
    name: "(?:linode|LINODE|Linode)[A-Za-z_-]{0,24}",
    value: "[0-9a-f]{64}(?![A-Za-z0-9])",
  }),
  prefixed("shopify-token", ["shpat_", "shpca_", "shppa_", "shpss_"], "[0-9A-Fa-f]{32}"),
  prefixed("vault-token", between("hv", "sbr", "."), "[A-Za-z0-9_-]{20,}"),
  prefixed("databricks-token", ["dapi"], "[0-9a-f]{32}"),
  {
    kind: "telegram-token",
    anchors: [":AA"],
    pattern: /(?<![A-Za-z0-9_-])\d{8,10}:AA[A-Za-z0-9_-]{33}/gu,
    reach: /:AA[A-Za-z0-9_-]*/uy,
  },
  prefixed("atlassian-token", ["ATATT3", "ATCTT3"], "[A-Za-z0-9_=-]{20,}"),
  prefixed("age-key", ["AGE-SECRET-KEY-1"], "[0-9A-Z]{50,}"),
  { kind: "azure-key", anchors: ["AccountKey=", "SharedAccessKey="], pattern: /(?<=Key=)[A-Za-z0-9+/]{42,86}={1,2}/gu },
  { kind: "azure-secret", anchors: ["8Q~"], pattern: /(?<![\w~.-])[\w~.-]{3}8Q~[\w~.-]{34}(?![\w~.-])/gu },
  {
    kind: "url-password",
    anchors: ["://"],
    pattern: new RegExp(String.raw`(?<=://[^\s/?#@:"'<>]{0,128}:)${urlPassword}(?=@[A-Za-z0-9[])`, "gu"),
    accept: isPassword,
    reach: new RegExp(String.raw`://[^\s/?#@:"'<>]{0,128}:${urlPassword}@`, "uy"),
  },
  {
    kind: "connection-password",
    anchors: [...cased("password"), ...cased("pwd")].map((name) => `;${name}=`),
    pattern: /(?<=;(?:[Pp]assword|PASSWORD|[Pp]wd|PWD)=)[^\s;"'<>]{6,256}/gu,
    accept: isPassword,
    reach: /;\w+=[^\s;"'<>]*/uy,
  },
  ...vendorPrefixes.map((prefix) => prefixed("vendor-token", [prefix], "[A-Za-z0-9_-]{20,}", hasDigit)),
];

/** One look that settles most texts: nothing in them could be the start of a secret. */
export const kindHint: RegExp = new RegExp(
  secretKinds.flatMap(({ anchors }) => anchors.map((anchor) => anchor.replaceAll(".", "\\."))).join("|"),
  "u",
);
