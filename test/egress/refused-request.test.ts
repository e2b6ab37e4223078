import { expect, test } from "vitest";
import { fieldsOf } from "../../src/egress/headers.ts";
import { refusedRequest } from "../../src/egress/refused-request.ts";
import { parseWebTarget } from "../../src/egress/target.ts";
import { policyOf } from "../policy/policy-of.ts";

const requests = policyOf({
  permissions: {
    network_access: { allowed_domains: ["api.test"], intercept: ["api.test"], allow: ["GET api.test/v1/**"] },
  },
});

const rows: readonly (readonly [
  method: string,
  path: string,
  fields: readonly string[],
  refused: string | undefined,
])[] = [
  ["GET", "/v1/x", [], undefined],
  ["GET", "/v1/x", ["X-Http-Method", "get", "Accept", "DELETE"], undefined],
  ["POST", "/v1/x", [], "POST api.test/v1/x"],
  ["GET", "/v2/x", [], "GET api.test/v2/x"],
  ["GET", "/v1/x", ["X-HTTP-Method-Override", "delete"], "DELETE"],
  ["GET", "/v1/x", ["X_HTTP_Method_Override", "DELETE"], "DELETE"],
  ["GET", "/v1/x", ["X-Original-URL", "/v2/x"], "/v2/x"],
  ["GET", "/v1/x", ["x_rewrite_url", "/v2/x"], "/v2/x"],
];

test.for(rows)("%s %s with %j", ([method, path, fields, refused]) => {
  const target = parseWebTarget(`https://api.test${path}`);
  if (!target.ok) throw new Error(target.fault);
  const said = refusedRequest({ ...target.value, method, fields: fieldsOf(fields) }, { requests });
  if (refused === undefined) expect(said).toBeUndefined();
  else expect(said?.message).toContain(refused);
});
