/** A half-open range `[start, end)` of UTF-16 offsets into the text of a request. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
