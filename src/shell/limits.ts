/** Bounds on what is read at all, so that hostile text costs bounded time and memory. */
export const limits = {
  /** UTF-8 bytes of one text. */
  bytes: 1 << 20,
  /** Unclosed brackets, quotes apart: the parser recurses on them. */
  depth: 150,
  /** Here-documents, and whatever looks like one. */
  hereDocs: 2_000,
  /** Wrappers and constructs on the way to one action. */
  steps: 60,
  /** Shell text inside shell text (`eval`, `bash -c`). */
  nestedTexts: 16,
  /** Nodes of one syntax tree. */
  nodes: 300_000,
  /** Actions of one text: functions called many times multiply. */
  actions: 50_000,
  /** Unquoted opening braces in one word. */
  braces: 64,
  /** Words that one brace expansion may become, and their characters. */
  braceWords: 1_000,
  braceCharacters: 20_000,
  /** Assignments that an action carries along. */
  environment: 64,
  /** Working folders that are followed at once. */
  folders: 4,
} as const;
