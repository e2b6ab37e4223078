import type { DomainEntry, InterceptEntry, RequestEntry } from "./effective-profile.ts";
import { entriesOf, type ListField, type Listed, nearestAllowing } from "./merge-lists.ts";
import type { Layer } from "./layer.ts";

const at = "/permissions/network_access";
const opened: ListField = {
  pointer: `${at}/intercept`,
  read: (body) => body.permissions?.network_access?.intercept,
};
const closed: ListField = {
  pointer: `${at}/intercept_except`,
  read: (body) => body.permissions?.network_access?.intercept_except,
};
const requests: ListField = { pointer: `${at}/allow`, read: (body) => body.permissions?.network_access?.allow };

const entry = ({ text, source }: Listed): DomainEntry => ({ text, source });

/**
 * Opened hosts and request rules of all layers. Both only take away, so that every layer is heard: what one opens no other
 * closes. Of the request rules of layers that may allow, the nearest list counts; each other one must be satisfied too.
 */
export function mergeInterception(layers: readonly Layer[]): {
  readonly intercept: readonly InterceptEntry[];
  readonly requests: readonly (readonly RequestEntry[])[];
} {
  const owner = nearestAllowing(layers, (body) => requests.read(body) !== undefined);
  const bounds = layers.filter(
    (layer) => layer !== owner && (layer.power === "bound" || layer.power === "narrow") && isStated(layer),
  );
  return {
    intercept: layers
      .filter((layer) => (opened.read(layer.body)?.length ?? 0) > 0)
      .map((layer) => ({
        domains: entriesOf(layer, opened).map(entry),
        except: entriesOf(layer, closed).map(entry),
      })),
    requests: [...(owner === undefined ? [] : [owner]), ...bounds].map((layer) =>
      entriesOf(layer, requests).map(entry),
    ),
  };
}

function isStated({ body }: Layer): boolean {
  return requests.read(body) !== undefined;
}
