import type { UpstreamProxy } from "./effective-profile.ts";
import { hostText, parseHostName, standardPorts } from "./host-name.ts";

/** Reads the URL of a proxy: a host, a port, and who one is; nothing else. */
export function parseUpstreamProxy(text: string): UpstreamProxy | undefined {
  const [, spelled = "", rest = ""] = /^(https?):\/\/([^/?#\\]+)\/?$/iu.exec(text) ?? [];
  const url = rest === "" ? null : URL.parse(`${spelled}://${rest}`);
  const scheme = spelled.toLowerCase() === "https" ? "https" : "http";
  const parsed = url === null ? undefined : parseHostName(url.hostname);
  if (url === null || parsed?.ok !== true) return undefined;
  const credentials = readCredentials(url);
  if (credentials === "bad") return undefined;
  const port = url.port === "" ? standardPorts[scheme] : Number(url.port);
  if (port === 0) return undefined;
  const { host } = parsed;
  return { scheme, host, port, ...credentials, text: `${scheme}://${hostText(host)}:${port}` };
}

function readCredentials({ username, password }: URL): Pick<UpstreamProxy, "credentials"> | "bad" {
  if (username === "" && password === "") return { credentials: undefined };
  try {
    const [user, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
    return user.includes(":") ? "bad" : { credentials: `${user}:${secret}` };
  } catch (error) {
    if (error instanceof URIError) return "bad";
    throw error;
  }
}
