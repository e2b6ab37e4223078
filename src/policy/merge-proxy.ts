import { parseAbsolutePath, type RuleSource } from "../base/index.ts";
import type { PathEntry, ProxyConfig } from "./effective-profile.ts";
import type { PickedFields } from "./pick-fields.ts";
import { parseUpstreamProxy } from "./upstream-proxy.ts";

const at = "/permissions/network_access/proxy_config";

/** The proxies to go through, and the file that tells their passwords: commands can't read it. */
export function mergeProxy(
  { proxy: written }: Pick<PickedFields, "proxy">,
  origins: ReadonlyMap<string, RuleSource>,
): { readonly proxy: ProxyConfig | undefined; readonly files: readonly PathEntry[] } {
  if (written === undefined) return { proxy: undefined, files: [] };
  const read = (url: string | undefined) => (url === undefined ? undefined : parseUpstreamProxy(url));
  const proxy = { http: read(written.http_proxy), https: read(written.https_proxy), noProxy: written.no_proxy ?? [] };
  const isSecret = proxy.http?.credentials !== undefined || proxy.https?.credentials !== undefined;
  const source = origins.get(at);
  if (!isSecret || source?.file.startsWith("/") !== true) return { proxy, files: [] };
  const path = parseAbsolutePath(source.file);
  return { proxy, files: [{ text: source.file, path, glob: false, folder: false, source }] };
}
