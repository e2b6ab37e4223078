const anywhere = /passw(?:or)?d|passphrase|secret|credential/iu;
const asWord = /(?:^|[_.-])(?:tokens?|keys?|pass|pwd|passwd|auth|apikey)(?=$|[_.-])/iu;
const runTogether =
  /(?:access|api|auth|bearer|csrf|id|refresh|session|user|bot|deploy)token$|(?:access|api|auth|client|deploy|encryption|master|private|secret|session|signing|ssh)key$/iu;
/** A name that ends so tells of a secret, and does not hold it. */
const about =
  /[_.-](?:path|file|files|dir|url|uri|name|id|type|size|len|length|count|limit|max|min|ttl|expiry|expires|hash|algorithm|alg|policy|prompt|store|ring|provider|helper|length|env|var|field|arn|version|format)$/iu;

/** `accessToken` and `ACCESSToken` as `access_Token`, so that words are found by their separators alone. */
function separated(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/gu, "$1_$2");
}

const mostKnown = 500;
const known = new Map<string, boolean>();

/** True for the name of a variable, an option or a field whose value is a secret: `DB_PASSWORD`, `apiKey`, `auth-token`. */
export function isSecretName(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const secret = tellsOfSecret(name);
  // The fields of records come again and again. Long names are as rare as they are costly to keep.
  if (name.length > 64) return secret;
  if (known.size >= mostKnown) known.clear();
  known.set(name, secret);
  return secret;
}

function tellsOfSecret(name: string): boolean {
  const words = separated(name.replace(/^-+/u, ""));
  return !about.test(words) && (anywhere.test(words) || asWord.test(words) || runTogether.test(name));
}

/** True for a name that speaks of a password, whose value may be as plain as `123456`. */
export function isPasswordName(name: string): boolean {
  return /pass|pwd/iu.test(name);
}
