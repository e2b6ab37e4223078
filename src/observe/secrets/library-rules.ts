import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import type { SecretLintRuleContext, SecretLintSourceCode } from "@secretlint/types";
import type { AnchoredRule } from "./anchored.ts";
import { isGenuine } from "./is-genuine.ts";
import type { SecretMatch, SecretRule } from "./match.ts";

const prefix = "@secretlint/secretlint-rule-";

type Anchors = Pick<AnchoredRule, "anchors" | "reach">;

/** A word with its password, before any slash: what else has an `@` further on is a path. */
const credentials: Anchors = { anchors: ["://"], reach: /:\/\/(?=[^\s/]{0,320}@)\S{1,1600}/uy };

/**
 * What each of them needs to find anything; nothing for those that are not asked. `filter-comments` lets a text switch the search
 * off for itself. `gcp` opens files by their path. Private keys have borders further apart than the parts of a text that rules are
 * asked about, and of an AWS secret `aws` tells too short a range: both are found by rules of our own.
 */
const anchorsOf: ReadonlyMap<string, readonly Anchors[] | undefined> = new Map([
  ["filter-comments", undefined],
  ["gcp", undefined],
  ["privatekey", undefined],
  ["aws", undefined],
  ["1password", [{ anchors: ["ops_ey"] }]],
  ["anthropic", [{ anchors: ["sk-ant-api0"] }]],
  ["basicauth", [credentials]],
  ["cloudflare", [{ anchors: ["cfk_", "cfut_", "cfat_"] }]],
  ["database-connection-string", [credentials]],
  ["databricks", [{ anchors: ["dapi"] }]],
  ["docker", [{ anchors: ["dckr_pat_"] }]],
  ["figma", [{ anchors: ["figd_"] }]],
  ["github", [{ anchors: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"] }]],
  ["gitlab", [{ anchors: ["glpat-"] }]],
  ["grafana", [{ anchors: ["glc_", "glsa_"] }]],
  ["groq", [{ anchors: ["gsk_"] }]],
  ["hashicorp-vault", [{ anchors: ["hvs.", "hvb.", "hvr."] }]],
  ["huggingface", [{ anchors: ["hf_"] }]],
  ["linear", [{ anchors: ["lin_api_"] }]],
  ["notion", [{ anchors: ["ntn_"] }]],
  [
    "npm",
    [
      { anchors: ["npm_"] },
      { anchors: ["_authToken="], reach: /_authToken=[^$].*/uy },
      { anchors: ["://"], reach: /:\/\/.{1,256}:x-oauth-basic@github.com\//uy },
    ],
  ],
  ["openai", [{ anchors: ["sk-"] }]],
  ["sendgrid", [{ anchors: ["SG."] }]],
  ["shopify", [{ anchors: ["shppa_", "shpca_", "shpat_", "shpss_"] }]],
  [
    "slack",
    [
      { anchors: ["xoxa-", "xoxb-", "xoxo-", "xoxp-", "xoxr-", "xapp-"] },
      { anchors: ["://"], reach: /:\/\/hooks\.slack\.com\/\S*/iuy },
    ],
  ],
  ["stripe", [{ anchors: ["sk_live_", "sk_test_", "rk_live_", "rk_test_"] }]],
  ["tailscale", [{ anchors: ["tskey-"] }]],
  ["vercel", [{ anchors: ["vca_", "vci_", "vck_", "vcp_", "vcr_"] }]],
]);

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
export function libraryRules(): readonly AnchoredRule[] {
  return rules.flatMap((rule) => {
    const kind = rule.meta.id.slice(prefix.length);
    // INVARIANT I4: a rule that nobody has looked at yet must not be left out unseen.
    if (!anchorsOf.has(kind)) throw new Error(`the rule ${kind} has no anchors`);
    const anchors = anchorsOf.get(kind);
    if (anchors === undefined) return [];
    const find = createFinder(rule, kind);
    return anchors.map((each) => ({ ...each, find }));
  });
}

function createFinder(rule: (typeof rules)[number], kind: string): SecretRule {
  let found: SecretMatch[] = [];
  const context: SecretLintRuleContext = {
    sharedOptions: {},
    createTranslator: () => (messageId, data) => ({ messageId: String(messageId), message: "", data }),
    report: ({ range: [start, end] }) => void found.push({ kind, start, end }),
    ignore: () => undefined,
  };
  const handler = rule.create(context, {});
  return (text) => {
    found = [];
    void handler.file?.(sourceOf(text));
    const isOne = selfJudged.has(kind) ? isAnyHost : isLikely;
    return found.filter(({ start, end }) => isOne(text.slice(start, end)));
  };
}

/** Kinds whose rules look at a part of what they find, such as the password of a URL, and know examples themselves. */
const selfJudged: ReadonlySet<string> = new Set(["basicauth", "database-connection-string"]);

function isLikely(text: string): boolean {
  return /[A-Za-z0-9_-]{15}/u.test(text) && isGenuine(text);
}

/** False for the hosts of examples, by RFC 2606. */
function isAnyHost(url: string): boolean {
  return !/@(?:[\w.-]*\.)?example\.(?:com|net|org)\b/u.test(url);
}
