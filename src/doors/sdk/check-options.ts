import { ConfigError, printable } from "../../base/index.ts";
import { isObject } from "./read-call.ts";
import type { SallyportOptions } from "./types.ts";

interface Form {
  readonly is: (value: unknown) => boolean;
  readonly wanted: string;
}

const text: Form = { is: (value) => typeof value === "string", wanted: "a text" };
const texts: Form = {
  is: (value) => Array.isArray(value) && value.every((part) => typeof part === "string"),
  wanted: "a list of texts",
};
const callback: Form = { is: (value) => typeof value === "function", wanted: "a function" };

const forms: Readonly<Record<keyof SallyportOptions, Form>> = {
  cwd: text,
  profile: { is: (value) => typeof value === "string" || isObject(value), wanted: "a text or an object" },
  mode: text,
  tools: texts,
  allowedTools: texts,
  askTools: texts,
  disallowedTools: texts,
  allowDomains: texts,
  role: text,
  session: text,
  env: {
    is: (value) =>
      isObject(value) && Object.values(value).every((part) => ["string", "undefined"].includes(typeof part)),
    wanted: "an object of texts",
  },
  canUseTool: callback,
  callbackTimeoutMs: { is: (value) => typeof value === "number" && value > 0, wanted: "a number above 0" },
  approve: callback,
  context: { is: isObject, wanted: "an object" },
  confine: { is: (value) => typeof value === "boolean", wanted: "true or false" },
};

/** Throws a `ConfigError` for what is none of the options, and for one that is not of its form. What is `undefined` is left out. */
export function checkOptions(given: unknown): asserts given is SallyportOptions {
  if (!isObject(given)) throw new ConfigError("config/usage", "createSallyport takes an object");
  const known = new Map<string, Form>(Object.entries(forms));
  for (const [name, value] of Object.entries(given)) {
    const form = known.get(name);
    if (form === undefined)
      throw new ConfigError(
        "config/usage",
        `createSallyport: there is no option \`${printable(name)}\`, but ${[...known.keys()].join(", ")}`,
      );
    if (value !== undefined && !form.is(value))
      throw new ConfigError("config/usage", `createSallyport: \`${name}\` takes ${form.wanted}`);
  }
}
