/**
 * What a handler throws ends what it belongs to, and not the process: others use it, too. A second wall, for what no one thought
 * of; everything that is known to go wrong is a value.
 */
export function guardEvents(emitter: NodeJS.EventEmitter, fail: (error: Error) => void): void {
  const emit = emitter.emit.bind(emitter);
  emitter.emit = (...event: Parameters<NodeJS.EventEmitter["emit"]>): boolean => {
    try {
      return emit(...event);
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
      return true;
    }
  };
}
