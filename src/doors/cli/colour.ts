import type { World } from "../world.ts";

/** Puts a text in a colour, or leaves it as it is. */
export type Colour = (colour: "red" | "green" | "cyan" | "bold", text: string) => string;

const codes = { red: "31", green: "32", cyan: "36", bold: "1" } as const;

/** In colours for a terminal, unless NO_COLOR says otherwise; elsewhere when asked to. */
export function colourOf(world: World, asked: boolean): Colour {
  const stated = (name: string): boolean => (world.env.get(name) ?? "") !== "";
  const isOn = asked || stated("FORCE_COLOR") || (!stated("NO_COLOR") && world.stdoutIsTerminal());
  return isOn ? (colour, text) => `\u001B[${codes[colour]}m${text}\u001B[0m` : (_, text) => text;
}
