import type { HostFacts, Launch, LaunchRequest } from "../../src/confine/index.ts";
import type { hosts } from "./fixtures.ts";
import type { ProfileParts } from "./profile-of.ts";

export interface EgressCase {
  readonly name: string;
  readonly parts: ProfileParts;
  readonly host?: keyof typeof hosts;
  readonly facts?: Partial<HostFacts>;
  readonly more?: Partial<LaunchRequest>;
  /** Ports of the loopback address that lead out; nothing where there is no network at all. */
  readonly ports: readonly number[] | undefined;
  readonly backend?: Launch["backend"];
}

const allowed = ["/home/user/project"];

/** What a launch offers of a network. */
export const egressCases: readonly EgressCase[] = [
  { name: "no host", parts: { allowed }, ports: undefined },
  { name: "a host", parts: { allowed, hosts: ["example.com"] }, ports: [53] },
  { name: "every host", parts: { allowed, hosts: ["*"] }, ports: [53] },
  {
    name: "ports of this machine",
    parts: { allowed, hosts: ["localhost:5432", "127.0.0.1:80", "[::1]:5432", "localhost", "example.com:443"] },
    ports: [53, 80, 5432],
  },
  { name: "nobody decides", parts: { allowed, hosts: ["*"] }, more: { egress: false }, ports: undefined },
  {
    name: "no network namespace to be had",
    parts: { allowed, hosts: ["*"] },
    facts: { networkNamespaces: false },
    ports: undefined,
  },
  {
    name: "the host's namespaces",
    parts: { allowed, hosts: ["*"] },
    host: "without namespaces",
    ports: [53],
    backend: "landlock",
  },
  { name: "no walls", parts: { hosts: ["*"], backend: "none" }, ports: undefined, backend: "none" },
];
