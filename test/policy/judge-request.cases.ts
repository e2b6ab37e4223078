import type { ReasonCode } from "../../src/base/index.ts";

/** `METHOD host target`, and what it gets: nothing where no rule speaks of the host. */
type Request = readonly [request: string, verdict: "allow" | ReasonCode | undefined, overrides?: readonly string[]];

interface RequestRow {
  readonly name: string;
  readonly allow: readonly string[];
  readonly requests: readonly Request[];
}

const refused = "net/request-not-allowed";
const ambiguous = "net/ambiguous-request";

export const requestRows: readonly RequestRow[] = [
  {
    name: "method, host and path",
    allow: ["GET api.example.com/v1/**"],
    requests: [
      ["GET api.example.com /v1/users", "allow"],
      ["GET api.example.com /v1/users/7?x=/../y", "allow"],
      ["GET api.example.com /v1/", "allow"],
      ["GET api.example.com /v1", refused],
      ["GET api.example.com /v10/users", refused],
      ["GET api.example.com /", refused],
      ["POST api.example.com /v1/users", refused],
      ["get api.example.com /v1/users", refused],
      ["GET other.example.com /anything", undefined],
    ],
  },
  {
    name: "several methods, any method, any path",
    allow: ["GET,HEAD a.example.com/x", "* b.example.com/y", "PUT c.example.com"],
    requests: [
      ["HEAD a.example.com /x", "allow"],
      ["POST a.example.com /x", refused],
      ["PROPFIND b.example.com /y", "allow"],
      ["PUT c.example.com /any/thing", "allow"],
      ["GET c.example.com /any/thing", refused],
    ],
  },
  {
    name: "stars",
    allow: ["GET a.test/repos/*/issues/**/comments", "GET a.test/*.json", "GET a.test/raw/v*-x"],
    requests: [
      ["GET a.test /repos/me/issues/comments", "allow"],
      ["GET a.test /repos/me/issues/1/2/comments", "allow"],
      ["GET a.test /repos/me/you/issues/comments", refused],
      ["GET a.test /data.json", "allow"],
      ["GET a.test /deep/data.json", refused],
      ["GET a.test /raw/v1-x", "allow"],
      ["GET a.test /raw/v1-y", refused],
    ],
  },
  {
    name: "another spelling of an allowed path is that path",
    allow: ["GET a.test/v1/**", "GET a.test/@scope/*"],
    requests: [
      ["GET a.test /%76%31/users", "allow"],
      ["GET a.test //v1//users", refused],
      ["GET a.test /v1//users", "allow"],
      ["GET a.test /v1/a%20b", "allow"],
      ["GET a.test /v1/a;b=c", "allow"],
      ["GET a.test /v1/100%25", "allow"],
      ["GET a.test /v1/%C3%BC", "allow"],
      ["GET a.test /@scope/name", "allow"],
      ["GET a.test /v1/a%2fb", "allow"],
    ],
  },
  {
    name: "an escaped slash must be allowed both as a slash and as part of a name",
    allow: ["GET a.test/p/*", "GET a.test/q/**"],
    requests: [
      ["GET a.test /p/a%2Fb", refused],
      ["GET a.test /p/a%252Fb", refused],
      ["GET a.test /q/a%2Fb", "allow"],
      ["GET a.test /p%2Fa", refused],
    ],
  },
  {
    name: "no way leads out of an allowed path",
    allow: ["* a.test/v1/**"],
    requests: [
      ["GET a.test /v1/../admin", ambiguous],
      ["GET a.test /v1/./admin", ambiguous],
      ["GET a.test /v1/%2e%2e/admin", ambiguous],
      ["GET a.test /v1/.%2E/admin", ambiguous],
      ["GET a.test /v1/..%2fadmin", ambiguous],
      ["GET a.test /v1/%252e%252e/admin", ambiguous],
      ["GET a.test /v1/%25252e%25252e/admin", ambiguous],
      ["GET a.test /v1/%2525252525252e/admin", ambiguous],
      ["GET a.test /v1/..;/admin", ambiguous],
      ["GET a.test /v1/..;x=y/admin", ambiguous],
      ["GET a.test /v1/a%2f..%2f..%2fadmin", ambiguous],
      ["GET a.test /v1/..%5cadmin", ambiguous],
      ["GET a.test /v1\\..\\admin", ambiguous],
      ["GET a.test /v1/..%20/admin", ambiguous],
      ["GET a.test /v1/x%00", ambiguous],
      ["GET a.test /v1/x%0d%0aHost:%20b", ambiguous],
      ["GET a.test /v1/%ff", ambiguous],
      ["GET a.test /v1/%", ambiguous],
      ["GET a.test /v1/#/x", ambiguous],
      ["GET a.test v1/x", ambiguous],
      ["OPTIONS a.test *", ambiguous],
      ["GET a.test http://a.test/v1/x", ambiguous],
      ["GET a.test /v1/...", "allow"],
      ["GET a.test /v1/.git/x..y", "allow"],
    ],
  },
  {
    name: "a header that asks for another method must be allowed it",
    allow: ["GET,POST a.test/**", "PATCH b.test/**"],
    requests: [
      ["POST a.test /x", "allow", ["GET"]],
      ["POST a.test /x", refused, ["DELETE"]],
      ["GET a.test /x", refused, ["POST", "PUT"]],
    ],
  },
  {
    name: "hosts by pattern and port",
    allow: ["GET *.example.com/a", "GET example.com:8443/b", "GET **.test/c", "GET 10.0.0.1/d"],
    requests: [
      ["GET x.example.com /a", "allow"],
      ["GET x.example.com /b", refused],
      ["GET example.com:8443 /b", "allow"],
      ["GET example.com:443 /anything", undefined],
      ["GET X.EXAMPLE.com. /b", refused],
      ["GET a.b.test /c", "allow"],
      ["GET 10.0.0.1 /e", refused],
    ],
  },
  {
    name: "any host",
    allow: ["GET,HEAD *"],
    requests: [
      ["GET anything.test /x", "allow"],
      ["POST anything.test /x", refused],
      ["POST 10.0.0.1 /x", refused],
      ["POST [::1] /x", refused],
    ],
  },
  { name: "an empty list speaks of no host", allow: [], requests: [["DELETE a.test /", undefined]] },
];
