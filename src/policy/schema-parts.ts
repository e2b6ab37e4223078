import * as z from "zod/mini";

export const list = <T extends z.core.SomeType>(item: T, description: string): z.ZodMiniOptional<z.ZodMiniArray<T>> =>
  z.optional(z.array(item).register(z.globalRegistry, { description }));

/** An object with exactly these keys. Which of them are optional is said at each key. */
export function part<T extends z.core.$ZodShape>(description: string, shape: T): z.ZodMiniObject<T, z.core.$strict> {
  const object: z.ZodMiniObject<T, z.core.$strict> = z.strictObject(shape);
  z.globalRegistry.add(object, { description });
  return object;
}

type Parts = Readonly<Record<string, () => z.core.$ZodType>>;

/** The parts of a shape that are wanted. Each must be one that may be missing. */
export function madeOf<T extends Parts>(
  parts: T,
  isWanted: (key: string) => boolean,
): { [Key in keyof T]: ReturnType<T[Key]> } {
  const made = Object.entries(parts).flatMap(([key, make]) => (isWanted(key) ? [[key, make()] as const] : []));
  return Object.fromEntries(made) as { [Key in keyof T]: ReturnType<T[Key]> };
}
