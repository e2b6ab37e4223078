/** Bounds on what is read at all, so that hostile text costs bounded time and memory. */
export const limits = {
  /** UTF-8 bytes of one text. */
  bytes: 1 << 20,
  /** Unclosed brackets, quotes apart: the parser recurses on them. */
  depth: 150,
  /** Shell text inside shell text (`eval`, `bash -c`). */
  nestedTexts: 16,
  /** Actions of one text: functions called many times multiply. */
  actions: 50_000,
  /** Words that one brace expansion may become, and their characters. */
  braceWords: 1_000,
  braceCharacters: 100_000,
  /** Assignments that an action carries along. */
  environment: 64,
  /** Working folders that are followed at once. */
  folders: 4,
} as const;
