import * as z from "zod/mini";
import { profileSchema } from "./profile-schema.ts";

/** The profile's JSON Schema (draft 2020-12), for editors. It knows the shape; what entries mean is judged when a profile is read. */
export function profileJsonSchema(): Readonly<Record<string, unknown>> {
  const schema: Record<string, unknown> = {
    ...z.toJSONSchema(profileSchema(), { target: "draft-2020-12", io: "input" }),
  };
  return { title: "Sallyport profile", ...schema, allowComments: true, allowTrailingCommas: true };
}
