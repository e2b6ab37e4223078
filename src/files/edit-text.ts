import { done, failed, type Tried } from "./fault.ts";
import { toCrlf } from "./text.ts";

/** Of what an edit makes. */
const mostCharacters = 64 * 1024 * 1024;

export interface TextEdit {
  readonly oldText: string;
  readonly newText: string;
  readonly all: boolean;
}

/** Puts one text in place of another one that must be there: exactly once, or wherever it is. Line ends stay what they are. */
export function editText(text: string, edit: TextEdit, subject: string): Tried<string> {
  if (edit.oldText === edit.newText)
    return failed("file/no-change", `${subject}: the old and the new text are the same`);
  if (edit.oldText === "")
    return failed("file/bad-input", `${subject}: the old text is empty; use Write for a whole file`);
  const crlf = text.includes("\r\n") && !text.includes(edit.oldText);
  const { oldText, newText } = crlf ? { oldText: toCrlf(edit.oldText), newText: toCrlf(edit.newText) } : edit;
  const count = countOf(text, oldText);
  if (count === 0)
    return failed("file/no-match", `${subject}: the old text is not in the file; read it again, blanks count`);
  if (count > 1 && !edit.all)
    return failed(
      "file/many-matches",
      `${subject}: the old text is there ${count} times; give more of the lines around it, or set replace_all`,
    );
  if (text.length + count * (newText.length - oldText.length) > mostCharacters)
    return failed("file/too-large", `${subject}: the new text would be longer than ${mostCharacters} characters`);
  return done(text.replaceAll(oldText, () => newText));
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
}
