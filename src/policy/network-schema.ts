import * as z from "zod/mini";
import * as value from "./profile-values.ts";
import { list, part } from "./schema-parts.ts";

const credential = () =>
  part("A secret that is put into requests in place of a placeholder.", {
    variable: value.setVariableName(),
    placeholder: z.optional(value.placeholder()),
    domains: z
      .array(value.host())
      .check(z.minLength(1))
      .register(value.valueKinds, { code: "InvalidDomainError", wanted: "a list with at least one host" })
      .register(z.globalRegistry, { description: "The hosts that get the secret; for plain HTTP with their port." }),
    headers: list(value.headerName(), "The headers in which the placeholder is replaced."),
    from_env: z.optional(value.setVariableName()),
    from_file: z.optional(value.onePath()),
  });

export const networkAccess = () =>
  part("Which hosts can be reached.", {
    allowed_domains: list(value.domain(), "Hosts that may be reached."),
    blocked_domains: list(value.domain(), "Hosts that may not; beats allowed_domains."),
    require_https: z.optional(value.flag("Refuse plain HTTP.")),
    missing_server_name: z.optional(
      value.choice(["refuse", "allow"], "TLS to a name whose hello names no server; refuse when absent."),
    ),
    encrypted_client_hello: z.optional(
      value.choice(["refuse", "allow"], "TLS whose hello hides the server's name; refuse when absent."),
    ),
    timeout_seconds: z.optional(value.seconds("Time for one request.")),
    max_redirects: z.optional(value.limit("Redirects followed in one request.")),
    user_agent: z.optional(value.userAgent()),
    proxy_config: z.optional(
      part("A proxy to go through.", {
        http_proxy: z.optional(value.proxyUrl()),
        https_proxy: z.optional(value.proxyUrl()),
        no_proxy: list(value.noProxy(), "Hosts reached without the proxy."),
      }),
    ),
    intercept: list(value.host(), "Hosts whose TLS is opened, so that their requests can be judged one by one."),
    intercept_except: list(value.host(), "Hosts that stay closed although intercept names them."),
    allow: list(value.requestRule(), "Requests that may be made to the hosts that these rules name; no others."),
    credentials: z.optional(
      z
        .array(credential())
        .register(z.globalRegistry, { description: "Secrets that commands use without seeing them." }),
    ),
  });
